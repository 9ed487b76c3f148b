"""Fields of the action plan and the catalogue of standards: read only."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api import examples
from platform_app.api.answers import Answer, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id, ListQuery, Word
from platform_app.api.shapes import Entity, Listing, address, whole
from platform_app.cases import listing
from platform_app.standards import models, queries

Type = Literal["national", "industry", "local", "international", "foreign-national"]

fields = Noun("fields", "The twelve fields of the action plan.")
noun = Noun("standards", "Standards that cases cite, as far as the catalogue knows them.")


class FieldSlug(Asked):
    """Which field."""

    slug: Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9-]+$")]


class StandardId(Asked):
    """Which standard."""

    id: Id


class StandardQuery(ListQuery):
    """Which standards."""

    type: Type | None = None
    field: Word | None = Field(None, description="Slug of a field")
    q: Word | None = Field(None, description="Part of a number or a title")


class FieldShape(Entity):
    """One of the twelve fields."""

    code: str
    slug: str
    position: int
    name_zh: str
    name_en: str
    short_zh: str
    description_zh: str
    description_en: str
    case_count: int = Field(description="Published cases, secondary fields included")


class StandardShape(Entity):
    """A standard as a catalogue or a citing document shows it."""

    number: str
    title_zh: str
    title_en: str
    type: str
    body: str
    field_slug: str | None
    year: int | None
    status: str
    issued_on: date | None
    effective_on: date | None
    source_url: str | None
    confidence: str
    note: str | None = Field(description="In English")
    note_zh: str | None = Field(description="The same in Chinese")
    case_count: int = Field(description="Published cases that cite it")


FIELD = {
    **examples.entity("fields/new-urbanization", id=1, version=1),
    "code": "F01",
    "slug": "new-urbanization",
    "position": 1,
    "name_zh": "新型城镇化标准化建设",
    "name_en": "New urbanization",
    "short_zh": "新型城镇化",
    "description_zh": "新型城镇化。",
    "description_en": "New urbanization.",
    "case_count": 5,
}
STANDARD = {
    **examples.entity("standards/9", id=9, version=1),
    "number": "GB/T 36333-2018",
    "title_zh": "智慧城市 顶层设计指南",
    "title_en": "Smart city—Guidelines for top-level design",
    "type": "national",
    "body": "SAC",
    "field_slug": "smart-city",
    "year": 2018,
    "status": "current",
    "issued_on": None,
    "effective_on": None,
    "source_url": None,
    "confidence": "high",
    "note": None,
    "note_zh": None,
    "case_count": 2,
}


@fields.operation("GET", "/fields", Note(gives=Listing[FieldShape], example=examples.listing(FIELD, 12)))
def index(actor: Actor) -> Answer:
    """The twelve fields in the plan's order, with the number of published cases."""
    counts = listing.counts_by_field(actor)
    return Answer(Listing[FieldShape](**whole([_field(row, counts) for row in queries.fields(actor)])))


@fields.operation("GET", "/fields/<slug>", Note(gives=FieldShape, example=FIELD, refusals=(404,)))
def show(actor: Actor, path: FieldSlug) -> Answer:
    """One field."""
    return Answer(_field(queries.field(actor, path.slug), listing.counts_by_field(actor)))


@noun.operation(
    "GET", "/standards", Note(gives=Listing[StandardShape], example=examples.listing(STANDARD), refusals=(422,))
)
def catalogue(actor: Actor, query: StandardQuery) -> Answer:
    """The catalogue by number."""
    page = queries.standards(actor, query.page, type=query.type, field_slug=query.field, q=query.q)
    counts = listing.counts_by_standard(actor, [row.id for row in page.items])
    return part(page, [_standard(row, counts) for row in page.items], Listing[StandardShape])


@noun.operation("GET", "/standards/<int:id>", Note(gives=StandardShape, example=STANDARD, refusals=(404,)))
def standard(actor: Actor, path: StandardId) -> Answer:
    """One standard."""
    return Answer(_standard(queries.standard(actor, path.id), listing.counts_by_standard(actor, [path.id])))


def _field(row: models.Field, counts: dict[str, int]) -> FieldShape:
    links = {"url": address("fields.show", slug=row.slug), "actions": []}
    return FieldShape(**_own(FieldShape, row), **links, case_count=counts.get(row.slug, 0))


def _standard(row: models.Standard, counts: dict[int, int]) -> StandardShape:
    links = {"url": address("standards.standard", id=row.id), "actions": []}
    return StandardShape(**_own(StandardShape, row), **links, case_count=counts.get(row.id, 0))


def _own(shape: type[Entity], row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in shape.model_fields if hasattr(row, name)}
