"""Resolutions as the API tells them: both texts, which one decides, votes, links both ways."""

from datetime import date, datetime
from typing import Any, Literal

from flask import request as asked_for
from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.shapes import Entity, Shape, address, permitted
from platform_app.api.shapes_case import Owner, owner
from platform_app.meetings import queries_resolutions
from platform_app.meetings.inputs_resolutions import Choice, Language, Method
from platform_app.meetings.models_decisions import Resolution, ResolutionVote

Status = Literal["proposed", "adopted", "in_force", "carried_out", "superseded", "lapsed"]


class VoteShape(Shape):
    """How an organisation voted."""

    organisation: Owner
    vote: Choice
    statement: str | None = Field(description="Dissent, or an explanation")
    by_name: str
    at: datetime


class LinkedShape(Shape):
    """The other end of a link."""

    kind: str
    id: int
    role: str


class ResolutionShape(Entity):
    """A resolution of a body."""

    page_url: str = Field(description="Where people read it")
    number: str | None = Field(description="Given at adoption: series/year/serial")
    body: int
    meeting: int
    item: int | None = Field(description="The agenda item it stands under")
    status: Status
    title_zh: str
    title_en: str
    text_zh: str = Field(description="Markdown")
    text_en: str = Field(description="Markdown; empty where there is none")
    authoritative: Language = Field(description="Which text decides")
    responsible_level: str
    method: Method | None
    tally: dict[str, Any] | None = Field(description="for, against, abstain, and whether there was a quorum")
    adopted_at: datetime | None
    in_force_on: date | None
    ended_at: datetime | None
    ended_reason: str | None
    superseded_by: int | None
    proposed_by_name: str
    votes: list[VoteShape] | None = Field(description="Null in lists")
    links_to: list[LinkedShape] | None = Field(description="What it points at; null in lists")
    links_from: list[LinkedShape] | None = Field(description="What points at it; null in lists")


VOTE = {
    "organisation": examples.OWNER,
    "vote": "against",
    "statement": "财力不足。",
    "by_name": "林晓",
    "at": examples.MOMENT,
}
RESOLUTION: dict[str, Any] = {
    **examples.entity("resolutions/7"),
    "page_url": "https://cities.example/resolutions/7",
    "number": "JM/2026/3",
    "body": 1,
    "meeting": 2,
    "item": 4,
    "status": "adopted",
    "title_zh": "统一加装电梯的标准",
    "title_en": "",
    "text_zh": "各省统一执行。",
    "text_en": "",
    "authoritative": "zh",
    "responsible_level": "provincial",
    "method": "vote",
    "tally": {"for": 3, "against": 1, "abstain": 0, "quorum": True},
    "adopted_at": examples.MOMENT,
    "in_force_on": "2026-12-11",
    "ended_at": None,
    "ended_reason": None,
    "superseded_by": None,
    "proposed_by_name": "何静",
    "votes": [VOTE],
    "links_to": [{"kind": "request", "id": 7, "role": "came_from"}],
    "links_from": [],
}
_NAMES = (
    "id", "version", "created_at", "updated_at", "number", "status", "title_zh", "title_en", "text_zh", "text_en",
    "authoritative", "responsible_level", "method", "tally", "adopted_at", "in_force_on", "ended_at", "ended_reason",
)  # fmt: skip


def resolution(actor: Actor, row: Resolution) -> ResolutionShape:
    """One resolution with its votes and links."""
    to, by = queries_resolutions.links(actor, row)
    return _shape(
        actor,
        row,
        votes=[_vote(each) for each in row.votes],
        links_to=[LinkedShape(kind=each.to_kind, id=each.to_id, role=each.role) for each in to],
        links_from=[LinkedShape(kind=each.from_kind, id=each.from_id, role=each.role) for each in by],
    )


def listed(actor: Actor, row: Resolution) -> ResolutionShape:
    """The same in a list."""
    return _shape(actor, row, votes=None, links_to=None, links_from=None)


def _shape(actor: Actor, row: Resolution, **more: Any) -> ResolutionShape:
    return ResolutionShape(
        **{name: getattr(row, name) for name in _NAMES},
        url=address("resolutions.show", id=row.id),
        actions=permitted(actor, (P.RESOLUTION_LEAD,), row),
        page_url=f"{asked_for.url_root}resolutions/{row.id}",
        body=row.body_id,
        meeting=row.meeting_id,
        item=row.item_id,
        superseded_by=row.superseded_by_id,
        proposed_by_name=row.by_name,
        **more,
    )


def _vote(row: ResolutionVote) -> VoteShape:
    names = ("vote", "statement", "by_name", "at")
    return VoteShape(**{name: getattr(row, name) for name in names}, organisation=owner(row.organisation))
