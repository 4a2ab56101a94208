"""The pages of the reading room, one module each: a ``router`` and what its functions ask of desk.

A path is written as it stands behind ``/c/{case}``. ``entrance`` and ``home`` alone stand outside
of a casebook.
"""
