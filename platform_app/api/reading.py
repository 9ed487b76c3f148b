"""Reads what a request carries (path, query, JSON body) into models, or says what is wrong with which part."""

import json
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from flask import request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from platform_app.api.problems import Problem
from platform_app.kernel.errors import NotFound
from platform_app.kernel.inputs import Input, Line, invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.pages import DEFAULT_LIMIT, MAX_LIMIT, PageRequest

M = TypeVar("M", bound=BaseModel)
JSON = ("application/json",)
CALENDAR = "text/calendar"
MERGE_PATCH = ("application/json", "application/merge-patch+json")
DEEPEST = 32

Id = Annotated[int, Field(ge=1, le=2**31 - 1)]
Word = Annotated[Line, Field(max_length=200)]
Cursor = Annotated[str, Field(max_length=500, description="`next` of the page before")]


class Asked(BaseModel):
    """Base of what stands in an address. Unknown parameters are ignored, as the web has it."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class ListQuery(Asked):
    """Which part of a list."""

    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT, description="How many at most")] = DEFAULT_LIMIT
    cursor: Cursor | None = None

    @property
    def page(self) -> PageRequest:
        """As the queries take it."""
        return PageRequest(self.limit, self.cursor)


class Nothing(Input):
    """No body, or an empty object."""


def path(model: type[M], parts: dict[str, Any]) -> M:
    """What stands in the path; a number that no row can have is as good as unknown.

    Raises:
        NotFound: it can name nothing.
    """
    try:
        return model.model_validate(parts)
    except ValidationError:
        raise NotFound() from None


def query(model: type[M]) -> M:
    """What stands behind the question mark; `?field=` with nothing after it is not asked for.

    Raises:
        Invalid: a parameter is wrong, each named.
    """
    given = {name: request.args[name] for name in model.model_fields if request.args.get(name)}
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise invalid(error.errors(include_url=False)) from None


def body(model: type[M], accepted: Sequence[str] = JSON) -> M:
    """The JSON object that was sent, checked strictly: JSON has types, so "7" is no number.

    Raises:
        Problem: 400 not JSON, 415 not sent as JSON.
        Invalid: a field is wrong, each named.
    """
    try:
        return model.model_validate(json_object(accepted), strict=True)
    except ValidationError as error:
        raise invalid(error.errors(include_url=False)) from None


def body_or_calendar(model: type[M]) -> tuple[M | None, bytes | None]:
    """The JSON object that was sent, or a calendar file as it stands: one of the two."""
    if request.mimetype == CALENDAR:
        return None, _whole_body()
    return body(model, (*JSON, CALENDAR)), None


def json_object(accepted: Sequence[str] = JSON) -> Any:
    """The JSON value that was sent; nothing at all counts as an empty object."""
    raw = _whole_body()
    if not raw and not request.mimetype:
        return {}
    if request.mimetype not in accepted:
        sentence = msg("Send JSON with the header Content-Type: {media_type}.", media_type=accepted[-1])
        raise Problem(415, "media_type", sentence, {"Accept-Patch": ", ".join(MERGE_PATCH)})
    if not raw.strip():
        return {}
    try:
        found = json.loads(raw.decode("utf-8"), parse_constant=_refuse)
        _check_depth(found, DEEPEST)
    except (ValueError, RecursionError):
        raise Problem(400, "bad_json", msg("The body is not JSON in UTF-8, or nested too deeply.")) from None
    return found


def _whole_body() -> bytes:
    """What was sent. Werkzeug cuts a body without a length at the limit and says nothing; half a body is none.

    Raises:
        RequestEntityTooLarge: there is more than the limit.
    """
    raw = request.get_data()
    if request.content_length is None and len(raw) >= (request.max_content_length or len(raw) + 1):
        raise RequestEntityTooLarge
    return raw


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _check_depth(value: Any, left: int) -> None:
    if left < 0:
        raise ValueError("nested too deeply")
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        _check_depth(part, left - 1)
