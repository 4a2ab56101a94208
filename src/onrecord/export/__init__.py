"""Events in the forms of others: PLOVER's JSON, POLECAT's columns, and our own JSON Lines.

What an event becomes is decided here and nothing is read or written; ``lines`` is the way in.
"""
