"""Nonsense for the parsers: everything that reads what strangers wrote."""
