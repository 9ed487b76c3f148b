"""The fast engine: tantivy on one machine, recommended above ten thousand documents.

Only this file imports tantivy. A writer is opened inside the lock for each commit and closed after it: processes that each keep
one make the folder grow without end.
"""

import re
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query as Clause

from platform_app.search import completion, fields
from platform_app.search.engine import FACETS, Document, Found, Hit, Request
from platform_app.search.fields import TRANSLATED, WEIGHTS
from platform_app.search.folder import IndexFolder, sync
from platform_app.search.query import Option, Phrase, Query

TIER = 1000.0
TRIES = 20
MOST_VALUES = 10_000
SMALL_HEAP, LARGE_HEAP = 15_000_000, 200_000_000
_WORDS, _NAMES = "words_in_a_row", "raw"


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
        text = _Translator(request.query).clause()
        clause = _narrowed(text, request, request.filters)
        order = {"order_by_field": "newest"} if _by_time(request) else {}
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
            begins = Clause.regex_query(_SCHEMA, field, re.escape(so_far) + ".*")
            clause = Clause.boolean_query([(Occur.Must, begins), *_readable(marks, without)])
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


class _Translator:
    """Turns our query into tantivy's."""

    def __init__(self, query: Query) -> None:
        self.query = query

    def clause(self) -> Clause:
        query = self.query
        scoring = [*self._words(), *self._translations()]
        if query.matches_all:
            required = [(Occur.Must, Clause.const_score_query(Clause.all_query(), 0.0))]
        elif query.phrases:
            required = [(Occur.Must, Clause.const_score_query(_phrase(p), 0.0)) for p in query.phrases]
        elif scoring:
            required = [(Occur.Must, Clause.boolean_query(scoring))]
            scoring = []
        else:
            return Clause.empty_query()
        excluded = [(Occur.MustNot, _phrase(phrase)) for phrase in query.excluded]
        return Clause.boolean_query([*required, *scoring, *self._tiers(), *excluded])

    def _words(self) -> Iterator[tuple[Occur, Clause]]:
        tokens = self.query.tokens()
        for field, wanted in (("words", tokens), ("title", tokens), ("grams", self.query.grams)):
            for token in wanted:
                yield Occur.Should, _weighed(_term(field, token), WEIGHTS[field])

    def _translations(self) -> Iterator[tuple[Occur, Clause]]:
        for translation in self.query.translations:
            options = [_option(option) for option in translation.options]
            yield Occur.Should, _weighed(Clause.disjunction_max_query(options), TRANSLATED)

    def _tiers(self) -> Iterator[tuple[Occur, Clause]]:
        """A document that has every word as typed stands two tiers up, one that has some translated, one."""
        if not self.query.whole_first:
            return
        typed = [[_all(word.needs)] for word in self.query.words]
        yield Occur.Should, _tier(typed)
        translated = [list(each) for each in typed]
        for translation in self.query.translations:
            for place in range(translation.first, translation.last):
                translated[place].extend(_all(option.needs) for option in translation.options)
        yield Occur.Should, _tier(translated)


def _narrowed(text: Clause, request: Request, filters: Iterable[str]) -> Clause:
    chosen = [_silent(_term(f"facet_{name}", request.filters[name])) for name in filters]
    return Clause.boolean_query([(Occur.Must, text), *_readable(request.marks, request.without), *chosen])


def _readable(marks: Sequence[str], without: Iterable[str]) -> list[tuple[Occur, Clause]]:
    readable = Clause.term_set_query(_SCHEMA, "marks", list(marks))
    return [_silent(readable), *((Occur.MustNot, _term("key", key)) for key in without)]


def _counts(searcher: Any, text: Clause, clause: Clause, request: Request) -> dict[str, dict[str, int]]:
    """A facet with a choice is counted without that choice."""
    counts = _buckets(searcher, clause, [name for name in request.facets if name not in request.filters])
    for name in request.facets:
        if name in request.filters:
            others = [other for other in request.filters if other != name]
            counts.update(_buckets(searcher, _narrowed(text, request, others), [name]))
    return counts


