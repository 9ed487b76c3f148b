"""What a view gives back, and how it becomes a response: JSON with an entity tag, a Link, a file, or 304."""

import json
from dataclasses import dataclass, field
from typing import IO, Any, TypeVar
from urllib.parse import urlencode

from flask import Response, request, send_file

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


@dataclass(frozen=True)
class SentFile:
    """A file in place of JSON, to be kept under a name; `digest` tells this very content from any other."""

    body: bytes | IO[bytes]
    media_type: str
    filename: str
    digest: str


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


def file_response(sent: SentFile) -> Response:
    """The file itself; 304 when the caller has it already."""
    tag = f'"{sent.digest}"'
    if preconditions.is_known(tag):
        answer = Response(status=304)
        answer.headers.pop("Content-Type", None)
        if not isinstance(sent.body, bytes):
            sent.body.close()
    elif isinstance(sent.body, bytes):
        answer = Response(sent.body, content_type=sent.media_type)
    else:
        answer = send_file(sent.body, mimetype=sent.media_type, etag=False, conditional=False)
    answer.headers["ETag"] = tag
    answer.headers.set("Content-Disposition", "attachment", filename=sent.filename)
    return _told_to_caches(answer)


def response(text: idempotency.Answer) -> Response:
    """The HTTP response; 304 when the caller has it already."""
    if request.method in ("GET", "HEAD") and preconditions.is_known(text.headers["ETag"]):
        answer = Response(status=304)
    else:
        answer = Response(text.body, text.status, content_type=MEDIA_TYPE if text.body else None)
    if not text.body:
        answer.headers.pop("Content-Type", None)
    answer.headers.update(text.headers)
    _told_to_caches(answer)
    if text.is_replay:
        answer.headers["Idempotency-Replayed"] = "true"
    return answer


def _told_to_caches(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "private, no-cache" if request.method in ("GET", "HEAD") else "no-store"
    answer.vary.update(("Authorization", "Accept-Language"))
    return answer
