"""From a report to its record, and the forms that a record takes: bytes, HTML, an outline."""

from __future__ import annotations

from onrecord.model.record import Record
from onrecord.record.render import to_html

# Records are made and decoded on this floor, so every record in a notebook knows how to be drawn.
Record.drawn_by = to_html
