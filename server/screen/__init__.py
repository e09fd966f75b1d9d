"""The projector view: how to join, featured stories, the talk, and a key that blanks it all."""
