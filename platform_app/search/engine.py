"""The seam: what a search engine is given, what it answers, and the few things that it can do.

An engine matches, scores and counts. Words, queries, synonyms, highlights and permissions are ours and stand outside.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, Protocol

from platform_app.search.query import Query
from platform_app.search.weights import MOST_PRIOR, PRIOR, TIER

FACETS = (
    *("kind", "field", "level", "province", "stage", "language", "standard", "featured", "year"),
    *("distinction", "failures", "failures_inside"),
)
PUBLIC = "public"

Sort = Literal["relevance", "newest"]
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found, as the index knows it; texts are by language, `zh` and `en`."""

    key: str
    kind: str
    id: int
    url: str
    titles: Texts
    updated: int
    """Microseconds since 1970: tells `verify` which version is indexed."""
    newest: int | None = None
    """What “newest first” goes by; `updated` where there is nothing better."""
    results: Texts = field(default_factory=dict)
    texts: Texts = field(default_factory=dict)
    files: tuple[str, ...] = ()
    """Names and texts of its files: they count little, and never as the thing's own words."""
    tags: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    """Names in Chinese, English and pinyin."""
    field: str = ""
    fields: tuple[str, ...] = ()
    """Secondary fields."""
    level: str = ""
    province: str = ""
    stage: str = ""
    languages: tuple[str, ...] = ()
    featured: bool = False
    announced: bool = False
    difficulties: bool = False
    """It tells everybody what was difficult or did not work."""
    difficulties_inside: bool = False
    """It tells members at least."""
    year: str = ""
    audience: tuple[str, ...] = (PUBLIC,)
    """A reader who holds any of these marks may find it."""

    def facets(self) -> dict[str, tuple[str, ...]]:
        """Its values under each facet; what it has no value for it is not counted under."""
        values: dict[str, Iterable[str]] = {
            "kind": [self.kind],
            "field": [self.field, *self.fields],
            "level": [self.level],
            "province": [self.province],
            "stage": [self.stage],
            "language": self.languages,
            "standard": self.standards,
            "featured": ["yes"] if self.featured else [],
            "year": [self.year],
            "distinction": ["featured"] * self.featured + ["announced"] * self.announced,
            "failures": self._failures(tells=self.difficulties),
            "failures_inside": self._failures(tells=self.difficulties or self.difficulties_inside),
        }
        return {name: tuple(dict.fromkeys(v for v in values[name] if v)) for name in FACETS}

    def _failures(self, *, tells: bool) -> list[str]:
        return ["stopped"] * (self.stage == "stopped") + ["difficulties"] * tells


@dataclass(frozen=True, slots=True)
class Request:
    """One question to an engine.

    A facet holds one choice. `filters` narrows by it, and a facet's own choice does not narrow its own counts:
    each count is the total one gets by choosing that value instead.
    """

    query: Query
    filters: Mapping[str, str] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    marks: tuple[str, ...] = (PUBLIC,)
    without: frozenset[str] = frozenset()
    """Keys that must not be found, whatever the index still says."""

    def partial(self, hits: Sequence["Hit"]) -> frozenset[str]:
        """Keys of those that have only some words of a short query, which stand below all that have every one."""
        if not self.query.whole_first or self.sort == "newest" or self.query.matches_all:
            return frozenset()
        return frozenset(hit.key for hit in hits if hit.score < TIER / 2)

    def prior(self) -> Mapping[str, float]:
        """What a document scores by its kind alone; nothing where only one kind is asked for or nothing is ranked."""
        if self.sort == "newest" or self.query.matches_all or "kind" in self.filters:
            return {}
        words = min(MOST_PRIOR, max(1, len(self.query.words)))
        return {kind: words * points for kind, points in PRIOR.items() if points}


@dataclass(frozen=True, slots=True)
class Hit:
    """One document found."""

    key: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, how many there are in all, and the counts by facet and value."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class SearchEngine(Protocol):
    """What every engine can do; `tests/search/test_engine_contract*.py` are its full meaning."""

    name: str

    def ready(self) -> bool:
        """Is there an index that this version of the code can read?"""

    def writing(self) -> AbstractContextManager[None]:
        """Be the only writer for a while, so that what is read from the database is still true when it is put.

        Raises:
            Busy: another process was writing all the time that we waited.
        """

    def put(self, documents: Sequence[Document], removed: Sequence[str] = ()) -> None:
        """Add or replace documents by their keys, and take others out, in one commit that survives a crash.

        Raises:
            Busy: another process is writing; nothing was done.
        """

    def remove(self, keys: Sequence[str]) -> None:
        """Take documents out."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index beside the old one, then put it in its place; says how many documents it holds."""

    def find(self, request: Request) -> Found:
        """Match, rank and count."""

    def suggest(
        self, typed: str, *, marks: tuple[str, ...], limit: int, without: frozenset[str] = frozenset()
    ) -> tuple[str, ...]:
        """Keys of documents with a name that goes on from what was typed, best first."""

    def stamps(self) -> dict[str, int]:
        """The key of every document in the index and its `updated`."""


class Busy(Exception):
    """Another process is writing to the index."""
