"""The reports of a casebook in the order of their days, to be leafed through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import apsw

from onrecord.casebook.reports import Filed, selected


@dataclass(frozen=True, slots=True, kw_only=True)
class OnShelf:
    """Which reports are listed: of an outlet, in a language ("" for all), from behind a place on,
    which is the time of publication ("" where there is none) and the number of a report."""

    outlet: str = ""
    language: str = ""
    behind: tuple[str, int] | None = None
    limit: int = 50


class Shelf:
    """The latest versions of all reports."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db

    def reports(self, asked: OnShelf) -> Iterator[Filed]:
        """Those that were published last first, those without a date behind."""
        conditions = ["latest = 1"]
        given: list[str | int] = []
        if asked.outlet:
            conditions.append("outlet = ?")
            given.append(asked.outlet)
        if asked.language:
            conditions.append("language = ?")
            given.append(asked.language)
        if asked.behind is not None:
            published, number = asked.behind
            if published:
                conditions.append("((published, number) < (?, ?) OR published IS NULL)")
                given += [published, number]
            else:
                conditions.append("published IS NULL AND number < ?")
                given.append(number)
        where = f"WHERE {' AND '.join(conditions)} ORDER BY published DESC, number DESC LIMIT ?"
        yield from selected(self._db, where, (*given, asked.limit))

    def outlets(self, limit: int) -> Iterator[str]:
        """The outlets of reports with a headline, by name, each by one step of an index."""
        step = "SELECT min(outlet) FROM report WHERE outlet IS NOT NULL AND title IS NOT NULL"
        sql = (
            f"WITH RECURSIVE named (outlet) AS ({step} UNION ALL"  # noqa: S608
            f" SELECT ({step} AND report.outlet > named.outlet) FROM named"
            " WHERE named.outlet IS NOT NULL)"
            " SELECT outlet FROM named WHERE outlet IS NOT NULL LIMIT ?"
        )
        for (outlet,) in self._db.execute(sql, (limit,)):
            yield str(outlet)
