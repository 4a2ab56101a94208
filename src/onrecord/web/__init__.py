"""The reading room: a casebook in the browser of this machine, or of a team's."""
