"""Talks: hosted rounds at tables, their seating and their clock."""
