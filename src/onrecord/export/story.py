"""A pile as one page to read: each statement with its origins, its passages side by side, who told
it first, and what does not agree.

The file asks the network for nothing and runs no script; all words of reports are escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

from onrecord.across.brief import Bearing, Brief, Telling
from onrecord.export.storygraph import graph
from onrecord.export.storywords import day_of, marked, name_of, safe, shared
from onrecord.model import Span, hull
from onrecord.model.case import (
    Comparison,
    Disagreement,
    Edge,
    Origin,
    Side,
    StatementOrigins,
    parts_of,
)

#: Statements that are shown, and tellings of one origin.
MOST_STATEMENTS: Final = 200
MOST_TELLINGS: Final = 24
#: Characters beside the words of a side that are shown with them.
BESIDE: Final = 160

_STYLE: Final = """\
:root{color-scheme:light dark;--line:#b9b4a6;--ink:#222;--own:#1d5c3a;--copied:#7a4a00;
--relays:#234a8a;--mark:#f3e2a5;--card:#f7f5ef}
@media(prefers-color-scheme:dark){:root{--line:#5c6260;--ink:#e8e6e1;--own:#7fd0a0;--copied:#e3b25f;
--relays:#93b7f5;--mark:#5a4c12;--card:#262a28}}
body{margin:1.5rem auto;max-width:68rem;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;
color:var(--ink);background:Canvas}
h2{margin:2.5rem 0 .3rem;border-top:2px solid var(--line);padding-top:1rem;font-size:1.2rem}
h3{margin:1.2rem 0 .3rem;font-size:1rem}.graph{overflow-x:auto}svg{display:block;width:100%;
height:auto}svg text{font:600 13px system-ui,sans-serif;fill:var(--ink)}svg .state,svg .word{
font-weight:400;font-size:11px}svg .word{text-anchor:middle}svg path{fill:none;stroke:var(--ink);
stroke-width:1.4}svg path.relays{stroke-dasharray:5 4}svg .own circle{fill:var(--own)}
svg .copied polygon{fill:none;stroke:var(--copied);stroke-width:2}svg .relays polygon{fill:none;
stroke:var(--relays);stroke-width:2}svg .agency polygon{fill:var(--relays)}
.cards{display:grid;gap:.7rem;grid-template-columns:repeat(auto-fill,minmax(19rem,1fr))}
.card{background:var(--card);border:1px solid var(--line);border-radius:4px;padding:.6rem .8rem;
break-inside:avoid}.card p{margin:.2rem 0}.who{font-weight:600}mark{background:var(--mark);
color:inherit}.why,.key{font-size:.88em;opacity:.85}.state{font-size:.88em}
.apart{border-left:4px solid var(--copied);padding-left:.8rem;break-inside:avoid}
@media print{body{max-width:none;margin:0;font-size:11pt}.card{border-color:#999}}
"""


def story_page(
    comparison: Comparison, briefs: Iterable[Brief], *, title: str = "", least_reports: int = 2
) -> str:
    """The page as HTML. Shown are the statements that at least so many reports tell, those with
    most origins first, then those with most tellings."""
    known = {b.report_id: b for b in briefs}
    told = [s for s in comparison.statements if s.reports >= least_reports]
    told.sort(key=lambda s: (-len(s.origins), -len(s.tellings), s.id))
    about: dict[str, list[Disagreement]] = {}
    for one in comparison.disagreements:
        about.setdefault(one.about, []).append(one)
    sections = [
        _statement(number, s, about.pop(s.id, ()), known)
        for number, s in enumerate(told[:MOST_STATEMENTS], start=1)
    ]
    left = len(comparison.statements) - len(sections)
    rest = [one for found in about.values() for one in found]
    heading = safe(title or _counted(len(known), "report"))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{heading}</title><style>{_STYLE}</style></head><body><h1>{heading}</h1>"
        f"{_summary(comparison, len(sections), left)}{''.join(sections)}"
        f"{_others(rest, known)}</body></html>\n"
    )


def _summary(comparison: Comparison, count: int, left: int) -> str:
    statements = _counted(count, "statement")
    said = f"{statements} that several of the {_counted(len(comparison.reports), 'report')} tell."
    if left:
        said += f" {left} more are told by fewer reports, or found no room."
    key = (
        "● no dependence found · □ copied: in a passage shared with an earlier report · ◇ relays:"
        " it says that it has it from there · an octagon is an agency or outlet without a report"
        " here. That no dependence was found does not show that there is none."
    )
    return f'<p>{said}</p><p class="key">{key}</p>'


def _statement(
    number: int,
    told: StatementOrigins,
    apart: Sequence[Disagreement],
    briefs: Mapping[str, Brief],
) -> str:
    origins = _counted(len(told.origins), "origin")
    coverage = (
        f"{origins} behind {_counted(told.reports, 'report')},"
        f" among the {_counted(told.among, 'report')} given."
    )
    edges = {e.telling: e for e in told.edges}
    blocks = "".join(_origin(o, edges, briefs) for o in told.origins)
    differing = "".join(_disagreement(d, briefs) for d in apart)
    return (
        f'<section><h2 lang="{escape(told.language)}">{number}. {safe(told.words)}</h2>'
        f'<p>{coverage}</p><p class="why">{_first(told, briefs)}</p>'
        f'<div class="graph">{graph(told, briefs)}</div>{blocks}{differing}</section>'
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _first(told: StatementOrigins, briefs: Mapping[str, Brief]) -> str:
    if told.first is None:
        return f"First: {safe(told.first_because)}."
    brief = briefs[parts_of(told.first)[0]]
    return f"First: {safe(name_of(brief))}, {safe(told.first_because)}."


def _origin(origin: Origin, edges: Mapping[str, Edge], briefs: Mapping[str, Brief]) -> str:
    """An origin with its tellings side by side, what is copied marked in both."""
    tellings = origin.tellings[:MOST_TELLINGS]
    marks: dict[str, list[Span]] = {}
    for key in tellings:
        on = edges[key].on
        if edges[key].kind == "copied" and on is not None:
            (one, at), (other, to) = _stretch(key, briefs), _stretch(on, briefs)
            left, right = shared(one, at, other, to)
            marks.setdefault(key, []).extend(left)
            marks.setdefault(on, []).extend(right)
    cards = "".join(_card(edges[key], marks.get(key, ()), briefs) for key in tellings)
    left_out = len(origin.tellings) - len(tellings)
    more = f'<p class="key">{left_out} more tellings lead here.</p>' if left_out else ""
    return (
        f'<h3>{safe(origin.name)} <span class="state">({escape(origin.kind)})</span></h3>'
        f'<p class="why">{safe(origin.because)}.</p><div class="cards">{cards}</div>{more}'
    )


def _telling(key: str, briefs: Mapping[str, Brief]) -> tuple[Brief, Telling | None]:
    report, item = parts_of(key)
    brief = briefs[report]
    return brief, next((t for t in brief.tellings if t.id == item), None)


def _stretch(key: str, briefs: Mapping[str, Brief]) -> tuple[Brief, Span]:
    """The sentence of a telling, with its source and cue."""
    brief, telling = _telling(key, briefs)
    if telling is None:
        return brief, Span(start=0, end=0)
    return brief, hull((*telling.spans, telling.sentence))


def _card(edge: Edge, marks: Iterable[Span], briefs: Mapping[str, Brief]) -> str:
    brief, span = _stretch(edge.telling, briefs)
    when = day_of(brief) or "no date"
    state = edge.kind if edge.via is None else f"{edge.kind} {edge.via}"
    return (
        f'<div class="card"><p><span class="who">{safe(name_of(brief))}</span>, {escape(when)}'
        f' <span class="state">({safe(state)})</span></p>'
        f'<p lang="{escape(brief.language)}">{marked(brief.text, span, marks)}</p>'
        f'<p class="why">{safe(edge.because)}.</p></div>'
    )


def _disagreement(found: Disagreement, briefs: Mapping[str, Brief]) -> str:
    called = "Update" if found.relation == "update" else "Disagreement"
    sides = "".join(_side(side, briefs) for side in (found.left, found.right))
    return (
        f'<div class="apart"><h3>{called}: {escape(found.kind)}</h3>'
        f'<p class="why">{safe(found.because)}.</p><div class="cards">{sides}</div></div>'
    )


def _side(side: Side, briefs: Mapping[str, Brief]) -> str:
    brief, telling = _telling(side.telling, briefs)
    at = side.passage.span
    around = Span(start=max(0, at.start - BESIDE), end=min(len(brief.text), at.end + BESIDE))
    if telling is not None:
        sentence = hull((*telling.spans, telling.sentence))
        if sentence.covers(at):
            around = sentence
    when = f"as of {side.as_of}" if side.as_of else "no date"
    chain = " › ".join(dict.fromkeys(link.name for link in _chain(brief, telling)))
    return (
        f'<div class="card"><p><span class="who">{safe(name_of(brief))}</span>, {escape(when)}</p>'
        f'<p lang="{escape(brief.language)}">{marked(brief.text, around, (at,))}</p>'
        f'<p class="why">{safe(side.says)}{f" · {safe(chain)}" if chain else ""}</p></div>'
    )


def _chain(brief: Brief, telling: Telling | None) -> Sequence[Bearing]:
    return () if telling is None else brief.chain(telling)


def _others(rest: Sequence[Disagreement], briefs: Mapping[str, Brief]) -> str:
    if not rest:
        return ""
    said = "".join(_disagreement(d, briefs) for d in rest)
    return f"<section><h2>What else does not agree</h2>{said}</section>"
