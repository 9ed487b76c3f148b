"""The embedded engine: Whoosh 2.7.4 keeps postings and columns on disk, `ranking.py` reads and ranks them.

Only this file and `whoosh_segment.py` import Whoosh. Its odd turns answer measured traps: a batch holds a key once
(else it doubles), writers wait for our own lock, readers try again (a commit deletes files that they may be opening),
and files are synced (Whoosh never does).
"""

import os
import re
import threading
import time
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from platform_app.search import completion, ranking
from platform_app.search.engine import Document, Found, Request
from platform_app.search.folder import IndexFolder, sync
from platform_app.search.whoosh_segment import WhooshSegment, row, schema

with warnings.catch_warnings():  # Whoosh predates today's rules for backslashes in strings
    warnings.simplefilter("ignore", (SyntaxWarning, DeprecationWarning))
    from whoosh import index
    from whoosh.filedb.filestore import FileStorage
    from whoosh.reading import SegmentReader
    from whoosh.writing import SegmentWriter

TRIES = 20
_TOC = re.compile(r"_MAIN_(\d+)\.toc")


class WhooshEngine:
    """Full text without a server and without compiled code."""

    name = "whoosh"

    def __init__(self, root: str | Path, *, wait: float | None = None) -> None:
        self.folder = IndexFolder(root, self.name, **({} if wait is None else {"wait": wait}))
        self._segments: list[WhooshSegment] = []
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
            index.create_in(str(made), schema())
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
        index.create_in(str(made), schema())
        self.folder.swap(made)
        return made

    def _current(self) -> list[WhooshSegment]:
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
            writer.add_document(**row(document))
        writer.commit()
    finally:
        if not writer.is_closed:
            writer.cancel()
    return count


def _newest_commit(path: Path) -> int:
    found = (_TOC.fullmatch(name) for name in os.listdir(path))
    return max((int(match[1]) for match in found if match), default=-1)


def _open_segments(path: Path, known: list[WhooshSegment]) -> list[WhooshSegment]:
    storage = FileStorage(str(path))
    toc = index.TOC.read(storage, "MAIN")
    have = {segment.id: segment for segment in known if segment.path == path}
    opened = []
    for stored in toc.segments:
        segment = have.get(stored.segment_id()) or WhooshSegment(SegmentReader(storage, toc.schema, stored), path)
        segment.deleted = frozenset(stored.deleted_docs())
        opened.append(segment)
    return opened


def _once(documents: Iterable[Document]) -> Iterator[Document]:
    seen: set[str] = set()
    for document in documents:
        if document.key not in seen:
            seen.add(document.key)
            yield document
