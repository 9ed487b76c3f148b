"""What changed between two revisions of a case: field by field, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from platform_app.cases.queries import CaseReading
from platform_app.cases.words import FIELD_NAMES
from platform_app.kernel.messages import Message, msg
from platform_app.wording import LANGUAGE_NAMES

_TOKEN = re.compile(r"\s+|[A-Za-z0-9]+|.", re.DOTALL)
_SLOW_FROM = 4_000  # tokens from which two texts are shown whole instead of matched word by word


@dataclass(frozen=True)
class Change:
    """A field that differs; `pieces` are (kind, words) with kind `same`, `del` or `ins`."""

    name: Message
    language: str | None
    pieces: list[tuple[str, str]]


def compare(older: CaseReading, newer: CaseReading) -> list[Change]:
    """The fields in which two revisions differ, in the order of the template; contacts as the reader sees them."""
    before = dict(_flat(older.content.model_dump(mode="json")))
    after = dict(_flat(newer.content.model_dump(mode="json")))
    changes = []
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key, ""), after.get(key, "")
        if old != new:
            changes.append(Change(_name(key), key[-1] if key[-1] in LANGUAGE_NAMES else None, pieces(old, new)))
    return changes


def pieces(old: str, new: str) -> list[tuple[str, str]]:
    """Two texts as runs that stayed, went and came."""
    one, two = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(one) + len(two) > _SLOW_FROM:
        return [(kind, words) for kind, words in (("del", old), ("ins", new)) if words]
    runs: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("same", "".join(one[a:b])))
            continue
        runs += [(kind, "".join(words)) for kind, words in (("del", one[a:b]), ("ins", two[c:d])) if words]
    return runs


def _flat(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value, 1):
            yield from _flat(inner, (*path, str(position)))
    elif value is not None and value not in ("", False):
        yield path, str(value)


def _name(key: tuple[str, ...]) -> Message:
    own = FIELD_NAMES.get(key[0], msg(key[0]))
    position = next((part for part in key[1:] if part.isdigit()), None)
    return msg("{name} {position}", name=own, position=position) if position else own
