"""Tests of server/screen."""
