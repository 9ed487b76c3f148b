"""Searching, as pages, the API and scripts ask for it: the index finds, the permission table has the last word."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.cases.models import Case
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.pages import decode_cursor, encode_cursor
from platform_app.search import (
    attachments,
    completion,
    documents,
    documents_minutes,
    documents_threads,
    hydration,
    query,
    vocabulary,
    worker,
)
from platform_app.search.engine import FACETS, Request
from platform_app.search.highlight import Highlighter
from platform_app.search.hydration import Readable
from platform_app.search.index import installed
from platform_app.search.inputs import SearchRequest
from platform_app.search.labels import labels
from platform_app.search.results import AlsoSearched, FacetValue, SearchHit, SearchResults, Suggestion

DEEPEST = 10_000
MOST_TERMS = 3
MOST_VALUES = 100
LIKE_WORDS = 24


def search(actor: Actor, request: SearchRequest) -> SearchResults:
    """Find what this reader may see: at most four statements, however much is found.

    Raises:
        Invalid: the cursor is not one of a search.
    """
    worker.look_after_queue()
    offset = _offset(request.cursor)
    now = vocabulary.now()
    typed = query.parse(request.q)
    wanted = now.synonyms.expand(typed) if request.translate else typed
    indexed = _indexed(actor)
    asked = Request(
        query=wanted,
        filters={indexed[name]: value for name, value in request.filters().items()},
        facets=tuple(indexed.values()),
        sort=request.sort,
        offset=offset,
        limit=request.limit,
        marks=_marks(actor),
        without=now.hidden,
    )
    found = installed().engine.find(asked)
    if not found.total and typed.grams:  # parts of names are no words: 桦皮 of 桦皮厂
        found = installed().engine.find(replace(asked, query=replace(wanted, loose=True)))
    things = hydration.readable(actor, [hit.key for hit in found.hits])
    marker = Highlighter(wanted)
    direct = Highlighter(typed) if wanted.translations else marker
    partial = asked.partial(found.hits)
    hits = [_hit(thing, direct, marker, is_partial=thing.key in partial) for thing in things]
    unseen = len(found.hits) - len(things)
    reached = offset + len(found.hits)
    return SearchResults(
        hits=tuple(_with_files(hits, marker) if wanted.tokens() else hits),
        total=found.total - unseen,
        facets=_facets({name: found.facets.get(own, {}) for name, own in indexed.items()}, request),
        next=encode_cursor([reached]) if found.hits and reached < min(found.total, DEEPEST) else None,
        also_searched=tuple(
            AlsoSearched(t.text, tuple(option.text for option in t.options)) for t in wanted.translations
        ),
    )


def suggest(actor: Actor, typed: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
    """Terms, cases, organisations and standards with a name that goes on from what was typed."""
    so_far = completion.typed(typed[: query.LONGEST_QUERY])
    if not so_far:
        return ()
    now = vocabulary.now()
    terms = vocabulary.completing(now.synonyms, so_far, MOST_TERMS)
    found = [Suggestion(term, "term", f"/search?q={quote(term)}") for term in terms]
    keys = installed().engine.suggest(typed, marks=_marks(actor), limit=limit, without=now.hidden)
    for thing in hydration.readable(actor, keys, texts=False):
        names = list(thing.titles.values())
        text = next((name for name in names if completion.completes(name, so_far)), names[0] if names else "")
        found.append(Suggestion(text, thing.kind, thing.url))
    return tuple(found[:limit])


def similar(actor: Actor, case: Case, *, limit: int = 4) -> tuple[Case, ...]:
    """Published cases that share the most telling words with this one, in either language."""
    texts = (case.title_zh, case.title_en, case.result_zh, case.result_en)
    like = query.from_text("\n".join(text for text in texts if text), most=LIKE_WORDS)
    now = vocabulary.now()
    found = installed().engine.find(
        Request(
            query=like,
            filters={"kind": "case"},
            limit=limit,
            marks=_marks(actor),
            without=now.hidden | {documents.key("case", case.id)},
        )
    )
    return tuple(each.subject for each in hydration.readable(actor, [hit.key for hit in found.hits], texts=False))


def _marks(actor: Actor) -> tuple[str, ...]:
    """The marks she holds: what is not public in the index is meant for those who hold one of its own."""
    return (*documents_threads.marks(actor), *documents_minutes.marks(actor))


def _indexed(actor: Actor) -> dict[str, str]:
    """The facets as readers know them, and what each is called in the index for this one.

    Difficulties that are kept for members count for members alone.
    """
    inside = {"failures": "failures_inside"} if allows(actor, P.CASE_SEE_CONTACT) else {}
    return {name: inside.get(name, name) for name in FACETS if name != "failures_inside"}


def _hit(thing: Readable, direct: Highlighter, marker: Highlighter, *, is_partial: bool) -> SearchHit:
    """`direct` knows the words as typed, `marker` their translations too: what was typed counts before these."""
    words = {}
    for each in ("zh", "en"):
        texts = [thing.titles.get(each, ""), *thing.texts.get(each, ())]
        typed = direct.found_in(texts)
        words[each] = (typed, typed if direct is marker else marker.found_in(texts))
    language = max(words, key=words.__getitem__) if any(every for _, every in words.values()) else None
    shown = language or next(iter(thing.titles), "zh")
    return SearchHit(
        kind=thing.kind,
        id=thing.id,
        url=thing.url,
        subject=thing.subject,
        titles={name: marker.mark(title) for name, title in thing.titles.items()},
        snippet=marker.snippet([text for text in thing.texts.get(shown, ()) if text]),
        matched_language=language,
        is_translated=language is not None and not any(typed for typed, _ in words.values()),
        is_partial=is_partial,
    )


def _with_files(hits: Sequence[SearchHit], marker: Highlighter) -> Iterable[SearchHit]:
    """Name the file where the own texts of a case or a thread hold nothing of what was asked for."""
    files = {}
    for kind in ("case", "thread"):
        elsewhere = [hit.id for hit in hits if hit.kind == kind and hit.matched_language is None]
        files.update({(kind, id): where for id, where in attachments.found_in(kind, elsewhere, marker).items()})
    for hit in hits:
        if (hit.kind, hit.id) in files:
            file, snippet = files[hit.kind, hit.id]
            yield replace(hit, file=file, snippet=snippet)
        else:
            yield hit


def _facets(counted: Mapping[str, Mapping[str, int]], request: SearchRequest) -> dict[str, tuple[FacetValue, ...]]:
    names, chosen = labels(), request.filters()
    facets = {}
    for facet, found in counted.items():
        counts = dict(found)
        if facet in chosen:
            counts.setdefault(chosen[facet], 0)
        order: Sequence[str] = sorted(counts, key=lambda value: (-counts[value], value))
        if facet == "year":
            order = sorted(counts, reverse=True)
        facets[facet] = tuple(
            FacetValue(value, counts[value], chosen.get(facet) == value, names.get(facet, {}).get(value, {}))
            for value in order[:MOST_VALUES]
        )
    return facets


def _offset(cursor: str | None) -> int:
    if not cursor:
        return 0
    offset = decode_cursor(cursor, 1)[0]
    if not isinstance(offset, int) or not 0 <= offset <= DEEPEST:
        raise Invalid.one("cursor", msg("This is not a cursor of this list. Start from its first page."))
    return offset
