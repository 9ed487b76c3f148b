"""What a view gives back, and how it becomes a response: JSON with an entity tag, a Link, or 304."""

import json
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, request

from platform_app.api import preconditions
from platform_app.api.shapes import Listing, Shape
from platform_app.kernel import idempotency
from platform_app.kernel.pages import Page

S = TypeVar("S", bound=Shape)
MEDIA_TYPE = "application/json"


@dataclass(frozen=True)
class Answer:
    """One shape (None = no content) with its status; `version` where it has one."""

    shape: Shape | None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


def created(shape: Shape, url: str, status: int = 201) -> Answer:
    """Something new, and where it is."""
    return Answer(shape, status, {"Location": url})


def part(page: Page[Any], items: list[S], of: type[Listing[S]]) -> Answer:
    """One part of a list."""
    assert page.total is not None, "ask the query to count"
    return linked(of(items=items, next=page.next, total=page.total), page.next)


def linked(shape: Shape, following: str | None) -> Answer:
    """A part of something, with a link to the next (RFC 8288)."""
    if following is None:
        return Answer(shape)
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "cursor"]
    address = f"{request.base_url}?{urlencode([*asked, ('cursor', following)])}"
    return Answer(shape, headers={"Link": f'<{address}>; rel="next"'})


def rendered(answer: Answer) -> idempotency.Answer:
    """The answer as text, which can be kept and given again."""
    if answer.shape is None:
        return idempotency.Answer(answer.status, "", answer.headers)
    body = json.dumps(answer.shape.model_dump(mode="json"), ensure_ascii=False)
    tag = preconditions.tag_of(body, getattr(answer.shape, "version", None))
    return idempotency.Answer(answer.status, body, {**answer.headers, "ETag": tag})


def response(text: idempotency.Answer) -> Response:
    """The HTTP response; 304 when the caller has it already."""
    if request.method in ("GET", "HEAD") and preconditions.is_known(text.headers["ETag"]):
        answer = Response(status=304)
    else:
        answer = Response(text.body, text.status, content_type=MEDIA_TYPE if text.body else None)
    if not text.body:
        answer.headers.pop("Content-Type", None)
    answer.headers.update(text.headers)
    answer.headers["Cache-Control"] = "private, no-cache" if request.method in ("GET", "HEAD") else "no-store"
    answer.vary.update(("Authorization", "Accept-Language"))
    if text.is_replay:
        answer.headers["Idempotency-Replayed"] = "true"
    return answer
