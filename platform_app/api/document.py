"""The OpenAPI 3.1 document: what flask-openapi3 found, plus what holds for every operation here.

It is made in English; `prose.py` says its sentences in the reader's language.
"""

from typing import Any

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models import APISpec, Components, Info
from flask_openapi3.utils import get_model_schema
from pydantic import BaseModel

from platform_app.api import problems
from platform_app.api.examples import REPLY
from platform_app.api.multipart import MEDIA_TYPE as MULTIPART
from platform_app.api.operations import KEY, NOTES, Note
from platform_app.api.problems import TITLES, TYPE
from platform_app.api.reading import CALENDAR, JSON
from platform_app.api.shapes import ProblemShape
from platform_app.kernel.messages import msg

REFERENCE = "#/components/schemas/"
ALWAYS = (401, 429, 500)
WITH_BODY = (400, 413, 415, 422)
DESCRIPTION = """All that the pages show and do, for programs.

Errors are `application/problem+json` (RFC 9457). Lists take `limit` and `cursor` and answer `items`, `next`, `total`
and a `Link` header. A GET of one thing has an `ETag`; PATCH and DELETE of a case want it back in `If-Match`.
A POST takes an `Idempotency-Key`. `Accept-Language` (`zh`, `en`) picks the language of messages and of this
document."""
_SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A token from POST /tokens"},
    "basic": {"type": "http", "scheme": "basic", "description": "E-mail address and password, for POST /tokens only"},
}
_TEXT = {"type": "string"}
_FILE_HEADERS = {
    "ETag": {"description": "Tag of this very file", "schema": _TEXT},
    "Content-Disposition": {"description": "Under which name to keep it", "schema": _TEXT},
}
_RETRY = {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}}}
_RANGE = "One range of bytes, as bytes=0-1023"
_MATCH = "ETag of what you have read, or its version in quotes, or *"
_REPEAT = "A second POST with the same key is answered by the first answer and does nothing"
_DETAIL = msg("What is wrong, and what helps, in a sentence.")


def document(root: APIBlueprint, *, title: str, language: str) -> dict[str, Any]:
    """The whole document in English; a program that follows its examples is answered in `language`."""
    spec = APISpec(
        openapi="3.1.0",
        info=Info(title=title, version="1", description=DESCRIPTION),
        paths=root.paths,
        components=Components(schemas=dict(root.components_schemas)),
        tags=root.tags,
    )
    found = spec.model_dump(mode="json", by_alias=True, exclude_unset=True, warnings=False)
    schemas = found["components"]["schemas"]
    for operations in found["paths"].values():
        for method, operation in operations.items():
            _complete(method, operation, NOTES[operation["operationId"]], schemas)
            operation["parameters"].append({**_header("Accept-Language", "Language of messages"), "example": language})
    _add_schema(ProblemShape, schemas)
    found["components"] = {
        "schemas": {_plain_name(name): schema for name, schema in sorted(schemas.items())},
        "securitySchemes": _SECURITY,
    }
    return dict(_with_plain_names(found))


def _complete(method: str, operation: dict[str, Any], note: Note, schemas: dict[str, Any]) -> None:
    operation["description"] = operation.get("description", "").replace("<br/>", "\n").strip() or operation["summary"]
    if note.sends is not None or "requestBody" in operation:
        operation["requestBody"] = _request_body(operation.get("requestBody", {}), note, schemas)
    operation["parameters"] = [*operation.get("parameters", ()), *_header_parameters(method, note)]
    operation["responses"] = {str(note.status): _success(note, schemas), **_refusals(method, note)}
    if method == "get":
        operation["responses"]["304"] = {"description": "You have it already (If-None-Match)"}
    if note.streams:
        operation["responses"]["206"] = _file_answer(note, "The part that Range asks for")
    operation["security"] = _security(note)


def _security(note: Note) -> list[dict[str, list[str]]]:
    if note.by_password:
        return [{"basic": []}]
    return [{"bearer": []}] if note.writes or note.needs_token else [{}, {"bearer": []}]


def _request_body(known: dict[str, Any], note: Note, schemas: dict[str, Any]) -> dict[str, Any]:
    schema = next((media["schema"] for media in known.get("content", {}).values()), {"type": "object"})
    if MULTIPART in note.accepted:
        schemas.pop(str(schema.get("$ref")).removeprefix(REFERENCE), None)  # its fields stand among the parts
        schema = {"type": "object", "properties": _parts(note), "required": ["file"], "additionalProperties": False}
    media = {"schema": schema, "example": note.sends if note.sends is not None else {}}
    content = dict.fromkeys(note.accepted or JSON, media)
    if CALENDAR in content:
        content[CALENDAR] = {"schema": {"type": "string", "description": "An iTIP REPLY (RFC 5546)"}, "example": REPLY}
    return {"required": known.get("required", True), "content": content}


