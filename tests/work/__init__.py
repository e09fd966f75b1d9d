"""Tests of server/work."""
