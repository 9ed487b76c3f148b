"""The directory: ministries, provinces, cities, partners."""

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.levels import Level
from platform_app.access.permissions import P
from platform_app.accounts import queries
from platform_app.accounts.models import Organisation
from platform_app.api import examples
from platform_app.api.answers import Answer, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id, ListQuery, Word
from platform_app.api.shapes import Entity, Listing, address, permitted

PERMISSIONS = (P.CASE_CREATE, P.ORGANISATION_JOIN, P.ORGANISATION_INVITE, P.ORGANISATION_ADMIT, P.ORGANISATION_EDIT)

noun = Noun("organisations", "Ministries, provinces, cities and partners abroad.")


class OrganisationId(Asked):
    """Which organisation."""

    id: Id


class OrganisationQuery(ListQuery):
    """Which organisations."""

    level: Level | None = None
    province: Word | None = Field(None, description="Code of a province: it and all below it")
    q: Word | None = Field(None, description="Part of a name in Chinese, English or pinyin")


class OrganisationShape(Entity):
    """An organisation."""

    code: str = Field(description="GB/T 2260 where there is one")
    gb2260_code: str | None
    level: str
    admin_type: str
    parent_id: int | None = Field(description="Who stands over it")
    country: str = Field(description="ISO 3166-1 alpha-2")
    name_zh: str
    name_en: str
    name_pinyin: str
    short_zh: str
    latitude: float | None
    longitude: float | None
    population: int | None
    population_source: str | None = Field(description="Name it where you show the figure")
    source_url: str | None


EXAMPLE = {
    **examples.entity("organisations/12", id=12, version=1, actions=("case.create",)),
    **{name: value for name, value in examples.OWNER.items() if name not in ("id", "url")},
    "gb2260_code": "330100",
    "admin_type": "prefecture-level city",
    "parent_id": 3,
    "country": "CN",
    "name_pinyin": "Hangzhou Shi",
    "short_zh": "杭州",
    "latitude": 30.29,
    "longitude": 120.16,
    "population": None,
    "population_source": None,
    "source_url": None,
}


@noun.operation(
    "GET", "/organisations", Note(gives=Listing[OrganisationShape], example=examples.listing(EXAMPLE), refusals=(422,))
)
def index(actor: Actor, query: OrganisationQuery) -> Answer:
    """The directory in order of code."""
    wanted = {"level": query.level, "province": query.province, "q": query.q}
    page = queries.organisations(actor, query.page, **wanted)
    return part(page, [_shape(actor, row) for row in page.items], Listing[OrganisationShape])


@noun.operation("GET", "/organisations/<int:id>", Note(gives=OrganisationShape, example=EXAMPLE, refusals=(404,)))
def show(actor: Actor, path: OrganisationId) -> Answer:
    """One organisation."""
    return Answer(_shape(actor, queries.organisation(actor, path.id)))


def _shape(actor: Actor, row: Organisation) -> OrganisationShape:
    own = {name: getattr(row, name) for name in OrganisationShape.model_fields if hasattr(row, name)}
    links = {"url": address("organisations.show", id=row.id), "actions": permitted(actor, PERMISSIONS, row)}
    return OrganisationShape(**own, **links)
