"""What tests share: databases, the stopped clock, phones."""
