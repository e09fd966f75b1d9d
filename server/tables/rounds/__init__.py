"""A round: what the planner is asked for it, which tables it has, and how they are laid."""
