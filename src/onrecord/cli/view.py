"""The text view of a record: each paragraph that attributes something, and what it attributes.

    South Korea's president [¹called the pact "illegal"], …

    1  South Korea's president
       “called” · accuses · mixed
       │ the pact "illegal"

Statements that stand within another are indented under it. Without colours, brackets show where
the content of a statement lies.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from onrecord.cli import margin
from onrecord.cli.margin import Note, Notes
from onrecord.model import PROSE, Part, Record, Span, hull
from onrecord.record.eventlines import code, event_lines
from onrecord.record.outline import (
    Line,
    Run,
    chain,
    contents,
    credited,
    declined,
    looks_odd,
    manner,
    marked,
    names,
    outline,
    place,
    printable,
    speakers,
    spellings,
    standing,
)

#: A paragraph longer than this is shown around its statements only, with so much on either side.
LONG_PARAGRAPH = 1_500
AROUND = 200
MOST_NAMES = 12
MOST_SPELLINGS = 5
MOST_OMISSIONS = 8
SAMPLE = 60

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STYLE = {"source": "bold", "cue": "underline", "content": "cyan"}
_STANCE = {
    "denies": "red",
    "accuses": "red",
    "threatens": "red",
    "asks": "yellow",
    "demands": "yellow",
    "promises": "green",
    "praises": "green",
    "hints": "magenta",
    "believes": "magenta",
}


class View:
    """Writes records to a console, one under the other."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._plain = not console.is_terminal or console.no_color

    def show(self, record: Record) -> None:
        self._head(record)
        lines, notes = outline(record), Notes(record)
        if not lines:
            self._write(Text("No statement was found.", "italic"))
        for part, runs, inside in _by_part(record, lines, notes):
            if part is not None:
                beside = notes.within(part.span)
                text = self._context(record, part, runs, inside, beside)
                margin.write(self._console, text, beside, indent="  ")
                self._gap()
            for line in inside:
                self._statement(record, line)
            self._gap()
        self._events(record)
        self._names(record)
        self._checks(record)
        self._omissions(record)
        self._gap()

    def _gap(self) -> None:
        self._console.print()

    def _write(self, text: Text, *, indent: str = "", bar: str = "") -> None:
        """Wrapped text, every line behind ``indent`` and a dim ``bar``."""
        room = max(self._console.width - len(indent) - len(bar), 20)
        for line in text.wrap(self._console, room):
            line.rstrip()
            self._console.print(Text.assemble(indent, (bar, "dim"), line), no_wrap=True, crop=False)

    def _head(self, record: Record) -> None:
        report = record.report
        if report.title:
            self._write(Text(printable(report.title), "bold"))
        first = {part.kind: part for part in reversed(report.parts)}
        facts = [report.outlet or ""]
        facts += [
            " ".join(record.words(first[kind].span).strip(" –—-").split())
            for kind in ("dateline", "byline", "credit")
            if kind in first
        ]
        agencies = credited(record)
        if agencies:
            facts.append(f"credits {agencies}")
        if report.published.value is not None:
            facts.append(f"published {report.published.value} ({report.published.basis})")
        count = len(record.statements)
        facts += [report.language, f"{count} statement{'' if count == 1 else 's'}"]
        self._write(Text(printable(" · ".join(fact for fact in facts if fact)), "dim"))
        if report.published.basis == "inferred":
            self._write(Text(printable(f"Dated: {report.published.because}."), "dim"))
        self._gap()

    def _context(
        self,
        record: Record,
        part: Part,
        runs: Sequence[Run],
        lines: Sequence[Line],
        notes: Sequence[Note],
    ) -> Text:
        """The paragraph with its sources, cues and contents marked and its statements numbered, its
        times and places marked for the margin."""
        at: list[tuple[int, int]] = []
        opens: dict[int, list[int]] = defaultdict(list)
        closes: Counter[int] = Counter()
        for line in lines:
            for index, span in enumerate(line.statement.content):
                opens[span.start].append(line.number if index == 0 else 0)
                closes[span.end] += 1
        shown = _shown(part, lines)
        text = Text("…" if shown.start > part.span.start else "")
        for run in runs:
            if not run.span.overlaps(shown):
                continue
            if self._plain:
                text.append("]" * closes[run.span.start])
            for number in opens[run.span.start]:
                mark = str(number).translate(_SUPERSCRIPT) if number else ""
                text.append("[" * self._plain + mark, "dim")
            style = " ".join(_STYLE[role] for role in sorted(run.roles))
            inside = Span(start=max(run.span.start, shown.start), end=min(run.span.end, shown.end))
            at.append((inside.start, len(text)))
            text.append(printable(record.words(inside)), style)
        if self._plain:
            text.append("]" * closes[shown.end])
        for number, note in enumerate(notes):
            if shown.covers(note.span) and at:
                start, end = (_offset(at, edge) for edge in (note.span.start, note.span.end - 1))
                margin.mark(text, start, end + 1, number, note)
        return text.append("…" if shown.end < part.span.end else "")

    def _statement(self, record: Record, line: Line) -> None:
        statement = line.statement
        number = f"{line.number:>4}  "
        indent = " " * len(number) + "    " * line.depth
        source = printable(speakers(record, statement))
        head = Text(source, "bold") if source else Text("source not named", "italic")
        kind = standing(statement)
        if kind:
            head.append(f"  ({kind})", "not bold dim")
        for index, words in enumerate(head.wrap(self._console, self._console.width - len(indent))):
            before = number + "    " * line.depth if index == 0 else indent
            self._console.print(Text.assemble((before, "dim"), words), no_wrap=True, crop=False)
        self._write(self._how(record, line), indent=indent)
        self._write(Text(printable(contents(record, statement)), "cyan"), indent=indent, bar="│ ")

    def _how(self, record: Record, line: Line) -> Text:
        statement = line.statement
        how = Text()
        if statement.cue is not None:
            cue = " ".join(printable(record.words(statement.cue)).split())
            how.append(f"“{cue}”", "underline").append(" · ", "dim")
        stance, *rest = manner(statement)
        how.append(stance, _STANCE.get(stance, ""))
        for word in rest:
            how.append(" · ", "dim").append(word)
        carried = chain(record, statement)
        for label, words in (
            ("to", record.words(statement.addressee) if statement.addressee else ""),
            ("in", record.words(statement.medium) if statement.medium else ""),
            ("by way of", carried),
        ):
            if words:
                how.append(f" · {label} ", "dim").append(printable(" ".join(words.split())))
        return how

    def _events(self, record: Record) -> None:
        lines = event_lines(record)
        if not lines:
            return
        self._write(Text("What is told to have happened:", "dim"))
        for line in lines:
            text = Text("  ")
            text.append(printable(line.who) or "(who is not told)", "bold")
            text.append(f" → {printable(line.what)} ", "not bold")
            text.append(f"({code(line.event)})", "dim")
            if line.whom:
                text.append(" → ").append(printable(line.whom), "bold")
            self._write(text)
            below = [line.told, line.when, line.where and f"at {line.where}"]
            if line.said_by:
                below.append(f"so {line.said_by}")
            told = Text(printable(" · ".join(part for part in below if part)), "dim")
            if told:
                self._write(told, indent="      ")
        self._gap()

    def _names(self, record: Record) -> None:
        for heading, entities in names(record):
            text = Text(f"{heading}: ", "dim")
            for index, entity in enumerate(entities[:MOST_NAMES]):
                text.append(", " if index else "", "not dim").append(
                    printable(entity.name), "not dim"
                )
                if looks_odd(entity):
                    text.append(" (letters of several scripts, or hidden ones)", "yellow")
                others = [w for w in spellings(record, entity) if w != entity.name][:MOST_SPELLINGS]
                if others and entity.kind == "person":
                    text.append(printable(f" ({'; '.join(others)})"), "dim")
                if len(entity.mentions) > 1:
                    text.append(f" ×{len(entity.mentions)}")
            if len(entities) > MOST_NAMES:
                text.append(f" and {len(entities) - MOST_NAMES} more")
            self._write(text)

    def _checks(self, record: Record) -> None:
        if not record.checks:
            return
        self._gap()
        self._write(Text("Reckoned again:", "dim"))
        for check in record.checks:
            said = Text.assemble((f"“{check.says}”", "bold"), f" {check.finds}")
            self._write(Text(printable(said.plain)), indent="  ")
            self._write(Text(printable(check.because), "dim"), indent="    ")

    def _omissions(self, record: Record) -> None:
        groups = declined(record)
        if not groups:
            return
        self._gap()
        self._write(Text(f"Seen and declined: {len(record.omissions)}", "dim"))
        for group in groups[:MOST_OMISSIONS]:
            words = " ".join(printable(record.words(group.first.span)).split())
            sample = words if len(words) <= SAMPLE else words[: SAMPLE - 1] + "…"
            times = f" ×{group.count}" if group.count > 1 else ""
            self._write(Text(f"{group.first.reason}{times}: “{sample}”", "dim"), indent="  ")
        if len(groups) > MOST_OMISSIONS:
            self._write(
                Text(f"and {len(groups) - MOST_OMISSIONS} other reasons", "dim"), indent="  "
            )


