"""Websockets, written completely and without waiting. Knows Engine.IO, and nothing of streams."""