def _parts(note: Note) -> dict[str, Any]:
    """The file and the fields that go with it."""
    fields = {name: {"type": "string"} for name in note.sends if name != "file"}
    return {"file": {"type": "string", "format": "binary", "description": "One file, at most 20 MiB"}, **fields}


def _header_parameters(method: str, note: Note) -> list[dict[str, Any]]:
    """Optional ones have no example: a page that fills it in would send a stale tag or somebody's used key."""
    found = []
    if note.match == "needed":
        found.append({**_header("If-Match", _MATCH), "required": True, "example": "*"})
    elif note.match == "heeded":
        found.append(_header("If-Match", _MATCH))
    if note.writes and method == "post":
        found.append(_header(KEY, _REPEAT, {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"}))
    if note.streams:
        found += [_header("Range", _RANGE), _header("If-Range", "ETag that the range is for; else the whole comes")]
    if method == "get":
        found.append(_header("If-None-Match", "ETag of what you have; 304 if it is still the same"))
    return found


def _header(name: str, meaning: str, schema: dict[str, Any] = _TEXT) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": False, "schema": schema, "description": meaning}


def _success(note: Note, schemas: dict[str, Any]) -> dict[str, Any]:
    if note.files:
        return {"description": "A file", "headers": _FILE_HEADERS, "content": _files(note)}
    if note.streams:
        return _file_answer(note, "The file")
    if note.gives is None:
        return {"description": "Done"}
    headers = {"ETag": {"description": "Tag of this representation", "schema": _TEXT}}
    if note.status == 201:
        headers["Location"] = {"description": "Where it is", "schema": _TEXT}
    if "next" in note.gives.model_fields:
        headers["Link"] = {"description": 'The next part, rel="next" (RFC 8288)', "schema": _TEXT}
    content = {"schema": {"$ref": REFERENCE + _add_schema(note.gives, schemas)}, "example": note.example}
    return {
        "description": (note.gives.__doc__ or "A part of a list.").strip().splitlines()[0],
        "headers": headers,
        "content": {"application/json": content},
    }


def _files(note: Note) -> dict[str, Any]:
    """One entry for each kind of file; what is no text is not shown."""
    return {
        media_type.partition(";")[0]: {"schema": _schema_of(example), "example": example}
        for media_type, example in note.files.items()
    }


def _schema_of(example: Any) -> dict[str, Any]:
    return {"type": "object"} if isinstance(example, dict) else _TEXT


def _file_answer(note: Note, description: str) -> dict[str, Any]:
    media = {"schema": {"type": "string", "format": "binary"}, "example": "…"}
    names = ("ETag", "Content-Disposition", "Accept-Ranges")
    headers = {name: {"schema": _TEXT} for name in names}
    return {"description": description, "headers": headers, "content": dict.fromkeys(note.streams, media)}


def _refusals(method: str, note: Note) -> dict[str, Any]:
    numbers = {*ALWAYS, *note.refusals, *(WITH_BODY if method != "get" else ())}
    if note.match != "none":
        numbers |= {412, 428} if note.match == "needed" else {412}
    return {str(number): _refusal(number) for number in sorted(numbers)}


def _refusal(status: int) -> dict[str, Any]:
    example = {
        "type": TYPE + "…",
        "title": TITLES[status],
        "status": status,
        "detail": _DETAIL,
        "code": "…",
        "instance": "/api/v1/…",
    }
    media = {"schema": {"$ref": REFERENCE + "Problem"}, "example": example}
    answer: dict[str, Any] = {"description": str(TITLES[status]), "content": {problems.MEDIA_TYPE: media}}
    return {**answer, "headers": _RETRY} if status == 429 else answer


def _add_schema(shape: type[BaseModel], schemas: dict[str, Any]) -> str:
    """Put a shape and what it is made of into the components; its name there."""
    schema = get_model_schema(shape)
    schemas.update(schema.pop("$defs", {}))
    schemas[shape.__name__] = schema
    return shape.__name__


def _plain_name(name: str) -> str:
    """`Listing[FieldShape]` as readers of the document should know it: `ListingOfField`."""
    return name.replace("Shape", "").replace("[", "Of").replace("_", "Of").replace("]", "").removesuffix("Of")


def _with_plain_names(part: Any) -> Any:
    if isinstance(part, list):
        return [_with_plain_names(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: REFERENCE + _plain_name(value.removeprefix(REFERENCE))
        if key == "$ref" and isinstance(value, str)
        else _with_plain_names(value)
        for key, value in part.items()
    }
