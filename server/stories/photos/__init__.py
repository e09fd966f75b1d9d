"""Photos beside stories: sent, developed, kept, and shown to whoever may read the story."""
