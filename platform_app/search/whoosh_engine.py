"""The embedded engine: Whoosh 2.7.4 keeps postings and columns on disk, `ranking.py` reads and ranks them.

Only this file imports Whoosh. Its odd turns answer measured traps: a batch holds a key once (else it doubles), writers wait
for our own lock, readers try again (a commit deletes files that they may be opening), and files are synced (Whoosh never does).
"""

import json
import os
import re
import threading
import time
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from platform_app.search import completion, fields, ranking
from platform_app.search.engine import FACETS, Document, Found, Request
from platform_app.search.folder import IndexFolder, sync
from platform_app.search.query import Phrase
from platform_app.search.ranking import Postings

with warnings.catch_warnings():  # Whoosh predates today's rules for backslashes in strings
    warnings.simplefilter("ignore", (SyntaxWarning, DeprecationWarning))
    from whoosh import columns, formats, index
    from whoosh import fields as whoosh_fields
    from whoosh.filedb.filestore import FileStorage
    from whoosh.reading import SegmentReader, TermNotFound
    from whoosh.writing import SegmentWriter

TRIES = 20
MOST_COMPLETIONS = 200
CACHED_POSTINGS = 1_000_000
_TOC = re.compile(r"_MAIN_(\d+)\.toc")
_BREAK = "\x1f"


class WhooshEngine:
    """Full text without a server and without compiled code."""

    name = "whoosh"

    def __init__(self, root: str | Path, *, wait: float | None = None) -> None:
        self.folder = IndexFolder(root, self.name, **({} if wait is None else {"wait": wait}))
        self._segments: list[_Segment] = []
        self._seen: tuple[Path | None, int] = (None, -1)
        self._reading = threading.Lock()

    def ready(self) -> bool:
        return self.folder.generation() is not None

    def writing(self) -> AbstractContextManager[None]:
        return self.folder.writing()

    def put(self, documents: Sequence[Document], removed: Sequence[str] = ()) -> None:
        with self.folder.writing():
            path = self.folder.generation() or self._start()
            began = time.time() - 1
            newest = {document.key: document for document in documents}
            _write(path, newest.values(), {*newest, *removed})
            sync(path, newer_than=began)

    def remove(self, keys: Sequence[str]) -> None:
        self.put((), keys)

    def rebuild(self, documents: Iterable[Document]) -> int:
        with self.folder.writing():
            made = self.folder.fresh()
            index.create_in(str(made), _schema())
            written = _write(made, _once(documents), set())
            self.folder.swap(made)
            return written

    def find(self, request: Request) -> Found:
        with self._reading:
            return ranking.find(self._current(), request)

    def suggest(
        self, typed: str, *, marks: tuple[str, ...], limit: int, without: frozenset[str] = frozenset()
    ) -> tuple[str, ...]:
        so_far = completion.typed(typed)
        found: dict[str, None] = {}
        with self._reading:
            for field in ("heads", "starts") if so_far else ():
                for segment in self._current():
                    found.update(dict.fromkeys(segment.completing(field, so_far, set(marks))))
        return tuple(key for key in found if key not in without)[:limit]

    def stamps(self) -> dict[str, int]:
        with self._reading:
            return {s.keys[doc]: s.updated[doc] for s in self._current() for doc in s.live()}

    def _start(self) -> Path:
        made = self.folder.fresh()
        index.create_in(str(made), _schema())
        self.folder.swap(made)
        return made

    def _current(self) -> list["_Segment"]:
        """The segments of the newest commit of any process; those known already are not opened again."""
        for attempt in range(TRIES):
            path = self.folder.generation()
            if path is None:
                return []
            try:
                newest = _newest_commit(path)
                if self._seen != (path, newest):
                    self._segments = _open_segments(path, self._segments)
                    self._seen = (path, newest)
                return self._segments
            except (FileNotFoundError, index.EmptyIndexError):  # a commit or a swap was faster
                if attempt == TRIES - 1:
                    raise
                time.sleep(0.005 * (attempt + 1))
        return self._segments


class _Bag(whoosh_fields.FieldType):  # type: ignore[misc]
    """A field that is given its words ready; only how often each stands there is kept."""

    analyzer = vector = column_type = None
    stored = unique = False
    indexed = True

    def __init__(self, *, scorable: bool = True) -> None:
        self.format = formats.Existence()
        self.scorable = scorable

    def index(self, value: Sequence[str], **_: Any) -> list[tuple[bytes, int, float, bytes]]:
        return [(word.encode(), count, float(count), b"") for word, count in Counter(value).items()]


class _Segment:
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
        return (doc for doc in range(self.size) if doc not in self.deleted) if self.deleted else range(self.size)

    def is_live(self, doc: int) -> bool:
        return doc not in self.deleted

    def total_length(self, field: str) -> int:
        return int(self.reader.field_length(field))

    def lengths(self, field: str) -> list[float]:
        if field not in self._lengths:
            length = self.reader.doc_field_length
            self._lengths[field] = [float(length(doc, field) or 0) for doc in range(self.size)]
        return self._lengths[field]

    def postings(self, field: str, token: str) -> Postings:
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
        docs: list[int] = []
        counts: list[float] = []
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


def _schema() -> whoosh_fields.Schema:
    bytes_column = whoosh_fields.COLUMN(columns.VarBytesColumn())
    return whoosh_fields.Schema(
        key=_Bag(scorable=False),
        words=_Bag(),
        title=_Bag(),
        grams=_Bag(),
        heads=_Bag(scorable=False),
        starts=_Bag(scorable=False),
        card=bytes_column,
        units=bytes_column,
    )


def _write(path: Path, documents: Iterable[Document], replaced: set[str]) -> int:
    """One commit: take out what is replaced or removed, add the documents."""
    opened = index.open_dir(str(path))
    writer = SegmentWriter(opened, timeout=5.0, limitmb=256)
    try:
        reader = writer.reader()
        for leaf, offset in reader.leaf_readers():
            for key in replaced:
                if ("key", key) in leaf:
                    matcher = leaf.postings("key", key)
                    for doc in matcher.all_ids():
                        writer.delete_document(offset + doc)
        reader.close()
        count = 0
        for count, document in enumerate(documents, 1):  # noqa: B007
            writer.add_document(**_row(document))
        writer.commit()
    finally:
        if not writer.is_closed:
            writer.cancel()
    return count


def _row(document: Document) -> dict[str, Any]:
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


def _newest_commit(path: Path) -> int:
    found = (_TOC.fullmatch(name) for name in os.listdir(path))
    return max((int(match[1]) for match in found if match), default=-1)


def _open_segments(path: Path, known: list[_Segment]) -> list[_Segment]:
    storage = FileStorage(str(path))
    toc = index.TOC.read(storage, "MAIN")
    have = {segment.id: segment for segment in known if segment.path == path}
    opened = []
    for stored in toc.segments:
        segment = have.get(stored.segment_id()) or _Segment(SegmentReader(storage, toc.schema, stored), path)
        segment.deleted = frozenset(stored.deleted_docs())
        opened.append(segment)
    return opened


def _once(documents: Iterable[Document]) -> Iterator[Document]:
    seen: set[str] = set()
    for document in documents:
        if document.key not in seen:
            seen.add(document.key)
            yield document
