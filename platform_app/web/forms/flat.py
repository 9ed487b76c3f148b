"""Nested data as the flat fields of a form: `indicators.0.name.zh` is the path of the value and of its errors."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from platform_app.cases.texts import LANGUAGES
from platform_app.web.forms.shape import Shape

Typed = dict[str, Any]  # name → what was typed (str), or the boxes that were ticked (list[str])
ROWS = "rows"  # `indicators.rows` says how many rows the form showed, so that “none” differs from “not shown”
_BETWEEN_TAGS = re.compile(r"[,，、;；]")


def flatten(data: Mapping[str, Any], shapes: Mapping[str, Shape], prefix: str = "") -> Typed:
    """The fields of a form that shows `data`; what is not in the data is blank."""
    typed: Typed = {}
    for name, shape in shapes.items():
        typed |= _flat(data.get(name), shape, prefix + name)
    return typed


def received(form: MultiDict[str, str], shapes: Mapping[str, Shape], prefix: str = "") -> Typed:
    """The fields of `shapes` among what a browser sent; wholly blank rows fall out, the others close up."""
    typed: Typed = {}
    for name, shape in shapes.items():
        typed |= _received(form, shape, prefix + name)
    return typed


def blank_row(shape: Shape, prefix: str) -> Typed:
    """The fields of a new row."""
    return flatten({}, shape.parts, prefix)


def row_count(typed: Mapping[str, Any], name: str) -> int:
    """How many rows of a list the form has."""
    count = str(typed.get(f"{name}.{ROWS}", "0"))
    return int(count) if count.isdecimal() else 0


def _flat(value: Any, shape: Shape, name: str) -> Typed:
    match shape.kind:
        case "group":
            return flatten(value or {}, shape.parts, f"{name}.")
        case "rows":
            rows = value or []
            typed: Typed = {f"{name}.{ROWS}": str(len(rows))}
            for position, row in enumerate(rows):
                typed |= flatten(row, shape.parts, f"{name}.{position}.")
            return typed
        case "text":
            text = value or {}
            states = text.get("state") or {}
            words = {f"{name}.{code}": text.get(code) or "" for code in LANGUAGES}
            return words | {f"{name}.state.{code}": states.get(code) or "none" for code in LANGUAGES}
        case "tags":
            return {f"{name}.{code}": _joined((value or {}).get(code) or [], code) for code in LANGUAGES}
        case "many":
            return {name: list(value or [])}
        case "flag":
            return {name: "1" if value else ""}
        case "number":
            return {name: _figure(value)}
        case _:
            return {name: shape.default if value is None else str(value)}


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(value)


def _joined(tags: list[str], language: str) -> str:
    """Tags on one line; each on its own line when one has a comma in itself."""
    if any(_BETWEEN_TAGS.search(tag) for tag in tags):
        return "".join(f"{tag}\n" for tag in tags)
    return ("，" if language == "zh" else ", ").join(tags)


def split_tags(typed: str) -> list[str]:
    """The tags in a field, between commas or, if there are several lines, between those."""
    lines = typed.splitlines() if "\n" in typed else _BETWEEN_TAGS.split(typed)
    return [tag.strip() for tag in lines if tag.strip()]


def _received(form: MultiDict[str, str], shape: Shape, name: str) -> Typed:
    match shape.kind:
        case "group":
            return received(form, shape.parts, f"{name}.")
        case "rows":
            return _received_rows(form, shape, name) if f"{name}.{ROWS}" in form else {}
        case "text":
            keys = [*(f"{name}.{code}" for code in LANGUAGES), *(f"{name}.state.{code}" for code in LANGUAGES)]
        case "tags":
            keys = [f"{name}.{code}" for code in LANGUAGES]
        case "many":
            return {name: [value for value in form.getlist(name) if value]} if name in form else {}
        case _:
            keys = [name]
    return {key: form.getlist(key)[-1] for key in keys if key in form}


def _received_rows(form: MultiDict[str, str], shape: Shape, name: str) -> Typed:
    typed: Typed = {}
    count = 0
    for position in _positions(form, name):
        row = received(form, shape.parts, f"{name}.{position}.")
        blank = blank_row(shape, f"{name}.{position}.")
        if all(not value or value == blank[key] for key, value in _stripped(row)):
            continue
        old, new = f"{name}.{position}.", f"{name}.{count}."
        typed |= {new + key.removeprefix(old): value for key, value in row.items()}
        count += 1
    return {f"{name}.{ROWS}": str(count)} | typed


def _positions(form: MultiDict[str, str], name: str) -> list[int]:
    row = re.compile(re.escape(name) + r"\.(\d{1,4})\.")
    return sorted({int(found[1]) for key in form if (found := row.match(key))})


def _stripped(row: Typed) -> Iterator[tuple[str, Any]]:
    for key, value in row.items():
        yield key, value.strip() if isinstance(value, str) else value
