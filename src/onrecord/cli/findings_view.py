"""Text views of what reports come to together: origins, events in time, disagreements, copies."""

from __future__ import annotations

from typing import Any, Final

from rich.console import Console
from rich.text import Text

from onrecord.across.findings import SHAPES
from onrecord.record.outline import printable

#: Characters of words that are shown of one telling.
SAMPLE: Final = 160
#: Tellings of one origin that are shown.
MOST_TELLINGS: Final = 12

Line = dict[str, Any]


class FindingsView:
    """Writes findings (lines of ``across.findings``) to a console."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def statement(self, line: Line) -> None:
        """A statement: its origins, and under each the tellings that lead to it."""
        self._write(Text.assemble("“", (_short(line["words"]), "bold"), "”"))
        self._write(Text(_counted(line)), "  ")
        self._write(Text(_first(line), "dim"), "  ")
        self._origins(line)
        for number in line["disagreements"]:
            self._write(Text(f"≠ {number}", "red"), "  ")
        self._gap()

    def happening(self, line: Line) -> None:
        """An event: when, what, how it is told, by whom."""
        when = _when(line["earliest"], line["latest"], line["grain"])
        who, whom = (printable(", ".join(line[role])) for role in ("actors", "recipients"))
        head = Text.assemble((when, "bold"), "  ", f"{who} → " if who else "")
        head.append(f"“{printable(line['name'])}”" + (f" → {whom}" if whom else ""))
        head.append(f"  {line['type']}", "cyan")
        self._write(head)
        told = " or ".join(sorted(set(line["factualities"])))
        where = ", ".join(line["places"])
        facts = [told, where, _origins_of(line), f"{len(line['tellings'])} tellings"]
        self._write(Text(printable(" · ".join(f for f in facts if f)), "dim"), "    ")
        self._gap()

    def disagreement(self, line: Line) -> None:
        """Both sides, with whose words they are, and as of when."""
        head = f"{'↗ update' if line['relation'] == 'update' else '≠ disagreement'}: {line['of']}"
        self._write(Text(head, "bold"))
        for side in (line["left"], line["right"]):
            self._write(Text(f"{side['says']}", "bold"), "  ")
            self._write(Text(f"“{_short(side['words'])}”"), "    │ ")
            self._write(Text(_by(side), "dim"), "    ")
        self._write(Text(printable(line["because"]), "dim"), "  ")
        self._write(Text(line["id"], "dim"), "  ")
        self._gap()

    def copy(self, line: Line) -> None:
        """Two reports and how much of the later one stands in the earlier one."""
        earlier, later = line["earlier"], line["later"]
        shape = SHAPES["copied"]
        what = "is a translation of" if line["kind"] == "translation" else "is copied from"
        share = f"{line['share']:.0%} of {_called(later)} {what} {_called(earlier)}"
        self._write(Text.assemble(f"{shape} ", (printable(share), "bold")))
        self._write(Text(printable(line["because"]), "dim"), "  ")
        for passage in line["passages"][:MOST_TELLINGS]:
            self._write(Text(f"“{_short(passage['words_here'] or '')}”"), "    │ ")
        self._gap()

    def _origins(self, line: Line) -> None:
        for origin in line["origin_list"]:
            told = [t for t in line["tellings"] if t["origin"] == origin["number"]]
            name = origin["name"] or "a report without an outlet"
            self._write(Text.assemble(f"{origin['number']}. ", (printable(name), "bold")), "  ")
            for telling in told[:MOST_TELLINGS]:
                self._telling(telling)
            if len(told) > MOST_TELLINGS:
                self._write(Text(f"… and {len(told) - MOST_TELLINGS} more"), "     ")

    def _telling(self, telling: Line) -> None:
        kind = telling.get("dependence", "no dependence found")
        via = f" {telling['via']}" if telling.get("via") else ""
        on = telling.get("on_name") or telling.get("on_outlet")
        of = f" from {on}" if on and kind == "copied" else f" in {on}" if on else ""
        state = f"{SHAPES[kind]} {kind}{via}{of}"
        self._write(Text.assemble((state, "cyan"), f" — {_by(telling)}"), "     ")
        if telling.get("words"):
            self._write(Text(f"“{_short(telling['words'])}”"), "       │ ")
        because = telling.get("because")
        if because:
            self._write(Text(printable(because), "dim"), "       ")

    def _write(self, text: Text, indent: str = "") -> None:
        room = max(self._console.width - len(indent), 20)
        for line in text.wrap(self._console, room):
            line.rstrip()
            self._console.print(Text.assemble(indent, line), no_wrap=True, crop=False)

    def _gap(self) -> None:
        self._console.print()


def _short(words: str) -> str:
    shown = printable(words)
    return shown if len(shown) <= SAMPLE else shown[: SAMPLE - 1].rstrip() + "…"


def _called(report: Line) -> str:
    return printable(report.get("name") or report.get("outlet") or report["report"])


def _by(telling: Line) -> str:
    """Whose words, in which report of which day."""
    source = telling.get("source")
    facts = [
        f"so {source}" if source else "",
        telling.get("outlet") or "",
        telling.get("published") or "no date",
        telling.get("name") or telling.get("report", ""),
    ]
    return printable(" · ".join(f for f in facts if f))


def _origins_of(line: Line) -> str:
    count = line["origins"]
    return "1 origin" if count == 1 else f"{count} origins"


def _counted(line: Line) -> str:
    reports, among = line["reports"], line["among"]
    tells = "1 report tells it" if reports == 1 else f"{reports} reports tell it"
    given = "the 1 report given" if among == 1 else f"the {among} reports given"
    return f"{_origins_of(line)} · {tells} · among {given}"


def _first(line: Line) -> str:
    if line["first"] is None:
        return printable(f"first: {line['first_because']}")
    return printable(f"first: {line['first_name'] or line['first']} ({line['first_because']})")


def _when(earliest: str | None, latest: str | None, grain: str | None) -> str:
    if earliest is None and latest is None:
        return "no date"
    first, last = (earliest or "…")[:16], (latest or "…")[:16]
    if grain in {"day", None} or first == last:
        first, last = first[:10], last[:10]
    return first if first == last else f"{first} – {last}"
