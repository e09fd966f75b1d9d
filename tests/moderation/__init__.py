"""Tests of server/moderation."""
