"""Who sits where in each round: arithmetic for a child process. Begin at `planner`."""
