"""Tests of server/matching."""
