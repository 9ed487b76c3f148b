"""Resolutions: put forward, changed while proposed, voted on, adopted with a number, and how they end."""

from collections.abc import Callable
from typing import Any

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api import examples, shapes_resolutions
from platform_app.api.answers import Answer, created, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import MERGE_PATCH, Asked, Id, ListQuery
from platform_app.api.shapes import Listing, address
from platform_app.api.shapes_resolutions import RESOLUTION, ResolutionShape, Status
from platform_app.kernel.inputs import read
from platform_app.meetings import queries_resolutions, service_resolutions, service_voting
from platform_app.meetings.inputs_resolutions import (
    Adoption,
    CarryingOut,
    EntryIntoForce,
    Lapse,
    NewResolution,
    NewVote,
    ResolutionChange,
    ResolutionContent,
    Supersession,
)
from platform_app.meetings.queries_resolutions import ResolutionFilter

noun = Noun("resolutions", "What bodies resolve.")
TEXT = {"title_zh": RESOLUTION["title_zh"], "text_zh": RESOLUTION["text_zh"], "responsible_level": "provincial"}


class ResolutionId(Asked):
    """Which resolution."""

    id: Id


class ResolutionsQuery(ListQuery):
    """Which resolutions."""

    body: Id | None = None
    status: Status | None = None
    year: int | None = Field(None, ge=1900, le=9999, description="Of adoption")
    meeting: Id | None = None


def acting(sends: Any) -> Note:
    """An act that a POST makes."""
    refusals = (403, 404, 409, 412, 422)
    return Note(ResolutionShape, RESOLUTION, 201, refusals, writes=True, match="heeded", sends=sends)


@noun.operation("GET", "/resolutions", Note(Listing[ResolutionShape], examples.listing(RESOLUTION), refusals=(422,)))
def index(actor: Actor, query: ResolutionsQuery) -> Answer:
    """Resolutions that you may read, the newest first; proposed ones are for the organisations of their body."""
    wanted = ResolutionFilter(query.body, query.status, query.year, query.meeting)
    page = queries_resolutions.listed(actor, wanted, query.page)
    return part(page, [shapes_resolutions.listed(actor, row) for row in page.items], Listing[ResolutionShape])


@noun.operation(
    "POST",
    "/resolutions",
    Note(ResolutionShape, RESOLUTION, 201, (403, 404, 409, 422), writes=True, sends={"meeting": 2, **TEXT}),
)
def propose(actor: Actor, body: NewResolution) -> Answer:
    """Put a resolution forward at a meeting, for its secretariat or a member organisation."""
    row = service_resolutions.propose(actor, body)
    return created(_read(actor, row.id), address("resolutions.show", id=row.id))


@noun.operation("GET", "/resolutions/<int:id>", Note(ResolutionShape, RESOLUTION, refusals=(404,)))
def show(actor: Actor, path: ResolutionId) -> Answer:
    """One resolution with its votes, and what it is linked with from either end."""
    return Answer(_read(actor, path.id))


@noun.operation(
    "PATCH",
    "/resolutions/<int:id>",
    Note(
        ResolutionShape,
        RESOLUTION,
        refusals=(403, 404, 409, 412, 422, 428),
        writes=True,
        match="needed",
        sends={"title_zh": "统一加装电梯的技术标准"},
        accepted=MERGE_PATCH,
    ),
)
def edit(actor: Actor, path: ResolutionId, body: ResolutionChange, version: int | None) -> Answer:
    """Change what is proposed, as a merge patch; refused once an organisation has voted on it."""
    row = queries_resolutions.read(actor, path.id)
    new = read(ResolutionContent, {**queries_resolutions.content(actor, row), **body.model_dump(exclude_unset=True)})
    service_resolutions.edit(actor, path.id, row.version if version is None else version, new)
    return Answer(_read(actor, path.id))


@noun.operation("POST", "/resolutions/<int:id>/votes", acting({"organisation": "330000", "vote": "for"}))
def vote(actor: Actor, path: ResolutionId, body: NewVote, version: int | None) -> Answer:
    """Record the vote of an organisation, once: as its coordinator, or as the secretariat from a show of hands."""
    return _done(actor, path.id, version, lambda: service_voting.vote(actor, path.id, body))


@noun.operation("POST", "/resolutions/<int:id>/adoption", acting({"method": "vote"}))
def adopt(actor: Actor, path: ResolutionId, body: Adoption, version: int | None) -> Answer:
    """Adopt it and give it the next number.

    Refused (409) where it was not carried, or without quorum unless the rule of the body allows that.
    """
    return _done(actor, path.id, version, lambda: service_voting.adopt(actor, path.id, body))


@noun.operation("POST", "/resolutions/<int:id>/entry-into-force", acting({}))
def enter_into_force(actor: Actor, path: ResolutionId, body: EntryIntoForce, version: int | None) -> Answer:
    """Say that it holds from today; when its day comes this happens by itself."""
    return _done(actor, path.id, version, lambda: service_resolutions.enter_into_force(actor, path.id, body))


@noun.operation("POST", "/resolutions/<int:id>/completion", acting({"words": "各省均已执行。"}))
def carry_out(actor: Actor, path: ResolutionId, body: CarryingOut, version: int | None) -> Answer:
    """Say that what it asks for is done."""
    return _done(actor, path.id, version, lambda: service_resolutions.carry_out(actor, path.id, body))


@noun.operation("POST", "/resolutions/<int:id>/supersession", acting({"by": 9}))
def supersede(actor: Actor, path: ResolutionId, body: Supersession, version: int | None) -> Answer:
    """Say which adopted resolution of the same body takes its place."""
    return _done(actor, path.id, version, lambda: service_resolutions.supersede(actor, path.id, body))


@noun.operation("POST", "/resolutions/<int:id>/lapse", acting({"reason": "撤回。"}))
def lapse(actor: Actor, path: ResolutionId, body: Lapse, version: int | None) -> Answer:
    """Say with a reason that it holds no more, or was not adopted."""
    return _done(actor, path.id, version, lambda: service_resolutions.lapse(actor, path.id, body))


def _done(actor: Actor, resolution_id: int, version: int | None, act: Callable[[], object]) -> Answer:
    if version is None:
        act()
    else:
        service_voting.at_version(actor, resolution_id, version, act)
    return Answer(_read(actor, resolution_id), 201)


def _read(actor: Actor, resolution_id: int) -> ResolutionShape:
    return shapes_resolutions.resolution(actor, queries_resolutions.read(actor, resolution_id))
