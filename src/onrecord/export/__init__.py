"""Records in the forms of others, and in our own JSON Lines.

What a statement or event becomes is decided here and nothing is read or written; ``lines`` is the
way in.
"""
