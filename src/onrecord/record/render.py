"""A record as HTML, for notebooks. Every word of the report is escaped."""

from __future__ import annotations

from html import escape

from onrecord.model import Record
from onrecord.record.outline import (
    Line,
    Run,
    chain,
    contents,
    declined,
    manner,
    marked,
    names,
    outline,
    printable,
    speakers,
)

#: Beyond these a notebook gets slow; the record itself holds everything.
MOST_STATEMENTS = 200
MOST_CHARACTERS = 100_000
MOST_NAMES = 20

_STYLE = """\
.onrecord{font-family:system-ui,sans-serif;max-width:48rem;line-height:1.45}
.onrecord .about,.onrecord .how{color:#667;font-size:.9em}
.onrecord ol{list-style:none;padding-left:1.2rem;margin:.3rem 0}
.onrecord li{margin:.6rem 0}
.onrecord .words{display:block;border-left:3px solid #7aa;padding-left:.6rem;margin:.2rem 0}
.onrecord .source{font-weight:600}
.onrecord .cue{text-decoration:underline}
.onrecord .content{background:rgba(120,170,170,.22)}
"""


def to_html(record: Record) -> str:
    """A self-contained fragment: title, statements in reading order, names, the marked text."""
    parts = [f'<div class="onrecord" lang="en"><style>{_STYLE}</style>', _head(record)]
    parts += [_statements(record), _names(record), _omissions(record), _text(record), "</div>"]
    return "".join(parts)


def _safe(words: str) -> str:
    return escape(printable(words))


def _head(record: Record) -> str:
    report = record.report
    published = report.published.value and f"{report.published.value} ({report.published.basis})"
    facts = [fact for fact in (report.outlet, published, report.language, report.id) if fact]
    title = f"<h3>{_safe(report.title)}</h3>" if report.title else ""
    return f'{title}<p class="about">{_safe(" · ".join(facts))}</p>'


def _statements(record: Record) -> str:
    lines = outline(record)
    if not lines:
        return "<p>No statement was found.</p>"
    parts: list[str] = []
    depth = -1
    for line in lines[:MOST_STATEMENTS]:
        if line.depth > depth:
            parts.append("<ol>" * (line.depth - depth))
        else:
            parts.append("</li>" + "</ol></li>" * (depth - line.depth))
        parts.append("<li>" + _statement(record, line))
        depth = line.depth
    parts.append("</li></ol>" * (depth + 1))
    if len(lines) > MOST_STATEMENTS:
        parts.append(f"<p>… and {len(lines) - MOST_STATEMENTS} more statements.</p>")
    return "".join(parts)


def _statement(record: Record, line: Line) -> str:
    statement = line.statement
    source = speakers(record, statement)
    shown = _safe(source) if source else "<i>source not named</i>"
    cue = f"“{record.words(statement.cue)}”, " if statement.cue else ""
    how = cue + ", ".join(manner(statement))
    for label, span in (("to", statement.addressee), ("in", statement.medium)):
        if span is not None:
            how += f"; {label} {record.words(span)}"
    carried = chain(record, statement)
    if carried:
        how += f"; by way of {carried}"
    return (
        f'{line.number}. <span class="source">{shown}</span> <span class="how">{_safe(how)}</span>'
        f'<span class="words">{_safe(contents(record, statement))}</span>'
    )


def _names(record: Record) -> str:
    rows = []
    for heading, entities in names(record):
        listed = ", ".join(entity.name for entity in entities[:MOST_NAMES])
        more = f" and {len(entities) - MOST_NAMES} more" if len(entities) > MOST_NAMES else ""
        rows.append(f'<p><span class="how">{heading}:</span> {_safe(listed)}{more}</p>')
    return "".join(rows)


def _omissions(record: Record) -> str:
    groups = declined(record)
    if not groups:
        return ""
    rows = "".join(
        f"<li>{group.count} × {_safe(group.first.stage)}: {_safe(group.first.reason)}</li>"
        for group in groups
    )
    return f"<details><summary>{len(record.omissions)} declined</summary><ul>{rows}</ul></details>"


def _text(record: Record) -> str:
    if len(record.report.text) > MOST_CHARACTERS:
        return ""
    language = escape(record.report.language)
    paragraphs = "".join(
        "<p>" + "".join(_run(record, run) for run in runs) + "</p>" for _, runs in marked(record)
    )
    return (
        f'<details><summary>The text, marked</summary><div lang="{language}">{paragraphs}</div>'
        "</details>"
    )


def _run(record: Record, run: Run) -> str:
    words = _safe(record.words(run.span))
    return f'<span class="{" ".join(sorted(run.roles))}">{words}</span>' if run.roles else words
