"""What organisers may know of how a room meets: totals, and who has met nobody yet."""
