"""The one table of numbers: what a refusal is called on the wire (RFC 9457, `application/problem+json`)."""

import json
from dataclasses import dataclass, field
from typing import Any

from flask import Response, request
from flask_babel import get_locale

from platform_app.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, Stale, Throttled
from platform_app.kernel.messages import Message, msg
from platform_app.wording import said

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:problem-type:city-exchange:"

STATUS: dict[type[DomainError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    Throttled: 429,
    Conflict: 409,
    Stale: 412,
    Invalid: 422,
}
# Refusals that signing in may cure.
UNKNOWN_CALLER = {"sign_in", "bad_credentials", "bad_token"}

TITLES = {
    400: msg("This request cannot be read"),
    401: msg("Say who you are"),
    403: msg("This is not open to you"),
    404: msg("There is nothing at this address"),
    405: msg("This address does not take that kind of request"),
    409: msg("This cannot be done now"),
    412: msg("It has changed since you read it"),
    413: msg("That was too much at once"),
    415: msg("This kind of content is not accepted here"),
    416: msg("There is no such part"),
    422: msg("Some entries need your attention"),
    428: msg("Say which version you have read"),
    429: msg("Too many requests"),
    500: msg("Something went wrong on our side"),
}


@dataclass(eq=False)
class Problem(Exception):
    """A refusal of the API's own: about the request itself, not about the domain."""

    status: int
    code: str
    message: Message
    headers: dict[str, str] = field(default_factory=dict)


def answer(
    status: int,
    code: str,
    message: Message,
    *,
    headers: dict[str, str] | None = None,
    errors: list[dict[str, Any]] | None = None,
    current: Any = None,
) -> Response:
    """A problem as a response; `current` is what is stored now, for a caller who wrote on an older version."""
    body = {
        "type": TYPE + code,
        "title": said(TITLES.get(status) or TITLES[500 if status >= 500 else 400]),
        "status": status,
        "detail": said(message),
        "code": code,
        "instance": request.path,
    }
    if errors is not None:
        body["errors"] = errors
    if current is not None:
        body["current"] = current
    response = Response(json.dumps(body, ensure_ascii=False), status, content_type=MEDIA_TYPE)
    response.headers["Content-Language"] = str(get_locale() or "zh")
    response.headers["Cache-Control"] = "no-store"
    response.headers.update(headers or {})
    if status == 401:
        response.headers.setdefault("WWW-Authenticate", 'Bearer realm="api"')
    return response


def status_of(error: DomainError) -> int:
    """The number of a refusal by a service."""
    if error.code in UNKNOWN_CALLER:
        return 401
    return next(status for kind, status in STATUS.items() if isinstance(error, kind))


def field_errors(errors: dict[str, list[Message]]) -> list[dict[str, Any]]:
    """`{"indicators.0.name": [sentence]}` as `[{"loc": ["indicators", 0, "name"], "msg": sentence}]`."""
    return [
        {"loc": [_step(step) for step in path.split(".") if step], "msg": said(sentence)}
        for path, sentences in errors.items()
        for sentence in sentences
    ]


def _step(step: str) -> int | str:
    """A position in a list or a name, which may be anything the caller called a field."""
    if step.isdecimal() and len(step) < 6:
        return int(step)
    return step[:100].encode("utf-8", "replace").decode("utf-8")
