"""One noun's part of the document: what a page can draw at once, where the whole takes an old machine half a minute."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from platform_app.api.document import REFERENCE


@dataclass(frozen=True)
class Line:
    """An operation in the table of contents."""

    id: str
    method: str
    path: str
    summary: str


@dataclass(frozen=True)
class Section:
    """A noun in the table of contents."""

    name: str
    meaning: str
    lines: list[Line]


def contents(document: dict[str, Any]) -> list[Section]:
    """Every operation of the document under its noun, in the order of the document."""
    sections = {tag["name"]: Section(tag["name"], tag["description"], []) for tag in document["tags"]}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            line = Line(operation["operationId"], method, path, operation["summary"])
            sections[operation["tags"][0]].lines.append(line)
    return list(sections.values())


def excerpt(document: dict[str, Any], noun: str) -> dict[str, Any]:
    """The document with the operations of one noun and the shapes that they use."""
    paths = {path: _of(operations, noun) for path, operations in document["paths"].items()}
    paths = {path: operations for path, operations in paths.items() if operations}
    tags = [tag for tag in document["tags"] if tag["name"] == noun]
    schemas = document["components"]["schemas"]
    used = {name: schemas[name] for name in sorted(_reached(paths, schemas))}
    return {**document, "tags": tags, "paths": paths, "components": {**document["components"], "schemas": used}}


def _of(operations: dict[str, Any], noun: str) -> dict[str, Any]:
    return {method: operation for method, operation in operations.items() if noun in operation["tags"]}


def _reached(paths: dict[str, Any], schemas: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    waiting = list(_named(paths))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _named(schemas[name])
    return found


def _named(part: Any) -> Iterator[str]:
    """The names of the shapes that a part refers to."""
    if isinstance(part, list):
        for each in part:
            yield from _named(each)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref" and isinstance(value, str):
                yield value.removeprefix(REFERENCE)
            else:
                yield from _named(value)
