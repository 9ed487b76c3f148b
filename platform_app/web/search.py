"""The search page: what was found, where to narrow it, and what else was searched for."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import Message, msg
from platform_app.search import queries
from platform_app.search.engine import FACETS
from platform_app.search.inputs import SearchRequest
from platform_app.search.labels import labels
from platform_app.search.results import FacetValue, SearchHit
from platform_app.web.locale import HTML_LANGUAGES, language, local, other_language, with_query
from platform_app.web.session import current_actor
from platform_app.wording import word

SHOWN_VALUES = 8
FACET_NAMES: dict[str, Message] = {
    "kind": msg("Kind"),
    "field": msg("Field"),
    "province": msg("Province"),
    "stage": msg("Stage"),
    "level": msg("Level"),
    "standard": msg("Standard"),
    "language": msg("Language"),
    "year": msg("Year"),
    "distinction": msg("Distinction"),
    "failures": msg("What did not work"),
    "featured": msg("Featured"),  # links from before there was `distinction`
}
OFFERED_ALONE = ("distinction", "failures")  # even where there is only one value: it leaves out those without any
_WORDS = ("kind", "stage", "language", "level", "distinction", "failures")
_ASKED = ("q", "sort", "translate", "cursor", *FACETS)

blueprint = Blueprint("search", __name__)


@dataclass(frozen=True)
class Choice:
    """A value of a facet as a link: choosing it, or taking it away if it is chosen."""

    label: str
    count: int
    is_chosen: bool
    url: str


@blueprint.get("/search")
def show() -> ResponseReturnValue:
    """Results for whatever was typed; what cannot be searched for is said beside the box, which keeps it."""
    asked = {name: value for name in _ASKED if (value := request.args.get(name))}
    try:
        wanted = read(SearchRequest, asked)
        results = queries.search(current_actor(), wanted)
    except Invalid as refused:
        return render_template("search/refused.html", q=asked.get("q", ""), errors=refused.errors), 422
    facets = {
        name: (FACET_NAMES[name], [choice(name, value) for value in results.facets[name]])
        for name in FACET_NAMES
        if _is_offered(name, results.facets.get(name, ()))
    }
    return render_template(
        "search/show.html",
        asked=wanted,
        results=results,
        facets=facets,
        chosen=[each for _, choices in facets.values() for each in choices if each.is_chosen],
        shown_values=SHOWN_VALUES,
        title_of=title_of,
        snippet_of=snippet_of,
        field_names=labels().get("field", {}),
        to_keep=to_keep(wanted),
    )


def choice(facet: str, value: FacetValue) -> Choice:
    """A value with its name in the page's language and the address that chooses it."""
    return Choice(
        label=_name(facet, value),
        count=value.count,
        is_chosen=value.is_chosen,
        url=with_query(**{facet: None if value.is_chosen else value.value, "cursor": None}),
    )


def to_keep(asked: SearchRequest) -> dict[str, str]:
    """What a form sends to keep this search: all that was chosen, whatever page of it is shown."""
    chosen = asked.model_dump(exclude_defaults=True, exclude={"limit", "cursor", "sort"})
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in chosen.items()}


def title_of(hit: SearchHit) -> tuple[Markup, str | None]:
    """A hit's title with the words found marked, and its language where that is not the page's."""
    own = hit.titles.get(language())
    return Markup(hit.title(language()).html), None if own else HTML_LANGUAGES[other_language()]


def snippet_of(hit: SearchHit) -> tuple[Markup, str | None]:
    """The part of the text around the words found, and its language where that is not the page's."""
    if hit.kind == "standard" and not any(piece.marked for piece in hit.snippet.pieces):
        return Markup.escape(word("standard_body", hit.subject.body)), None
    if hit.matched_language is None and hit.kind == "case":  # nothing to mark: the result, in the reader's language
        result = local(hit.subject, "result")
        return escape(result), result.html_language if result.borrowed else None
    borrowed = hit.matched_language not in (None, language())
    return Markup(hit.snippet.html), HTML_LANGUAGES[other_language()] if borrowed else None


def _name(facet: str, value: FacetValue) -> str:
    if value.names:
        return value.names.get(language()) or value.value
    if facet == "featured":
        return word("distinction", "featured")
    return word(facet, value.value) if facet in _WORDS else value.value


def _is_offered(facet: str, values: Sequence[FacetValue]) -> bool:
    return len(values) > (0 if facet in OFFERED_ALONE else 1) or any(value.is_chosen for value in values)
