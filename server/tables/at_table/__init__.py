"""What those who sit at a table do there: turns, writing, what they take away."""
