"""The glossary that search goes by across languages: open to all, edited by administrators."""

from typing import Any

from platform_app.access.actor import Actor
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.answers import Answer, created
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import MERGE_PATCH, Asked, Id
from platform_app.api.shapes import Entity, Listing, address, permitted, whole
from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import msg
from platform_app.search import glossary
from platform_app.search.inputs import NewTerm
from platform_app.search.models import GlossaryTerm

noun = Noun("glossary", "Terms of the domain in both languages, with other words for the same.")


class TermId(Asked):
    """Which term."""

    id: Id


class TermShape(Entity):
    """A term in both languages."""

    code: str
    zh: str
    en: str
    zh_synonyms: list[str]
    en_synonyms: list[str]
    topic: str


NEW = {
    "zh": "海绵城市",
    "en": "sponge city",
    "zh_synonyms": [],
    "en_synonyms": ["sponge cities"],
    "topic": "new-urbanization",
}
EXAMPLE = {**examples.entity("glossary/3", id=3, version=1), "code": "T0003", **NEW}


@noun.operation("GET", "/glossary", Note(Listing[TermShape], examples.listing(EXAMPLE)))
def index(actor: Actor) -> Answer:
    """Every term in order of code."""
    return Answer(Listing[TermShape](**whole([shape(actor, row) for row in glossary.terms(actor)])))


@noun.operation("GET", "/glossary/<int:id>", Note(TermShape, EXAMPLE, refusals=(404,)))
def show(actor: Actor, path: TermId) -> Answer:
    """One term."""
    return Answer(shape(actor, glossary.term(actor, path.id)))


@noun.operation("POST", "/glossary", Note(TermShape, EXAMPLE, 201, (403, 409, 422), writes=True, sends=NEW))
def add(actor: Actor, body: NewTerm) -> Answer:
    """Add a term; for administrators."""
    term = shape(actor, glossary.add_term(actor, body))
    return created(term, term.url)


@noun.operation(
    "PATCH",
    "/glossary/<int:id>",
    Note(
        TermShape,
        EXAMPLE,
        refusals=(403, 404, 409, 422),
        writes=True,
        match="needed",
        sends={"en_synonyms": ["sponge cities"]},
        accepted=MERGE_PATCH,
    ),
)
def change(actor: Actor, path: TermId, version: int | None, patch: Any) -> Answer:
    """Change a term by a JSON merge patch (RFC 7396); for administrators."""
    if not isinstance(patch, dict):
        raise Invalid.one("", msg("This must be an object."))
    old = glossary.term(actor, path.id)
    kept = {name: getattr(old, name) for name in NewTerm.model_fields}
    merged = {name: value for name, value in {**kept, **patch}.items() if value is not None}
    base = old.version if version is None else version
    return Answer(shape(actor, glossary.edit_term(actor, path.id, read(NewTerm, merged), version=base)))


@noun.operation(
    "DELETE",
    "/glossary/<int:id>",
    Note(None, status=204, refusals=(403, 404, 409, 422), writes=True, match="needed"),
)
def remove(actor: Actor, path: TermId, version: int | None) -> Answer:
    """Take a term out; for administrators."""
    glossary.remove_term(actor, path.id, version=version)
    return Answer(None, 204)


def shape(actor: Actor, row: GlossaryTerm) -> TermShape:
    """A term as it is told."""
    own = {name: getattr(row, name) for name in TermShape.model_fields if hasattr(row, name)}
    links = {"url": address("glossary.show", id=row.id), "actions": permitted(actor, (P.GLOSSARY_EDIT,), row)}
    return TermShape(**own, **links)
