"""The frame of every operation: who calls, what was sent, on which version, once; and what the document says of it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from hashlib import sha256
from typing import Any, Literal, get_type_hints

from flask import Response, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models import Tag

from platform_app.access.actor import Actor
from platform_app.api import answers, auth, multipart, preconditions, reading
from platform_app.api.shapes import Shape
from platform_app.kernel import idempotency
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg

View = Callable[..., Any]  # an Answer; a SentFile or a Response where its note names files or streams
Match = Literal["needed", "heeded", "none"]
KEY = "Idempotency-Key"
_KEY = re.compile(rf"[!-~]{{1,{idempotency.LONGEST_KEY}}}")


@dataclass(frozen=True)
class Note:
    """What the document says of an operation beyond its parameters, and how its frame treats a request.

    `match` says what becomes of If-Match: `needed` (428 without it), `heeded` (412 if it is stale), or nothing.
    """

    gives: type[Shape] | None
    example: Any = None
    status: int = 200
    refusals: tuple[int, ...] = ()
    writes: bool = False
    needs_token: bool = False  # whoever writes needs one in any case
    by_password: bool = False  # HTTP Basic instead of a token
    match: Match = "none"
    sends: Any = None
    accepted: tuple[str, ...] = reading.JSON
    files: Mapping[str, Any] = field(default_factory=dict)  # instead of a shape: media type → example
    streams: tuple[str, ...] = ()  # media types of an answer that is a file, whole or in part


NOTES: dict[str, Note] = {}  # operation id → note


@dataclass(frozen=True)
class Noun:
    """The operations on one kind of thing."""

    name: str
    meaning: str
    blueprint: APIBlueprint = field(init=False)
    _operations: list[tuple[str, str, str, View]] = field(default_factory=list)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blueprint", APIBlueprint(self.name, __name__, doc_ui=False))

    def operation(self, method: str, rule: str, note: Note) -> Callable[[View], View]:
        """Make a view an operation; its docstring is what the document says."""

        def make(view: View) -> View:
            operation_id = f"{self.name}_{view.__name__}"
            NOTES[operation_id] = note
            self._operations.append((method.lower(), rule, operation_id, _framed(view, note)))
            _register(self.blueprint, *self._operations[-1])
            return view

        return make

    def documented(self) -> APIBlueprint:
        """The same operations with what the document says of them: no start of a process need wait for that."""
        tag = Tag(name=self.name, description=self.meaning)
        blueprint = APIBlueprint(self.name, __name__, abp_tags=[tag])
        for operation in self._operations:
            _register(blueprint, *operation)
        return blueprint


def _register(blueprint: APIBlueprint, method: str, rule: str, operation_id: str, view: View) -> None:
    getattr(blueprint, method)(rule, operation_id=operation_id)(view)


def _framed(view: View, note: Note) -> Callable[..., Response]:
    takes = {name: kind for name, kind in get_type_hints(view).items() if name != "return"}

    @wraps(view)
    def run(**parts: Any) -> Response:
        actor = auth.needed_actor() if note.needs_token or note.writes else auth.current_actor()
        arguments = {"actor": actor, **_carried(takes, parts, note)}

        if note.files:
            return answers.file_response(view(**arguments))
        if note.streams:
            streamed: Response = view(**arguments)
            return streamed

        def act() -> idempotency.Answer:
            return answers.rendered(view(**arguments))

        key = request.headers.get(KEY) if note.writes and request.method == "POST" else None
        return answers.response(act() if key is None else _once(actor, key, act))

    # flask-openapi3 takes parameters for the document from the annotations; reading them is our own work above.
    run.__delay_validate_request__ = True  # type: ignore[attr-defined]
    return run


def _carried(takes: Mapping[str, Any], parts: dict[str, Any], note: Note) -> dict[str, Any]:
    """What the view asks for by the names of its parameters."""
    found: dict[str, Any] = {}
    if "path" in takes:
        found["path"] = reading.path(takes["path"], parts)
    if "query" in takes:
        found["query"] = reading.query(takes["query"])
    if "version" in takes:
        needed = note.match == "needed"
        found["version"] = preconditions.needed_version() if needed else preconditions.given_version()
    if "upload" in takes:
        found["body"], found["upload"] = multipart.parts(takes["body"])
    elif "calendar" in takes:
        found["body"], found["calendar"] = reading.body_or_calendar(takes["body"])
    elif "patch" in takes:
        found["patch"] = reading.json_object(note.accepted)
    elif "body" in takes:
        found["body"] = reading.body(takes["body"], note.accepted)
    elif request.method != "GET" and request.method != "HEAD":
        reading.body(reading.Nothing)
    return found


def _once(actor: Actor, key: str, act: Callable[[], idempotency.Answer]) -> idempotency.Answer:
    if not _KEY.fullmatch(key):
        raise Invalid.one(KEY, msg("1 to {most} visible ASCII characters.", most=idempotency.LONGEST_KEY))
    is_upload = request.mimetype == multipart.MEDIA_TYPE
    body = multipart.digest() if is_upload else request.get_data()
    asked = b"\0".join([request.method.encode(), request.full_path.encode(), body])
    return idempotency.once(actor, key, sha256(asked).hexdigest(), act)
