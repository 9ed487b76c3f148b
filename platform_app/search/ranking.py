"""BM25, filters and counts over postings, for an engine that only stores them.

Whoosh's own matchers return a wrong top ten in one query of six when words are optional (`OrGroup.factory`,
`AndMaybe`); this reads the same postings and adds them up.
"""

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from platform_app.search.engine import Found, Hit, Request
from platform_app.search.query import Phrase, Query
from platform_app.search.weights import NAMED, TIER, TRANSLATED, TYPED, WEIGHTS

K1 = 1.2
B = 0.75

Postings = tuple[Sequence[int], Sequence[float]]


class Segment(Protocol):
    """One immutable part of an index; a document is its number in it."""

    size: int
    keys: list[str]
    newest: list[int]
    marks: list[tuple[str, ...]]
    facets: dict[str, list[tuple[str, ...]]]

    def live(self) -> Iterable[int]:
        """Documents that were not deleted since."""

    def is_live(self, doc: int) -> bool:
        """Was it not deleted?"""

    def postings(self, field: str, token: str) -> Postings:
        """The documents with a token in a field, deleted ones too, and how often it stands there."""

    def total_length(self, field: str) -> int:
        """How many tokens the field has in all documents."""

    def lengths(self, field: str) -> Sequence[float]:
        """How many it has in each, roughly."""

    def holds(self, doc: int, phrase: Phrase) -> bool:
        """Do these units stand in the document, in this order and next to each other?"""


def find(segments: Sequence[Segment], request: Request) -> Found:
    """Match, rank and count over all segments."""
    scorer = _Scorer(segments, request)
    best: list[tuple[float, int, str]] = []
    total = 0
    counts: dict[str, Counter[str]] = {name: Counter() for name in request.facets}
    for segment in segments:
        scores, matched = scorer.matches(segment)
        readable = _readable(segment, matched, request)
        found, others = _narrow(segment, readable, request.filters)
        total += len(found)
        for name in request.facets:
            _count(segment.facets[name], others.get(name, found), counts[name])
        order = segment.newest if request.sort == "newest" or request.query.matches_all else scores
        top = heapq.nlargest(request.offset + request.limit, found, key=order.__getitem__)
        best.extend((order[doc], segment.newest[doc], segment.keys[doc]) for doc in top)
    best.sort(reverse=True)
    page = best[request.offset : request.offset + request.limit]
    return Found(tuple(Hit(key, score) for score, _, key in page), total, {n: dict(c) for n, c in counts.items()})


