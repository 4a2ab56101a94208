"""Readers of what users have: FollowTheMoney, Wikidata and tables of names, each row by row."""
