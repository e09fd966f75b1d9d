"""Being free now: for ten minutes anybody may see it, wave, and be met at once."""
