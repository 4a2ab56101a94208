"""What page functions take as arguments: the casebook of an address, the fields of a form."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, cast

from fastapi import Depends
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from onrecord.web import limits
from onrecord.web.cases import Case
from onrecord.web.premises import Premises
from onrecord.web.refusals import Refused, missing, over


def _case(request: Request, case: str) -> Case:
    premises = cast("Premises", request.state.premises)
    found = premises.cases.get(case)
    if found is None:
        raise missing(case)
    request.state.case = found
    return found


async def _form(request: Request) -> AsyncIterator[FormData]:
    try:
        form = await request.form(
            max_files=limits.MAX_UPLOADS,
            max_fields=limits.MAX_FIELDS,
            max_part_size=limits.MAX_FIELD,
        )
    except HTTPException as error:
        raise _of_form(str(error.detail)) from error
    if len(form) > limits.MAX_FIELDS + limits.MAX_UPLOADS:
        raise over("MAX_FIELDS", limits.MAX_FIELDS)
    try:
        yield form
    finally:
        # Its files are gone with that.
        await form.close()


def _of_form(says: str) -> Refused:
    """What the parser found, by the name of the limit where it is one."""
    if "Too many files" in says:
        return over("MAX_UPLOADS", limits.MAX_UPLOADS)
    if "Too many fields" in says:
        return over("MAX_FIELDS", limits.MAX_FIELDS)
    if "exceeded maximum size" in says:
        return over("MAX_FIELD", limits.MAX_FIELD)
    return Refused(400, "error.form", what=says)


def field(form: FormData, name: str, *, longest: int = limits.MAX_QUERY) -> str:
    """A field of a form as text, without space around it; "" where there is none. Raises Refused
    when it is a file, or too long."""
    value = form.get(name, "")
    if not isinstance(value, str):
        raise Refused(400, "error.form", what=name)
    if len(value) > longest:
        raise Refused(413, "error.limit", limit=name, most=longest)
    return value.strip()


#: The casebook that ``/c/{case}/...`` means; a page that asks for it has its navigation.
CaseHere = Annotated[Case, Depends(_case)]
#: The fields and files of a form that was posted.
Fields = Annotated[FormData, Depends(_form)]