class _Scorer:
    """Scores one query; how rare a word is counts over all segments."""

    def __init__(self, segments: Sequence[Segment], request: Request) -> None:
        self.segments = segments
        self.query: Query = request.query
        self.prior: dict[tuple[str, ...], float] = {(kind,): points for kind, points in request.prior().items()}
        self.documents = sum(segment.size for segment in segments)
        self.average = {
            field: sum(s.total_length(field) for s in segments) / max(1, self.documents) or 1.0 for field in WEIGHTS
        }
        self._rarity: dict[tuple[str, str], float] = {}

    def matches(self, segment: Segment) -> tuple[list[float], list[int]]:
        """Scores by document number, and the numbers of the documents that match."""
        scores = [0.0] * segment.size
        tokens = self.query.tokens()
        for field in TYPED:
            for token in tokens:
                self._add(segment, field, token, scores)
        self._add_translations(segment, scores)
        self._add_named(segment, scores)
        if not self.query.loose:
            matched = self._matched(segment, scores)
        for token in self.query.grams:
            self._add(segment, "grams", token, scores)
        if self.query.loose:
            matched = self._matched(segment, scores)
        if self.query.whole_first:
            self._raise_whole(segment, scores)
        if self.prior:
            self._add_prior(segment, matched, scores)
        return scores, matched

    def _matched(self, segment: Segment, scores: list[float]) -> list[int]:
        """What has a score so far; or what holds the phrases; or all, where nothing was asked for."""
        if self.query.matches_all:
            matched = list(segment.live())
        elif self.query.phrases:
            matched = [doc for doc in segment.live() if self._holds_all(segment, doc)]
        else:
            matched = [doc for doc, score in enumerate(scores) if score and segment.is_live(doc)]
        if self.query.excluded:
            matched = [doc for doc in matched if not any(segment.holds(doc, p) for p in self.query.excluded)]
        return matched

    def _add(self, segment: Segment, field: str, token: str, scores: list[float]) -> None:
        docs, counts = segment.postings(field, token)
        if not docs:
            return
        factor = self._factor(field, token)
        lengths = segment.lengths(field)
        base, slope = K1 * (1 - B), K1 * B / self.average[field]
        for doc, count in zip(docs, counts, strict=False):
            scores[doc] += factor * count / (count + base + slope * lengths[doc])

    def _add_translations(self, segment: Segment, scores: list[float]) -> None:
        for translation in self.query.translations:
            best: dict[int, float] = {}
            for option in translation.options:
                docs = _having(segment, option.needs)
                for doc, score in self._scores_of(segment, option.tokens, docs).items():
                    best[doc] = max(score, best.get(doc, 0.0))
            for doc, score in best.items():
                scores[doc] += TRANSLATED * score

    def _add_named(self, segment: Segment, scores: list[float]) -> None:
        for doc in {doc for name in self.query.names for doc in segment.postings("names", name)[0]}:
            scores[doc] += NAMED

    def _add_prior(self, segment: Segment, matched: list[int], scores: list[float]) -> None:
        kinds, prior = segment.facets["kind"], self.prior
        for doc in matched:
            scores[doc] += prior.get(kinds[doc], 0.0)

    def _scores_of(self, segment: Segment, tokens: Iterable[str], within: set[int]) -> dict[int, float]:
        scores = dict.fromkeys(within, 0.0)
        lengths = segment.lengths("words")
        base, slope = K1 * (1 - B), K1 * B / self.average["words"]
        for token in tokens:
            factor = self._factor("words", token)
            counts = dict(zip(*segment.postings("words", token), strict=False))
            for doc in within & counts.keys():
                scores[doc] += factor * counts[doc] / (counts[doc] + base + slope * lengths[doc])
        return scores

    def _raise_whole(self, segment: Segment, scores: list[float]) -> None:
        typed = [_having(segment, word.needs) for word in self.query.words]
        translated = [set(docs) for docs in typed]
        for translation in self.query.translations:
            docs = set().union(*(_having(segment, option.needs) for option in translation.options))
            for place in range(translation.first, translation.last):
                translated[place] |= docs
        for tier in (typed, translated):
            for doc in set.intersection(*tier):
                scores[doc] += TIER

    def _holds_all(self, segment: Segment, doc: int) -> bool:
        return all(segment.holds(doc, phrase) for phrase in self.query.phrases)

    def _factor(self, field: str, token: str) -> float:
        if (field, token) not in self._rarity:
            frequency = sum(len(segment.postings(field, token)[0]) for segment in self.segments)
            rarity = math.log(1 + (self.documents - frequency + 0.5) / (frequency + 0.5))
            self._rarity[field, token] = rarity * (K1 + 1) * WEIGHTS[field]
        return self._rarity[field, token]


def _having(segment: Segment, tokens: Sequence[str]) -> set[int]:
    first, *others = tokens
    docs = set(segment.postings("words", first)[0])
    return docs.intersection(*(segment.postings("words", token)[0] for token in others))


def _readable(segment: Segment, matched: list[int], request: Request) -> list[int]:
    marks, held = segment.marks, set(request.marks)
    shut = {each for each in set(marks) if held.isdisjoint(each)}
    if shut:
        matched = [doc for doc in matched if marks[doc] not in shut]
    if request.without:
        matched = [doc for doc in matched if segment.keys[doc] not in request.without]
    return matched


def _narrow(
    segment: Segment, docs: list[int], filters: Mapping[str, str]
) -> tuple[list[int], dict[str, Iterable[int]]]:
    """What passes every filter, and for each filter what passes all the others."""
    passing = {}
    for name, value in filters.items():
        column = segment.facets[name]
        passing[name] = {doc for doc in docs if value in column[doc]}
    others: dict[str, Iterable[int]] = {
        name: set(docs).intersection(*(passed for other, passed in passing.items() if other != name))
        for name in passing
    }
    if passing:
        docs = list(set(docs).intersection(*passing.values()))
    return docs, others


def _count(column: list[tuple[str, ...]], docs: Iterable[int], counts: Counter[str]) -> None:
    for values, count in Counter(map(column.__getitem__, docs)).items():
        for value in values:
            counts[value] += count
