"""Cases: the list, one of them, writing and changing them. Publication and distinction stand next door."""

from typing import Annotated, Any, Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Organisation
from platform_app.api import examples
from platform_app.api.answers import Answer, created, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import MERGE_PATCH, Asked, Id, ListQuery, Word
from platform_app.api.shapes import Listing, address
from platform_app.api.shapes_case import CaseShape, CaseSummary, Status, full, summary
from platform_app.cases import listing, publication, queries, service
from platform_app.cases.inputs import CaseContent, Stage
from platform_app.cases.versions import at_version
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.inputs import Line, read
from platform_app.kernel.messages import msg

noun = Noun("cases", "What cities did, written down.")


class CaseId(Asked):
    """Which case."""

    id: Id


class CasesQuery(ListQuery):
    """Which cases."""

    organisation: Word | None = Field(None, description="Its code or its id")
    field: Word | None = Field(None, description="Slug of a field; secondary fields count")
    province: Word | None = Field(None, description="Code of a province")
    stage: Stage | None = None
    status: Status = "published"
    standard: Id | None = Field(None, description="Id of a standard it cites")
    featured: bool | None = None
    distinction: Literal["featured", "announced"] | None = None
    failures: listing.Failures | None = Field(
        None, description="`stopped`, or `difficulties`: tells you what was difficult or did not work"
    )


class CaseQuery(Asked):
    """How much of a case."""

    include: Literal["html"] | None = Field(None, description="`html`: long texts as HTML too")
    revision: Literal["public", "latest"] = Field("public", description="`latest`: with changes not yet published")


class NewCase(CaseContent):
    """A case and whose it is, by id or by code."""

    organisation_id: Id | None = None
    organisation: Annotated[Line, Field(max_length=20)] | None = Field(None, description="Its code")


@noun.operation(
    "GET", "/cases", Note(gives=Listing[CaseSummary], example=examples.listing(examples.SUMMARY), refusals=(422,))
)
def index(actor: Actor, query: CasesQuery) -> Answer:
    """Cases, the newest publication first.

    Without a token: those that are published. `status=draft` shows the drafts of your own organisations.
    """
    wanted = listing.CaseFilter(
        org_id=_named(actor, query.organisation) if query.organisation else None,
        field=query.field,
        province=query.province,
        stage=query.stage,
        status=query.status,
        standard_id=query.standard,
        is_featured=True if query.distinction == "featured" else query.featured,
        is_announced=True if query.distinction == "announced" else None,
        failures=query.failures,
    )
    page = listing.cases(actor, wanted, query.page, count=True)
    return part(page, [summary(actor, row, row.organisation) for row in page.items], Listing[CaseSummary])


@noun.operation("GET", "/cases/<int:id>", Note(gives=CaseShape, example=examples.CASE, refusals=(404, 422)))
def show(actor: Actor, path: CaseId, query: CaseQuery) -> Answer:
    """One case with everything it says; the contact is for members only.

    Its ETag is what PATCH and DELETE want in If-Match.
    """
    reading = queries.read(actor, path.id, latest=query.revision == "latest")
    return Answer(full(actor, reading, with_html=query.include == "html"))


@noun.operation(
    "POST",
    "/cases",
    Note(
        writes=True,
        gives=CaseShape,
        status=201,
        example=examples.CASE,
        sends=examples.NEW_CASE,
        refusals=(403, 409, 422),
    ),
)
def create(actor: Actor, body: NewCase) -> Answer:
    """Start a draft for an organisation you write for, or for one that you may draft for.

    Nothing but the organisation is needed now; `missing` says what is needed to hand it in.
    """
    content = read(CaseContent, body.model_dump(mode="json", exclude={"organisation", "organisation_id"}))
    case = service.create(actor, owner(actor, body.organisation, body.organisation_id).id, content)
    return created(full(actor, queries.read(actor, case.id)), address("cases.show", id=case.id))


@noun.operation(
    "PATCH",
    "/cases/<int:id>",
    Note(
        writes=True,
        gives=CaseShape,
        example=examples.CASE,
        sends={"result": {"en": "Twelve places renewed in three months."}, "department": None},
        refusals=(403, 404, 409, 422),
        match="needed",
        accepted=MERGE_PATCH,
    ),
)
def change(actor: Actor, path: CaseId, version: int | None, patch: Any) -> Answer:
    """Change a case by a JSON merge patch (RFC 7396): objects merge, null empties, lists are replaced whole.

    Every change is a new revision. Readers of a published case see it once its coordinator has published it.
    A stale If-Match is answered by 412 with `current`, the text that is stored now.
    """
    if not isinstance(patch, dict):
        raise Invalid.one("", msg("This must be an object."))
    base = version if version is not None else queries.get(actor, path.id).version
    service.edit(actor, path.id, patch, version=base)
    return Answer(full(actor, queries.read(actor, path.id, latest=True)))


@noun.operation(
    "DELETE",
    "/cases/<int:id>",
    Note(writes=True, gives=None, status=204, refusals=(403, 404, 409, 422), match="needed"),
)
def discard(actor: Actor, path: CaseId, version: int | None) -> Answer:
    """Delete a draft that was never public."""
    on_version(actor, path.id, version, lambda: publication.discard(actor, path.id))
    return Answer(None, 204)


def on_version(actor: Actor, case_id: int, version: int | None, act: Any) -> Any:
    """Do `act` on the version the caller has read; without If-Match, on whichever there is."""
    return act() if version is None else at_version(actor, case_id, version, act)


def _named(actor: Actor, organisation: str) -> int:
    """The id behind a code or an id; codes have six digits or letters, so they come first. 0 = there is none."""
    try:
        return accounts.organisation_by_code(actor, organisation).id
    except NotFound:
        return int(organisation) if organisation.isdecimal() and len(organisation) < 10 else 0


def owner(actor: Actor, code: str | None, organisation_id: int | None) -> Organisation:
    """The organisation that a new case is for.

    Raises:
        Invalid: it is named twice or not at all, or there is none.
    """
    if (code is None) == (organisation_id is None):
        raise Invalid.one("organisation", msg("Name the organisation by its code or its id, by one of them."))
    try:
        if code is not None:
            return accounts.organisation_by_code(actor, code)
        return accounts.organisation(actor, organisation_id or 0)
    except NotFound:
        named = "organisation" if code is not None else "organisation_id"
        raise Invalid.one(named, msg("There is no such organisation.")) from None
