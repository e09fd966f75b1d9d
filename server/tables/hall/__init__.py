"""The tables of the hall: their numbers, what they offer, and who needs that."""
