"""Across reports: pure functions from records to what they have in common and where they differ."""
