"""A reading room that is served to be measured."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

_LINK = re.compile(r"http://127\.0\.0\.1:(\d+)(/enter\?token=\S+)")


class Server:
    """A room that is served by a process of its own, and a session in it."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "onrecord", "serve", str(path), "--no-browser"],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stderr is not None
        said = ""
        while (match := _LINK.search(said)) is None:
            line = self._process.stderr.readline()
            if not line:
                raise RuntimeError(f"the room does not open: {said}")
            said += line
        self.port = int(match[1])
        self.root = f"/c/{path.stem}/"
        connection = self.connect()
        connection.request("GET", match[2])
        answer = connection.getresponse()
        answer.read()
        self.cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
        connection.close()

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, connection: http.client.HTTPConnection, page: str) -> tuple[int, bytes]:
        connection.request("GET", self.root + page, headers={"cookie": self.cookie})
        answer = connection.getresponse()
        return answer.status, answer.read()

    def post(
        self, connection: http.client.HTTPConnection, page: str, fields: dict[str, str]
    ) -> int:
        headers = {
            "cookie": self.cookie,
            "content-type": "application/x-www-form-urlencoded",
            "origin": f"http://127.0.0.1:{self.port}",
        }
        connection.request("POST", self.root + page, urlencode(fields), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.communicate()
