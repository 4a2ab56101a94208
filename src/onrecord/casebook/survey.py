"""What a casebook's reports cover, and which findings touch one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import apsw

from onrecord.casebook.findings import FindingKind, Findings, Listed
from onrecord.casebook.rounds import ROUND


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many reports there are (latest versions), of how many named outlets, in which languages,
    most reports first, and from which day to which (ISO 8601; None where none has one)."""

    reports: int
    outlets: int
    languages: tuple[tuple[str, int], ...]
    first: str | None
    last: str | None


class Survey(Findings):
    """Findings, with what only a view over many of them needs."""

    def __init__(self, db: apsw.Connection) -> None:
        super().__init__(db)
        self._rows = db

    def coverage(self) -> Coverage:
        """What the reports cover, from indexes alone."""
        languages = tuple(
            (str(code), int(count))
            for code, count in self._rows.execute(
                "SELECT language, count(*) FROM report WHERE latest = 1 GROUP BY language"
                " ORDER BY count(*) DESC, language"
            )
        )
        outlets = self._rows.execute(
            "SELECT count(DISTINCT outlet) FROM report WHERE latest = 1"
        ).get
        days = [
            self._rows.execute(
                f"SELECT {which}(published) FROM report WHERE latest = 1 AND published IS NOT NULL"  # noqa: S608
            ).get
            for which in ("min", "max")
        ]
        return Coverage(
            reports=sum(count for _, count in languages),
            outlets=int(outlets),
            languages=languages,
            first=days[0],
            last=days[1],
        )

    def beside(
        self, kind: FindingKind, identity: str, wanted: FindingKind, limit: int
    ) -> Iterator[Listed]:
        """The findings of a wanted kind that have an item in common with this one, the latest
        first; one more than the limit, if there are more."""
        sql = (
            "SELECT DISTINCT o.kind, o.id, o.sort, o.name, o.origins, o.reports, o.tellings,"  # noqa: S608
            " o.earliest, o.latest FROM finding f JOIN member m ON m.finding = f.number"
            " CROSS JOIN member b ON b.round = m.round AND b.report = m.report AND b.item = m.item"
            " CROSS JOIN finding o ON o.number = b.finding AND o.kind = ?"
            f" WHERE f.round = {ROUND} AND f.kind = ? AND f.id = ? AND o.number <> f.number"
            " ORDER BY o.latest DESC, o.id LIMIT ?"
        )
        names = Listed.__dataclass_fields__
        for row in self._rows.execute(sql, (wanted, kind, identity, limit + 1)):
            yield Listed(**dict(zip(names, row, strict=True)))