def _buckets(searcher: Any, clause: Clause, names: Sequence[str]) -> dict[str, dict[str, int]]:
    if not names:
        return {}
    wanted = {name: {"terms": {"field": f"facet_{name}", "size": MOST_VALUES}} for name in names}
    answer = searcher.aggregate(clause, wanted)
    return {name: {b["key"]: b["doc_count"] for b in answer[name]["buckets"]} for name in names}


def _by_time(request: Request) -> bool:
    return request.sort == "newest" or request.query.matches_all


def _option(option: Option) -> Clause:
    needed = [(Occur.Must, _silent(_term("words", token))[1]) for token in option.needs]
    return Clause.boolean_query([*needed, *((Occur.Should, _term("words", token)) for token in option.tokens)])


def _tier(words: list[list[Clause]]) -> Clause:
    having = [(Occur.Must, Clause.boolean_query([(Occur.Should, each) for each in ways])) for ways in words]
    return Clause.const_score_query(Clause.boolean_query(having), TIER)


def _all(tokens: Iterable[str]) -> Clause:
    return Clause.boolean_query([(Occur.Must, _term("words", token)) for token in tokens])


def _phrase(phrase: Phrase) -> Clause:
    return _term("units", phrase[0]) if len(phrase) == 1 else Clause.phrase_query(_SCHEMA, "units", list(phrase))


def _term(field: str, token: str) -> Clause:
    return Clause.term_query(_SCHEMA, field, token, "freq")


def _silent(clause: Clause) -> tuple[Occur, Clause]:
    return Occur.Must, Clause.const_score_query(clause, 0.0)


def _weighed(clause: Clause, weight: float) -> Clause:
    return clause if weight == 1.0 else Clause.boost_query(clause, weight)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name=_NAMES, index_option="basic")
    for name in ("words", "title", "grams"):
        builder.add_text_field(name, tokenizer_name=_WORDS, index_option="freq")
    builder.add_text_field("units", tokenizer_name=_WORDS, index_option="position")
    for name in ("heads", "starts", "marks"):
        builder.add_text_field(name, tokenizer_name=_NAMES, index_option="basic")
    for name in FACETS:
        builder.add_text_field(f"facet_{name}", fast=True, tokenizer_name=_NAMES, index_option="basic")
    builder.add_integer_field("updated", fast=True)
    builder.add_integer_field("newest", fast=True)
    return builder.build()


_SCHEMA = _schema()


def _open(path: Path) -> Any:
    opened = tantivy.Index(_SCHEMA, path=str(path), reuse=True)
    opened.register_tokenizer(_WORDS, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return opened


def _write(path: Path, documents: Iterable[Document], replaced: Iterable[str], heap: int) -> int:
    """One commit: take out what is replaced or removed, add the documents."""
    writer = _open(path).writer(heap_size=heap, num_threads=1)
    for key in replaced:
        writer.delete_documents_by_term("key", key)
    count = 0
    for count, document in enumerate(documents, 1):  # noqa: B007
        writer.add_document(_row(document))
    writer.commit()
    writer.wait_merging_threads()
    return count


def _row(document: Document) -> tantivy.Document:
    cut = fields.index(document)
    row = tantivy.Document()
    row.add_text("key", document.key)
    row.add_integer("updated", document.updated)
    row.add_integer("newest", document.updated if document.newest is None else document.newest)
    for name in ("words", "title", "grams", "units"):
        row.add_text(name, " ".join(getattr(cut, name)))
    for name, values in {"heads": cut.heads, "starts": cut.starts, "marks": document.audience}.items():
        for value in values:
            row.add_text(name, value)
    for name, values in document.facets().items():
        for value in values:
            row.add_text(f"facet_{name}", value)
    return row


def _once(documents: Iterable[Document]) -> Iterator[Document]:
    seen: set[str] = set()
    for document in documents:
        if document.key not in seen:
            seen.add(document.key)
            yield document
