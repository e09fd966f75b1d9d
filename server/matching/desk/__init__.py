"""Whom to meet, for organisers who have a list of people and want nothing but the plan."""
