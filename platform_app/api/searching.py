"""Search and suggestions: what was found, how often under each facet, and what else was searched for."""

from typing import Annotated

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api import examples
from platform_app.api.answers import Answer, linked
from platform_app.api.cases import CaseId
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked
from platform_app.api.shapes import Listing, Shape, address, reader_language, whole
from platform_app.api.shapes_case import CaseSummary, summary
from platform_app.cases import queries as cases
from platform_app.search import queries
from platform_app.search.attachments import FoundIn
from platform_app.search.inputs import SearchRequest, Typed
from platform_app.search.results import FacetValue, SearchHit
from platform_app.wording import TABLES, word

OPERATIONS = {
    "case": "cases.show",
    "organisation": "organisations.show",
    "standard": "standards.standard",
    "thread": "threads.show",
    "interpretation": "interpretations.interpretation",
    "minutes": "minutes.show",
    "resolution": "resolutions.show",
}
FEATURED = ("distinction", "featured")

noun = Noun("search", "One box over cases, threads, organisations and standards, in both languages.")


class SuggestQuery(Asked):
    """What was typed so far."""

    q: Typed = ""


class SimilarQuery(Asked):
    """How many."""

    limit: Annotated[int, Field(ge=1, le=20)] = 4


class HitFile(Shape):
    """The file in which it was found."""

    id: int
    name: str
    url: str = Field(description="Path where browsers find it")
    api_url: str


class Hit(Shape):
    """One thing found."""

    kind: str
    id: int
    url: str = Field(description="Path of the page where people read it")
    api_url: str
    title: str
    title_html: str = Field(description="Escaped, with `<mark>` around what was found")
    snippet: str
    snippet_html: str
    matched_language: str | None = Field(description="`zh` or `en`; null where nothing was asked for")
    is_translated: bool = Field(description="Found by a translation of what was typed")
    is_partial: bool = Field(description="Its texts have only some of the words of a short query; such hits come last")
    file: HitFile | None = Field(None, description="Where it was found, if not in its own texts")


class FacetChoice(Shape):
    """A value one can narrow by, and how many results that would give."""

    value: str
    label: str
    count: int


class Translated(Shape):
    """What was typed and what else was searched for."""

    text: str
    translations: list[str]


class Results(Shape):
    """A part of what was found, the best first."""

    items: list[Hit]
    next: str | None
    total: int
    facets: dict[str, list[FacetChoice]]
    also_searched: list[Translated]


class SuggestionShape(Shape):
    """A name that goes on from what was typed."""

    text: str
    kind: str
    kind_label: str
    url: str = Field(description="Path of a page")


class Suggestions(Shape):
    """The best few names."""

    items: list[SuggestionShape]


EXAMPLE = {
    "items": [
        {
            "kind": "case",
            "id": 7,
            "url": "/cases/7",
            "api_url": f"{examples.ROOT}/cases/7",
            "title": "海绵城市建设试点",
            "title_html": "<mark>海绵</mark><mark>城市</mark>建设试点",
            "snippet": "建成海绵城市项目……",
            "snippet_html": "建成<mark>海绵</mark><mark>城市</mark>项目……",
            "matched_language": "zh",
            "is_translated": True,
            "is_partial": False,
            "file": None,
        }
    ],
    "next": None,
    "total": 1,
    "facets": {"field": [{"value": "new-urbanization", "label": "New urbanization", "count": 1}]},
    "also_searched": [{"text": "sponge city", "translations": ["海绵城市"]}],
}
SUGGESTIONS = {"items": [{"text": "海绵城市", "kind": "term", "kind_label": "Term", "url": "/search?q=海绵城市"}]}


@noun.operation("GET", "/search", Note(Results, EXAMPLE, refusals=(422,)))
def search(actor: Actor, query: SearchRequest) -> Answer:
    """Find cases, threads, organisations and standards.

    Any word matches, the best match comes first; quotes make a phrase, a leading `-` excludes; nothing else is an
    operator. Words are looked for in the other language too unless `translate=false`.
    """
    found = queries.search(actor, query)
    shape = Results(
        items=[_hit(hit) for hit in found.hits],
        next=found.next,
        total=found.total,
        facets={name: [_choice(name, value) for value in values] for name, values in found.facets.items()},
        also_searched=[
            Translated(text=each.text, translations=list(each.translations)) for each in found.also_searched
        ],
    )
    return linked(shape, found.next)


@noun.operation("GET", "/suggest", Note(Suggestions, SUGGESTIONS, refusals=(422,)))
def suggest(actor: Actor, query: SuggestQuery) -> Answer:
    """Names that go on from what was typed, in Chinese, English or pinyin."""
    found = queries.suggest(actor, query.q)
    return Answer(
        Suggestions(
            items=[
                SuggestionShape(text=each.text, kind=each.kind, kind_label=word("kind", each.kind), url=each.url)
                for each in found
            ]
        )
    )


@noun.operation(
    "GET",
    "/cases/<int:id>/similar",
    Note(Listing[CaseSummary], examples.listing(examples.SUMMARY), refusals=(404, 422)),
)
def similar(actor: Actor, path: CaseId, query: SimilarQuery) -> Answer:
    """Published cases that share the most telling words with this one."""
    found = queries.similar(actor, cases.get(actor, path.id), limit=query.limit)
    return Answer(Listing[CaseSummary](**whole([summary(actor, case, case.organisation) for case in found])))


def _hit(hit: SearchHit) -> Hit:
    title = hit.title(reader_language())
    return Hit(
        kind=hit.kind,
        id=hit.id,
        url=hit.url,
        api_url=address(OPERATIONS[hit.kind], id=hit.id),
        title=title.text,
        title_html=title.html,
        snippet=hit.snippet.text,
        snippet_html=hit.snippet.html,
        matched_language=hit.matched_language,
        is_translated=hit.is_translated,
        is_partial=hit.is_partial,
        file=_file(hit.file),
    )


def _file(found: FoundIn | None) -> HitFile | None:
    if found is None:
        return None
    return HitFile(id=found.id, name=found.name, url=found.url, api_url=address("files.show", id=found.id))


def _choice(facet: str, value: FacetValue) -> FacetChoice:
    if facet == "featured":
        label = word(*FEATURED)
    elif value.names or facet not in TABLES:
        label = value.names.get(reader_language()) or value.value
    else:
        label = word(facet, value.value)
    return FacetChoice(value=value.value, label=label, count=value.count)
