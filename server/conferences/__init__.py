"""One occasion: its door, its settings, its announcements, its end and its deletion."""
