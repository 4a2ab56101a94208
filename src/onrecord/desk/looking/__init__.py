"""What each page of the reading room shows, put together from one look at a casebook.

Every function here takes a ``Look`` and returns plain values that are bounded by named constants;
nothing here knows of pages, languages of the interface, or addresses.
"""
