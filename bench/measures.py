"""The measures: each gives rows of the table."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.attribution import Document, Figure, Score, add, full_pairs
from bench.corpora import SEED, GoldReport, digest, gold_reports, json_lines, seed_report
from bench.perturb import perturbed
from bench.predict import attributions, record_of
from onrecord.errors import OnrecordError
from onrecord.model import Record
from onrecord.record.read import Reader

#: Attributes of a statement that are measured, with what a gold row means when it is silent.
ATTRIBUTES = {"stance": "asserts", "certainty": "certain", "polarity": "positive"}
#: Perturbed copies of the seed report.
COPIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table. ``floor`` and ``aim`` are None where nothing is promised; ``figure``
    is None where it could not be measured, and ``note`` says why."""

    name: str
    data: str
    digest: str
    figure: float | None
    floor: float | None = None
    aim: float | None = None
    note: str = ""
    lower_is_better: bool = False


@cache
def reader() -> Reader:
    return Reader()


def score(documents: list[Document], language: str, *, nested: bool) -> Score:
    total = Score()
    for document in documents:
        record = record_of(reader(), document.text, language, document.id)
        add(total, document, attributions(record, document.text, nested=nested))
    return total


def _statement_rows(
    name: str, data: str, mark: str, total: Score, bars: dict[str, tuple[float, float]]
) -> Iterator[Row]:
    figures = {
        "content": total.content.f1,
        "full": total.full.f1,
        "direct recall": total.recall_of("direct"),
        "indirect recall": total.recall_of("indirect"),
        "exact source": total.spans["source"].f1,
        "exact cue": total.spans["cue"].f1,
        "exact content": total.spans["content"].f1,
    }
    for what, figure in figures.items():
        floor, aim = bars.get(what, (None, None))
        yield Row(
            name=f"{name} {what}", data=data, digest=mark, figure=figure, floor=floor, aim=aim
        )


def statements(corpora: Path | None) -> Iterator[Row]:
    """Statements on PolNeAR dev (outermost ones) and on the French silver set (all)."""
    plans = (
        (
            "statements en",
            "attribution/polnear/dev.jsonl",
            "en",
            False,
            {
                "content": (58.0, 70.0),
                "full": (49.0, 62.0),
                "direct recall": (85.0, 95.0),
                "indirect recall": (45.0, 60.0),
            },
        ),
        (
            "statements fr silver",
            "attribution/fr_ud_silver/dev.jsonl",
            "fr",
            True,
            {"content": (51.0, 75.0), "full": (39.0, 65.0)},
        ),
    )
    for name, where, language, nested, bars in plans:
        path = corpora / where if corpora else None
        if path is None or not path.exists():
            yield Row(name=name, data=where, digest="", figure=None, note="corpus not here")
            continue
        total = score(json_lines(path), language, nested=nested)
        yield from _statement_rows(name, where, digest([path]), total, bars)


def annotated(corpora: Path | None) -> Iterator[Row]:
    """Statements and names on the annotated reports of this repository, and on perturbed copies."""
    del corpora
    for language in ("fr", "en"):
        reports = list(gold_reports(language))
        where = f"bench/gold/{language}, {len(reports)} reports"
        if not reports:
            yield Row(name=f"gold {language}", data=where, digest="", figure=None, note="none yet")
            continue
        mark = digest([r.path for r in reports])
        bars = {"content": (51.0, 75.0), "full": (39.0, 65.0)}
        yield from _gold_rows(f"gold {language}", where, mark, reports, bars)
        changed = [perturbed(r, random.Random(n)) for n, r in enumerate(reports)]
        yield from _gold_rows(f"gold {language}, perturbed", where, mark, changed, {})


