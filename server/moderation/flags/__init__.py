"""Flags: what a machine has noticed in a text. They explain to organisers, and never decide."""
