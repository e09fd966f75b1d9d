"""Matching: whom to meet, and why."""
