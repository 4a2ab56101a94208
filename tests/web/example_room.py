"""A room over the example casebook, with a browser that is in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from onrecord.web.app import create_app
from onrecord.web.cases import cases_of
from onrecord.web.settings import local

PORT = 8323
ROOT = f"http://127.0.0.1:{PORT}"
#: What a browser writes when a page of the room sends a form.
OURS = {"origin": ROOT, "sec-fetch-site": "same-origin", "accept-language": "en"}


class NoRenewal:
    """Compares nothing, and counts how often it was asked to."""

    def __init__(self) -> None:
        self.asked, self.state, self.says = 0, "idle", ""

    def ask(self) -> None:
        self.asked += 1

    def close(self) -> None:
        pass


class Reader(TestClient):
    """A browser of somebody who is in; ``renewal`` is that of the only casebook, ``base`` begins
    its addresses."""

    renewal: NoRenewal
    base: str

    def judged(self, verdict: str, *items: str, **fields: str) -> str:
        """Post a judgement as the pages do; the page that it leads to."""
        data: dict[str, Sequence[str] | str] = {"verdict": verdict, "item": list(items)}
        back = fields.pop("back", f"{self.base}/about")
        answer = self.post(f"{self.base}/judge", data={**data, **fields, "back": back})
        assert answer.status_code == 303, answer.text
        assert answer.headers["location"] == back
        return self.get(back).text


def reader(path: Path, user: str = "anna", **others: Any) -> Reader:
    """Somebody who is in a room with this casebook."""
    cases = cases_of([str(path)])
    renewal = NoRenewal()
    for case in cases:
        case.__dict__["renewal"] = renewal
    app = create_app(cases, local(PORT, **others))
    made = Reader(app, base_url=ROOT, follow_redirects=False, headers=OURS)
    made.renewal, made.base = renewal, f"/c/{cases[0].key}"
    token = app.state.premises.sessions.link(user)
    assert made.get(f"/enter?token={token}").status_code == 303
    return made


def text_of(page: str) -> str:
    """What can be read of a page, on one line."""
    main = page.partition("<main")[2] or page
    return " ".join(unescape(re.sub(r"<[^>]*>", "", main.partition(">")[2])).split())
