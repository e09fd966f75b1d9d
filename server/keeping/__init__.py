"""Backups: taken while the server runs, and put back. Its commands are all that uses it."""
