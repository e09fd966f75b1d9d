"""Reviews: decisions that organisers take on what people wrote, before anybody else reads it."""
