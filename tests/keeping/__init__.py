"""Tests of server/keeping."""
