"""How the room got here."""
