"""Meeting now: one asks, the other agrees, and a sign brings the two together."""
