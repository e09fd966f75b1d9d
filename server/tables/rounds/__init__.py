"""A round: what the planner is asked for it, and how it is dealt."""
