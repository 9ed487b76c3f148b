"""A field or a whole list as words, to be shown beside another's and compared with it."""

from collections.abc import Iterator
from typing import Any

from platform_app.web.forms.flat import ROWS, Typed
from platform_app.web.forms.labels import OPTIONS, STATES, label_of
from platform_app.wording import said


def spoken(unit: str, typed: Typed) -> str:
    """The value of a field; of a list, one line for everything that was filled in."""
    if unit in typed:
        return _value(unit, typed[unit])
    return "\n".join(_lines(unit, typed))


def _lines(unit: str, typed: Typed) -> Iterator[str]:
    count = int(typed.get(f"{unit}.{ROWS}", 0))
    for position in range(count):
        start = f"{unit}.{position}."
        for key, value in typed.items():
            if key.startswith(start) and value and ".state." not in key:
                yield f"{position + 1}. {said(label_of(key))}: {_value(key, value)}"


def _value(name: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    pattern = ".".join(part for part in name.split(".") if not part.isdigit())
    names = STATES if ".state." in name else OPTIONS.get(pattern, {})
    return said(names.get(value, value))
