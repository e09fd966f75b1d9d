"""Reviews: decisions that organisers take on what people wrote, before others read it, or after."""
