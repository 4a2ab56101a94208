"""The limits of what the reading room takes in. What refuses something names the limit."""

from __future__ import annotations

from typing import Final

from onrecord.desk.arrivals import MOST_WAITING

#: Bytes of the request line and all headers together.
MAX_HEAD: Final = 16 * 1024
#: Characters of an address behind the host: path and query.
MAX_ADDRESS: Final = 4 * 1024
#: Characters of one value in a query: what somebody searches for.
MAX_QUERY: Final = 1_000
#: Fields of a form, and bytes of each that is no file.
MAX_FIELDS: Final = 200
MAX_FIELD: Final = 2 * 1024 * 1024
#: Bytes of a request's body that brings no files.
MAX_BODY: Final = 4 * 1024 * 1024
#: Files that are brought at once, and bytes of all of them together.
MAX_UPLOADS: Final = 200
MAX_UPLOAD: Final = 256 * 1024 * 1024
#: Characters of a text that is pasted.
MAX_PASTED: Final = 1_000_000
#: Deliveries that wait to be added to one casebook.
MAX_WAITING: Final = MOST_WAITING
#: Characters of a file of judgements that is brought in.
MAX_JUDGEMENTS: Final = 1_000_000
#: Seconds until a request's body must be there.
MAX_BODY_SECONDS: Final = 120.0
#: Seconds that one question to the casebook may take.
MAX_QUERY_SECONDS: Final = 5.0
#: Requests that are answered at once; more are told to come back.
MAX_IN_FLIGHT: Final = 128
#: Seconds after which a client that was told to come back should.
RETRY_AFTER: Final = 1

#: Sessions that are remembered; beyond, the one that was used longest ago ends.
MAX_SESSIONS: Final = 1_000
#: Seconds for which a session lasts without being used.
MAX_IDLE: Final = 12 * 60 * 60
#: Seconds for which a one-time link that somebody made in the room can be used.
MAX_LINK: Final = 10 * 60
#: Notices that wait for a session's next page.
MAX_NOTICES: Final = 5

#: Wrong passwords or tokens by one name, and from one address, within the seconds below; then
#: neither is asked again until enough time has gone by.
MAX_WRONG_BY_NAME: Final = 10
MAX_WRONG_BY_ADDRESS: Final = 20
WRONG_SECONDS: Final = 15 * 60
#: Characters of a name and of a password.
MAX_NAME: Final = 80
MIN_PASSWORD: Final = 12
MAX_PASSWORD: Final = 1_000

#: Those that the page about a casebook shows, with the unit of each.
SHOWN: Final = {
    "MAX_HEAD": (MAX_HEAD, "bytes"),
    "MAX_ADDRESS": (MAX_ADDRESS, "characters"),
    "MAX_QUERY": (MAX_QUERY, "characters"),
    "MAX_FIELDS": (MAX_FIELDS, "fields"),
    "MAX_BODY": (MAX_BODY, "bytes"),
    "MAX_UPLOADS": (MAX_UPLOADS, "files"),
    "MAX_UPLOAD": (MAX_UPLOAD, "bytes"),
    "MAX_PASTED": (MAX_PASTED, "characters"),
    "MAX_WAITING": (MAX_WAITING, "deliveries"),
    "MAX_JUDGEMENTS": (MAX_JUDGEMENTS, "characters"),
    "MAX_QUERY_SECONDS": (MAX_QUERY_SECONDS, "seconds"),
    "MAX_IN_FLIGHT": (MAX_IN_FLIGHT, "requests"),
}
