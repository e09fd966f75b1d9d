"""The cards on the tables: decks of ours, of organisers, and stories."""
