"""Which entity across reports each entity of a report is, in little room: a pile has millions."""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern

from onrecord.model.case import Group, parts_of


class Belonging:
    """The groups of entities by the report and id of each member; a member of two is in the last
    one."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._groups: list[tuple[str, str]] = []
        self._of: dict[str, dict[str, int]] = {}
        for group in groups:
            if group.kind != "entity":
                continue
            for key in group.members:
                report, item = parts_of(key)
                # Reports hold items of the same places over and over.
                self._of.setdefault(report, {})[intern(item)] = len(self._groups)
            self._groups.append((group.id, group.name))

    def of(self, report: str, item: str) -> tuple[str, str] | None:
        """The id and name of the group of an entity."""
        number = self._of.get(report, {}).get(item)
        return None if number is None else self._groups[number]
