"""Keyset pagination: a page of rows and an opaque cursor to the next, equally fast at any depth."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, and_, or_

from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg

T = TypeVar("T")
DEFAULT_LIMIT = 20
MAX_LIMIT = 100


@dataclass(frozen=True)
class PageRequest:
    """How many rows, and after which; `cursor` is what an earlier page gave as `next`."""

    limit: int = DEFAULT_LIMIT
    cursor: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MAX_LIMIT:
            raise Invalid.one("limit", msg("Must be between 1 and {most}.", most=MAX_LIMIT))


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows, where the next ones start, and how many there are in all (None = not counted)."""

    items: Sequence[T]
    next: str | None
    total: int | None = None


def encode_cursor(values: Sequence[Any]) -> str:
    """Pack the sort key of the last row shown."""
    return base64.urlsafe_b64encode(json.dumps(list(values)).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, size: int) -> list[Any]:
    """Unpack a cursor of `size` plain values.

    Raises:
        Invalid: it was not made by `encode_cursor` for this list.
    """
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, UnicodeError, RecursionError):
        values = None
    if not isinstance(values, list) or len(values) != size or not all(_is_storable(value) for value in values):
        raise _foreign_cursor()
    return values


def decode_moment_cursor(cursor: str) -> list[Any]:
    """Unpack a cursor of a moment in UTC and an id.

    Raises:
        Invalid: it was not made for such a list.
    """
    moment, number = decode_cursor(cursor, 2)
    try:
        return [datetime.fromisoformat(str(moment)).astimezone(UTC), number]
    except (ValueError, OverflowError):
        raise _foreign_cursor() from None


def after_keys(columns: Sequence[Any], values: Sequence[Any], *, descending: bool) -> ColumnElement[bool]:
    """The clause “comes after the row with these sort keys”, all columns in one direction.

    Raises:
        Invalid: a value is of another type than its column; PostgreSQL would fail on the comparison.
    """
    if any(not isinstance(v, c.type.python_type) for c, v in zip(columns, values, strict=True)):
        raise _foreign_cursor()
    steps = []
    for depth, (column, value) in enumerate(zip(columns, values, strict=True)):
        same = [c == v for c, v in zip(columns[:depth], values[:depth], strict=True)]
        steps.append(and_(*same, column < value if descending else column > value))
    return or_(*steps)


def cut(rows: Sequence[T], limit: int, key: Any, total: int | None = None) -> Page[T]:
    """Make a page of `limit` rows out of `limit + 1` fetched ones; `key` gives a row's sort key."""
    more = len(rows) > limit
    items = list(rows[:limit])
    return Page(items, encode_cursor(key(items[-1])) if more else None, total)


def _is_storable(value: Any) -> bool:
    """Whether both databases can take it as a parameter."""
    if isinstance(value, str):
        return value.isprintable()
    return isinstance(value, int | float) and abs(value) < 2**63 and not isinstance(value, bool)


def _foreign_cursor() -> Invalid:
    return Invalid.one("cursor", msg("This is not a cursor of this list. Start from its first page."))