def _by_part(
    record: Record, lines: Sequence[Line], notes: Notes
) -> Iterator[tuple[Part | None, Sequence[Run], Sequence[Line]]]:
    """Parts that hold statements, times or places, each with the statements that start in it and
    what is nested in them.

    Statements behind the last part come last, with None.
    """
    following = 0
    for part, runs in marked(record):
        inside: list[Line] = []
        while following < len(lines) and (
            lines[following].depth > 0 or place(lines[following].statement).start < part.span.end
        ):
            inside.append(lines[following])
            following += 1
        if inside or (part.kind in PROSE and notes.within(part.span)):
            yield part, runs, inside
    if following < len(lines):
        yield None, (), lines[following:]


def _shown(part: Part, lines: Sequence[Line]) -> Span:
    if len(part.span) <= LONG_PARAGRAPH:
        return part.span
    if not lines:
        return Span(start=part.span.start, end=part.span.start + LONG_PARAGRAPH)
    near = hull(place(line.statement) for line in lines)
    start = max(part.span.start, near.start - AROUND)
    return Span(start=start, end=max(start, min(part.span.end, near.end + AROUND)))


def _offset(at: Sequence[tuple[int, int]], edge: int) -> int:
    """Where a character of the report stands in the shown text; ``at`` pairs starts of runs."""
    index = bisect_right(at, (edge, 1 << 60)) - 1
    start, shown = at[max(index, 0)]
    return shown + edge - start
