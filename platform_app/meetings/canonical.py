"""The canonical text of minutes, over which their SHA-256 is taken. Pure; the same facts give the same text.

UTF-8, NFC, lines end with LF, no space at the end of a line, a line end at the end. What the platform says stands at
the beginning of a line; each line of a text that people wrote stands two spaces in, so that nothing written there can
be taken for a part of the form. Attendance is in the order of code and name, items in that of their numbers,
resolutions in that of theirs, votes in that of the codes. Moments are RFC 3339 in UTC.
"""

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

FORM = "MINUTES 1"


@dataclass(frozen=True)
class Head:
    """Which meeting it is."""

    series: str
    number: int
    title_zh: str
    title_en: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    chair: str


@dataclass(frozen=True)
class Attendee:
    """Somebody who was there, or sent apologies."""

    code: str
    name: str
    capacity: str
    how: str


@dataclass(frozen=True)
class Vote:
    """How an organisation voted."""

    code: str
    vote: str
    statement: str


@dataclass(frozen=True)
class Adopted:
    """A resolution; `item` is the number of its agenda item, or empty."""

    item: str
    year: int
    serial: int
    number: str
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str
    authoritative: str
    method: str
    votes: Collection[Vote]


@dataclass(frozen=True)
class Item:
    """An agenda item with its minutes."""

    number: str
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str


def text(
    head: Head,
    attendance: Collection[Attendee],
    quorum: Mapping[str, Any] | None,
    items: Collection[Item],
    resolutions: Collection[Adopted],
) -> str:
    """The minutes of a meeting as one text."""
    lines = [*_head(head), *_attendance(attendance), *_quorum(quorum)]
    for item in sorted(items, key=lambda each: place(each.number)):
        lines += _item(item)
        for row in sorted((r for r in resolutions if r.item == item.number), key=_order):
            lines += _resolution(row)
    known = {item.number for item in items}
    for row in sorted((r for r in resolutions if r.item not in known), key=_order):
        lines += _resolution(row)
    return _settled([*lines, "END"])


def addendum(head: Head, no: int, moment: datetime, item: str, text_zh: str, text_en: str) -> str:
    """An addendum as one text."""
    lines = ["ADDENDUM 1", f"meeting: {head.series} {head.number}", f"no: {no}", f"at: {_moment(moment)}"]
    return _settled([*lines, f"item: {item}", *_block("zh", text_zh), *_block("en", text_en), "END"])


def digest(canonical: str) -> str:
    """Its SHA-256, as `sha256sum` gives it for the UTF-8 file."""
    return sha256(canonical.encode()).hexdigest()


def _head(head: Head) -> Iterator[str]:
    yield FORM
    yield f"body: {head.series}"
    yield f"number: {head.number}"
    yield f"title zh: {_line(head.title_zh)}"
    yield f"title en: {_line(head.title_en)}"
    yield f"starts: {_moment(head.starts_at)}"
    yield f"ends: {_moment(head.ends_at)}"
    yield f"time zone: {head.time_zone}"
    yield f"chair: {_line(head.chair)}"


def _attendance(rows: Collection[Attendee]) -> Iterator[str]:
    yield f"ATTENDANCE {len(rows)}"
    for row in sorted(rows, key=lambda each: (each.code, each.name, each.capacity, each.how)):
        yield f"- {row.code} {row.capacity} {row.how} {_line(row.name)}"


def _quorum(plain: Mapping[str, Any] | None) -> Iterator[str]:
    if plain is None:
        yield "QUORUM none"
        return
    yield f"QUORUM {'met' if plain['is_met'] else 'not met'}"
    for line in plain["lines"]:
        yield f"- {line['what']} members {line['members']} needed {line['needed']} there {line['there']}"


def _item(item: Item) -> Iterator[str]:
    yield f"ITEM {item.number}"
    yield f"title zh: {_line(item.title_zh)}"
    yield f"title en: {_line(item.title_en)}"
    yield from _block("zh", item.text_zh)
    yield from _block("en", item.text_en)


def _resolution(row: Adopted) -> Iterator[str]:
    yield f"RESOLUTION {row.number}"
    yield f"title zh: {_line(row.title_zh)}"
    yield f"title en: {_line(row.title_en)}"
    yield f"authoritative: {row.authoritative}"
    yield f"adopted by: {row.method}"
    yield from _block("zh", row.text_zh)
    yield from _block("en", row.text_en)
    for vote in sorted(row.votes, key=lambda each: each.code):
        yield f"vote: {vote.code} {vote.vote}"
        yield from _block("statement", vote.statement)


def _block(name: str, value: str) -> Iterator[str]:
    if value:
        yield f"{name}:"
        yield from (f"  {line}" for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _settled(lines: list[str]) -> str:
    return unicodedata.normalize("NFC", "".join(f"{line.rstrip()}\n" for line in lines))


def _line(value: str) -> str:
    return " ".join(value.split())


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def place(number: str) -> tuple[int, ...]:
    """Where an item stands: `2.10` after `2.9`."""
    return tuple(int(part) for part in number.split("."))


def _order(row: Adopted) -> tuple[int, int]:
    return row.year, row.serial
