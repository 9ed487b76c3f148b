"""The fast engine: tantivy on one machine, recommended above ten thousand documents.

Only this file and `tantivy_query.py` import tantivy. A writer is opened inside the lock for each commit and closed
after it: processes that each keep one make the folder grow without end.
"""

import re
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur
from tantivy import Query as Clause

from platform_app.search import completion
from platform_app.search.engine import Document, Found, Hit, Request
from platform_app.search.folder import IndexFolder, sync
from platform_app.search.tantivy_query import (
    SCHEMA,
    WORDS_IN_A_ROW,
    Translator,
    by_time,
    narrowed,
    readable,
    row,
)

TRIES = 20
MOST_VALUES = 10_000
SMALL_HEAP, LARGE_HEAP = 15_000_000, 200_000_000


class TantivyEngine:
    """BM25, filters and counts in compiled code."""

    name = "tantivy"

    def __init__(self, root: str | Path, *, wait: float | None = None) -> None:
        self.folder = IndexFolder(root, self.name, **({} if wait is None else {"wait": wait}))
        self._seen: tuple[Path, int, int] | None = None
        self._index: Any = None
        self._opening = threading.Lock()

    def ready(self) -> bool:
        return self.folder.generation() is not None

    def writing(self) -> AbstractContextManager[None]:
        return self.folder.writing()

    def put(self, documents: Sequence[Document], removed: Sequence[str] = ()) -> None:
        with self.folder.writing():
            path = self.folder.generation() or self._start()
            began = time.time() - 1
            newest = {document.key: document for document in documents}
            _write(path, newest.values(), {*newest, *removed}, SMALL_HEAP)
            sync(path, newer_than=began)

    def remove(self, keys: Sequence[str]) -> None:
        self.put((), keys)

    def rebuild(self, documents: Iterable[Document]) -> int:
        with self.folder.writing():
            made = self.folder.fresh()
            _open(made)
            written = _write(made, _once(documents), set(), LARGE_HEAP)
            self.folder.swap(made)
            return written

    def find(self, request: Request) -> Found:
        searcher = self._searcher()
        if searcher is None:
            return Found(facets={name: {} for name in request.facets})
        text = Translator(request).clause()
        clause = narrowed(text, request, request.filters)
        order = {"order_by_field": "newest"} if by_time(request) else {}
        found = searcher.search(clause, limit=max(1, request.limit), offset=request.offset, **order)
        hits = [Hit(searcher.doc(place)["key"][0], float(score)) for score, place in found.hits[: request.limit]]
        return Found(tuple(hits), found.count, _counts(searcher, text, clause, request))

    def suggest(
        self, typed: str, *, marks: tuple[str, ...], limit: int, without: frozenset[str] = frozenset()
    ) -> tuple[str, ...]:
        so_far = completion.typed(typed)
        searcher = self._searcher()
        if searcher is None or not so_far:
            return ()
        found: dict[str, None] = {}
        for field in ("heads", "starts"):
            begins = Clause.regex_query(SCHEMA, field, re.escape(so_far) + ".*")
            clause = Clause.boolean_query([(Occur.Must, begins), *readable(marks, without)])
            for _, place in searcher.search(clause, limit=limit).hits:
                found[searcher.doc(place)["key"][0]] = None
        return tuple(found)[:limit]

    def stamps(self) -> dict[str, int]:
        searcher = self._searcher()
        if searcher is None or not searcher.num_docs:
            return {}
        hits = searcher.search(Clause.all_query(), limit=searcher.num_docs, count=False).hits
        places = [place for _, place in hits]
        stamps = searcher.fast_field_values("updated", places)
        return {searcher.doc(place)["key"][0]: int(stamp) for place, stamp in zip(places, stamps, strict=True)}

    def _start(self) -> Path:
        made = self.folder.fresh()
        _open(made)
        self.folder.swap(made)
        return made

    def _searcher(self) -> Any:
        """A view of the newest commit of any process."""
        for attempt in range(TRIES):
            path = self.folder.generation()
            if path is None:
                return None
            try:
                stat = (path / "meta.json").stat()
                seen = (path, stat.st_mtime_ns, stat.st_ino)
                if seen != self._seen:
                    self._refresh(seen)
                return self._index.searcher()
            except (FileNotFoundError, ValueError, OSError):  # a commit or a swap was faster
                if attempt == TRIES - 1:
                    raise
                time.sleep(0.005 * (attempt + 1))
        return None

    def _refresh(self, seen: tuple[Path, int, int]) -> None:
        with self._opening:
            if self._seen is None or self._seen[0] != seen[0]:
                self._index = _open(seen[0])
                self._index.config_reader("manual")
            self._index.reload()
            self._seen = seen


def _counts(searcher: Any, text: Clause, clause: Clause, request: Request) -> dict[str, dict[str, int]]:
    """A facet with a choice is counted without that choice."""
    counts = _buckets(searcher, clause, [name for name in request.facets if name not in request.filters])
    for name in request.facets:
        if name in request.filters:
            others = [other for other in request.filters if other != name]
            counts.update(_buckets(searcher, narrowed(text, request, others), [name]))
    return counts


def _buckets(searcher: Any, clause: Clause, names: Sequence[str]) -> dict[str, dict[str, int]]:
    if not names:
        return {}
    wanted = {name: {"terms": {"field": f"facet_{name}", "size": MOST_VALUES}} for name in names}
    answer = searcher.aggregate(clause, wanted)
    return {name: {b["key"]: b["doc_count"] for b in answer[name]["buckets"]} for name in names}


def _open(path: Path) -> Any:
    opened = tantivy.Index(SCHEMA, path=str(path), reuse=True)
    opened.register_tokenizer(WORDS_IN_A_ROW, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return opened


def _write(path: Path, documents: Iterable[Document], replaced: Iterable[str], heap: int) -> int:
    """One commit: take out what is replaced or removed, add the documents."""
    writer = _open(path).writer(heap_size=heap, num_threads=1)
    for key in replaced:
        writer.delete_documents_by_term("key", key)
    count = 0
    for count, document in enumerate(documents, 1):  # noqa: B007
        writer.add_document(row(document))
    writer.commit()
    writer.wait_merging_threads()
    return count


def _once(documents: Iterable[Document]) -> Iterator[Document]:
    seen: set[str] = set()
    for document in documents:
        if document.key not in seen:
            seen.add(document.key)
            yield document
