"""What was typed as the nested data that a service reads: blank is nothing, and only what was shown is there."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from platform_app.cases.texts import LANGUAGES
from platform_app.web.forms.flat import Typed, row_count, split_tags
from platform_app.web.forms.shape import Shape

_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_ADDRESS = re.compile(r"(?:https?://[^\s/]+)?/cases/(\d+)(?:[/?#].*)?")


def nested(typed: Typed, shapes: Mapping[str, Shape], prefix: str = "") -> dict[str, Any]:
    """A merge patch (RFC 7396) of the fields the form showed; an emptied one takes its default."""
    return {
        name: _value(typed, shape, prefix + name)
        for name, shape in shapes.items()
        if is_shown(typed, shape, prefix + name)
    }


def is_shown(typed: Typed, shape: Shape, name: str) -> bool:
    """Whether any part of a field was in the form."""
    if name in typed:
        return True
    return (
        any(key.startswith(f"{name}.") for key in typed) if shape.kind in ("text", "tags", "group", "rows") else False
    )


def _value(typed: Typed, shape: Shape, name: str) -> Any:
    match shape.kind:
        case "group":
            return nested(typed, shape.parts, f"{name}.")
        case "rows":
            return [nested(typed, shape.parts, f"{name}.{position}.") for position in range(row_count(typed, name))]
        case "text":
            return _text(typed, name)
        case "tags":
            return {code: split_tags(typed[key]) for code in LANGUAGES if (key := f"{name}.{code}") in typed}
        case "many":
            return list(typed[name])
        case "flag":
            return typed[name] == "1"
        case "number":
            return _number(typed[name]) or None
        case "whole":
            return _reference(typed[name]) or None
        case _:
            return typed[name] if typed[name].strip() else None if shape.nullable else shape.default


def _text(typed: Typed, name: str) -> dict[str, Any]:
    text: dict[str, Any] = {code: typed[key] or None for code in LANGUAGES if (key := f"{name}.{code}") in typed}
    states = {code: typed[key] for code in LANGUAGES if (key := f"{name}.state.{code}") in typed}
    return text | ({"state": states} if states else {})


def _number(typed: str) -> str:
    """A figure as people write it, full-width digits and thousands separators included; the model judges the rest."""
    plain = unicodedata.normalize("NFKC", typed).replace("\u2212", "-").strip()
    return plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else plain


def _reference(typed: str) -> str:
    """The number of a case, from itself or from the case's address."""
    plain = typed.strip()
    found = _ADDRESS.fullmatch(plain)
    return found[1] if found else plain
