"""Tests of server/stories."""
