"""The demonstration: a conference of invented people, so that every page has something to show."""
