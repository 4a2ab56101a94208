"""What the pages of the reading room show, put together from a look at a casebook."""
