"""Who is here and who has which chair, by the room itself and by a host's hand."""
