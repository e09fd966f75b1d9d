"""Meeting later: a place and a time that one proposes and the other agrees to."""
