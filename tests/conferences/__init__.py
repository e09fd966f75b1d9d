"""Tests of server/conferences."""
