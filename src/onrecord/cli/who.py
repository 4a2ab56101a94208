"""``onrecord who``: what somebody said, and what is said of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from onrecord.cli.app import Format
from onrecord.cli.exits import DONE, FAILED, QUARANTINED
from onrecord.cli.read import Inputs, Order, files_of, reason, results_of
from onrecord.cli.terminal import complain, hush, is_text, stdout_console, write_line
from onrecord.desk import NOTHING_KNOWN, SetAside
from onrecord.errors import OnrecordError
from onrecord.knowledge.added import Added
from onrecord.model import Statement
from onrecord.record.outline import contents, manner, printable, speakers, spellings
from onrecord.record.who import Found, who


def run(
    name: str,
    inputs: Sequence[str],
    form: Format | None,
    width: int | None,
    knowledge: str | None = None,
) -> int:
    """Read everything and write what was found of a name; the exit code."""
    files = files_of(inputs)
    opened = Inputs(files, NOTHING_KNOWN)
    text = is_text(form)
    found = aside = 0
    try:
        added = None if knowledge is None else Added(Path(knowledge))
        order = Order(inputs=tuple(inputs), knowledge=knowledge)
        for path, result in results_of(order, files, opened):
            if isinstance(result, SetAside):
                complain(reason(result))
                aside += 1
                continue
            for one in who(result, name, added):
                found += 1
                if text:
                    _show(path, one, width)
                else:
                    write_line(_encoded(path, one), pretty=False)
    except BrokenPipeError:
        hush()
    except OnrecordError as error:
        complain(str(error))
        return FAILED
    if not found:
        total = len(opened.names)
        complain(f"{name}: nobody of this name in {total - aside} of {total} inputs")
    if aside == 0:
        return DONE if found else FAILED
    return QUARANTINED if found else FAILED


def _show(path: str, found: Found, width: int | None) -> None:
    console = stdout_console(width)
    console.print(Text(printable(path), "dim"))
    console.print(Text(printable(" · ".join(spellings(found.record, found.entity))), "bold"))
    console.print(Text(printable(f"({found.because})"), "dim"))
    for heading, statements in (("said", found.said), ("is said of them", found.of_them)):
        if statements:
            console.print(Text(f"  {heading}:", "dim"))
        for statement in statements:
            words = f"{speakers(found.record, statement)}: {contents(found.record, statement)}"
            how = " · ".join(manner(statement))
            console.print(Text.assemble("    ", printable(words), (f"  ({how})", "dim")))
    console.print()


def _encoded(path: str, found: Found) -> bytes:
    def rows(statements: Sequence[Statement]) -> list[dict[str, object]]:
        return [
            {
                "id": s.id,
                "source": speakers(found.record, s),
                "content": [found.record.words(span) for span in s.content],
                "spans": [[span.start, span.end] for span in s.content],
                "stance": s.stance,
                "certainty": s.certainty,
                "polarity": s.polarity,
            }
            for s in statements
        ]

    data = {
        "file": path,
        "report": found.record.report.id,
        "entity": found.entity.id,
        "name": found.entity.name,
        "spellings": spellings(found.record, found.entity),
        "link": found.entity.link.key if found.entity.link else None,
        "link_source": found.entity.link.source if found.entity.link else None,
        "because": found.because,
        "said": rows(found.said),
        "said_of_them": rows(found.of_them),
    }
    return json.dumps(data, ensure_ascii=False).encode()