def _gold_rows(
    name: str,
    where: str,
    mark: str,
    reports: list[GoldReport],
    bars: dict[str, tuple[float, float]],
) -> Iterator[Row]:
    total, typed, untyped = Score(), Figure(), Figure()
    said = {what: Figure() for what in (*ATTRIBUTES, "nesting")}
    for report in reports:
        document = report.document
        record = record_of(reader(), document.text, report.language, document.id)
        add(total, document, attributions(record, document.text, nested=True))
        _count_names(record, report, typed, untyped)
        _count_attributes(record, report, said)
    yield from _statement_rows(name, where, mark, total, bars)
    for what, figure in said.items():
        value = figure.f1 if what == "nesting" else figure.recall
        yield Row(name=f"{name} {what}", data=where, digest=mark, figure=value)
    floor, aim = (78.0, 88.0) if bars else (None, None)
    yield Row(name=f"{name} names", data=where, digest=mark, figure=typed.f1, floor=floor, aim=aim)
    yield Row(name=f"{name} names untyped", data=where, digest=mark, figure=untyped.f1)


def _count_attributes(record: Record, report: GoldReport, said: dict[str, Figure]) -> None:
    """Attributes of the statements that match in full: the share that is right. Nesting is counted
    over pairs of such statements, of which one stands within the other."""
    document = report.document
    predicted = attributions(record, document.text, nested=True)
    pairs = full_pairs(document.text, document.statements, predicted)
    for i, j in pairs:
        for what, usual in ATTRIBUTES.items():
            said[what].gold += 1
            said[what].right += report.rows[i].get(what, usual) == getattr(
                record.statements[j], what
            )
    ids = {record.statements[j].id: i for i, j in pairs}
    gold = {(i, int(report.rows[i]["within"]) - 1) for i, _ in pairs if "within" in report.rows[i]}
    gold = {(inner, outer) for inner, outer in gold if outer in ids.values()}
    found = {
        (i, ids[within])
        for i, j in pairs
        if (within := record.statements[j].within) is not None and within in ids
    }
    nesting = said["nesting"]
    nesting.gold += len(gold)
    nesting.predicted += len(found)
    nesting.right += len(gold & found)


def _count_names(record: Record, report: GoldReport, typed: Figure, untyped: Figure) -> None:
    if record.report.text != report.document.text:
        raise OnrecordError("intake changes this text", about=report.path.name)
    found = {
        (m.start, m.end, e.kind) for e in record.entities for m in e.mentions if m.form == "name"
    }
    gold = set(report.names)
    typed.gold += len(gold)
    typed.predicted += len(found)
    typed.right += len(gold & found)
    bare_gold, bare_found = {n[:2] for n in gold}, {n[:2] for n in found}
    untyped.gold += len(bare_gold)
    untyped.predicted += len(bare_found)
    untyped.right += len(bare_gold & bare_found)


def seed(corpora: Path | None) -> Iterator[Row]:
    """The report that the project was started from, and copies of it with other names, weekdays
    and typography; its gold holds offsets, never its words."""
    path = corpora.parent / "reports" / "kim-train.fr.txt" if corpora else None
    if path is None or not path.exists():
        yield Row(name="seed", data="kim-train.fr", digest="", figure=None, note="not here")
        return
    gold = seed_report(path)
    mark = digest([path, SEED])
    yield from _seed_rows("seed", path.name, mark, [gold], (100.0, 100.0))
    copies = [perturbed(gold, random.Random(n)) for n in range(COPIES)]
    yield from _seed_rows("seed, perturbed", f"{COPIES} copies", mark, copies, None)


def _seed_rows(
    name: str,
    where: str,
    mark: str,
    reports: list[GoldReport],
    bars: tuple[float, float] | None,
) -> Iterator[Row]:
    total = Score()
    said = {what: Figure() for what in (*ATTRIBUTES, "nesting")}
    for report in reports:
        document = report.document
        record = record_of(reader(), document.text, report.language, document.id)
        add(total, document, attributions(record, document.text, nested=True))
        _count_attributes(record, report, said)
    floor, aim = bars or (None, None)
    figures = {
        "content recall": total.content.recall,
        "full recall": total.full.recall,
        "content": total.content.f1,
        "full": total.full.f1,
        "stance": said["stance"].recall,
        "nesting": said["nesting"].f1,
    }
    for what, figure in figures.items():
        held = what == "content recall"
        yield Row(
            name=f"{name} {what}",
            data=where,
            digest=mark,
            figure=figure,
            floor=floor if held else None,
            aim=aim if held else None,
        )


Measure = Callable[[Path | None], Iterator[Row]]
__all__ = ["Measure", "Row", "annotated", "seed", "statements"]
