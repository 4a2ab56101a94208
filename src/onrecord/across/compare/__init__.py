"""Weight lists: what speaks for and against two items of two reports being one thing."""
