"""Tests of server/network."""
