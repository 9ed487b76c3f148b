"""What a Whoosh index holds and how it is read: postings a block at a time, columns in memory."""

import json
import warnings
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from platform_app.search import fields
from platform_app.search.engine import FACETS, Document
from platform_app.search.query import Phrase
from platform_app.search.ranking import Postings

with warnings.catch_warnings():  # Whoosh predates today's rules for backslashes in strings
    warnings.simplefilter("ignore", (SyntaxWarning, DeprecationWarning))
    from whoosh import columns, formats
    from whoosh import fields as whoosh_fields
    from whoosh.reading import SegmentReader, TermNotFound

MOST_COMPLETIONS = 200
CACHED_POSTINGS = 1_000_000
_BREAK = "\x1f"


class _Bag(whoosh_fields.FieldType):
    """A field that is given its words ready; only how often each stands there is kept."""

    analyzer = vector = column_type = None
    stored = unique = False
    indexed = True

    def __init__(self, *, scorable: bool = True) -> None:
        self.format = formats.Existence()
        self.scorable = scorable

    def index(self, value: Sequence[str], **_: Any) -> list[tuple[bytes, int, float, bytes]]:
        return [(word.encode(), count, float(count), b"") for word, count in Counter(value).items()]


class WhooshSegment:
    """One segment with its columns in memory; only its deletions can change."""

    def __init__(self, reader: SegmentReader, path: Path) -> None:
        self.reader, self.path = reader, path
        self.id = reader.segment().segment_id()
        self.size = reader.doc_count_all()
        self.deleted: frozenset[int] = frozenset()
        shared: dict[Any, Any] = {}
        cards = [json.loads(card) for card in _column(reader, "card", self.size)]
        self.keys: list[str] = [card["key"] for card in cards]
        self.updated: list[int] = [card["updated"] for card in cards]
        self.newest: list[int] = [card["newest"] for card in cards]
        self.marks = [shared.setdefault(marks, marks) for marks in (tuple(card["marks"]) for card in cards)]
        self.facets: dict[str, list[tuple[str, ...]]] = {}
        for place, name in enumerate(FACETS):
            values = (tuple(card["facets"][place]) for card in cards)
            self.facets[name] = [shared.setdefault(value, value) for value in values]
        self._lengths: dict[str, list[float]] = {}
        self._postings: dict[tuple[str, str], Postings] = {}
        self._room = CACHED_POSTINGS
        self._units: Any = None

    def live(self) -> Iterable[int]:
        """Documents that were not deleted since."""
        return (doc for doc in range(self.size) if doc not in self.deleted) if self.deleted else range(self.size)

    def is_live(self, doc: int) -> bool:
        """Was it not deleted?"""
        return doc not in self.deleted

    def total_length(self, field: str) -> int:
        """How many tokens the field has in all documents."""
        return int(self.reader.field_length(field))

    def lengths(self, field: str) -> list[float]:
        """How many it has in each: Whoosh keeps them in a byte, so these are rough."""
        if field not in self._lengths:
            length = self.reader.doc_field_length
            self._lengths[field] = [float(length(doc, field) or 0) for doc in range(self.size)]
        return self._lengths[field]

    def postings(self, field: str, token: str) -> Postings:
        """Kept in memory once read: a segment never changes."""
        known = self._postings.get((field, token))
        if known is None:
            known = self._read(field, token)
            self._room -= len(known[0]) + 10
            if self._room < 0:
                self._postings.clear()
                self._room = CACHED_POSTINGS
            self._postings[field, token] = known
        return known

    def holds(self, doc: int, phrase: Phrase) -> bool:
        """Looked for as bytes in the column of units, which is faster than positions would be to write."""
        if self._units is None:
            self._units = self.reader.column_reader("units", columns.VarBytesColumn())
        return _flat(phrase) in self._units[doc]

    def completing(self, field: str, so_far: str, held: set[str]) -> Iterator[str]:
        """Keys of readable documents with a beginning like this, shortest beginning first."""
        beginnings = []
        for term in self.reader.expand_prefix(field, so_far):
            beginnings.append(term)
            if len(beginnings) == MOST_COMPLETIONS:
                break
        for term in sorted(beginnings, key=len):
            for doc in self.postings(field, term.decode())[0]:
                if self.is_live(doc) and not held.isdisjoint(self.marks[doc]):
                    yield self.keys[doc]

    def _read(self, field: str, token: str) -> Postings:
        """A block at a time, through the matcher's own block reader: five times as fast as `next()` and `id()`."""
        docs, counts = array("I"), array("f")  # a tenth of what lists of numbers take
        try:
            matcher = self.reader.postings(field, token)
        except TermNotFound:
            return docs, counts
        matcher = getattr(matcher, "child", matcher)  # deletions are ours, they may be newer than this reader
        if not hasattr(matcher, "_next_block"):
            while matcher.is_active():
                docs.append(matcher.id())
                counts.append(matcher.weight())
                matcher.next()
            return docs, counts
        while matcher.is_active():
            matcher.id(), matcher.weight()
            docs.extend(matcher._ids)
            counts.extend(matcher._weights)
            matcher._next_block()
        return docs, counts


def schema() -> whoosh_fields.Schema:
    """The fields of the index; the texts themselves are not in it."""
    bytes_column = whoosh_fields.COLUMN(columns.VarBytesColumn())
    return whoosh_fields.Schema(
        key=_Bag(scorable=False),
        words=_Bag(),
        title=_Bag(),
        grams=_Bag(),
        names=_Bag(scorable=False),
        files=_Bag(),
        heads=_Bag(scorable=False),
        starts=_Bag(scorable=False),
        card=bytes_column,
        units=bytes_column,
    )


def row(document: Document) -> dict[str, Any]:
    """A document as Whoosh takes it."""
    cut = fields.index(document)
    facets = document.facets()
    card = {
        "key": document.key,
        "updated": document.updated,
        "newest": document.updated if document.newest is None else document.newest,
        "marks": document.audience,
        "facets": [facets[name] for name in FACETS],
    }
    return {
        "key": [document.key],
        "words": cut.words,
        "title": cut.title,
        "grams": cut.grams,
        "names": cut.names,
        "files": cut.files,
        "heads": cut.heads,
        "starts": cut.starts,
        "card": json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode(),
        "units": _flat(cut.units),
    }


def _flat(units: Sequence[str]) -> bytes:
    """Units between breaks, so that a phrase is a plain search for bytes."""
    return (_BREAK + _BREAK.join(units) + _BREAK).encode()


def _column(reader: SegmentReader, name: str, size: int) -> Iterator[bytes]:
    if size:
        column = reader.column_reader(name, columns.VarBytesColumn())
        yield from (bytes(column[doc]) for doc in range(size))
