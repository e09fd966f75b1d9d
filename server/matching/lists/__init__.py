"""Everybody's list of suggestions, kept: mutual, looked through in a child whenever it must be."""
