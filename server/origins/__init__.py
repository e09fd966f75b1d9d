"""How this room got here: where people came from and what they do now, told of nobody alone."""
