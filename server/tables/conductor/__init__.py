"""A host moves the talk: the clock, what goes with it, and what everybody is told."""
