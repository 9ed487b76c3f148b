"""Agendas and what is proposed for them as the API tells them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.shapes import Entity, Shape, address, permitted
from platform_app.api.shapes_case import Owner, owner
from platform_app.meetings.inputs_agenda import Expected
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem, AgendaProposal, SubjectLink

ProposalStatus = Literal["open", "accepted", "merged", "declined", "withdrawn"]


class SubjectLinkShape(Shape):
    """Something on the platform it leads to; whether you may read it is asked where it is."""

    kind: str
    id: int
    role: str = Field(description="`about`, or `came_from` = what brought it on the agenda")


class AgendaPaperShape(Shape):
    """A paper, fixed as it was added."""

    id: int
    name: str
    media_type: str
    size: int = Field(description="Bytes")
    sha256: str
    added_by_name: str | None = Field(description="For the organisations of its body")
    added_at: datetime
    content_url: str


class AgendaItemShape(Entity):
    """A point of an agenda."""

    meeting_id: int
    parent_id: int | None = Field(description="The item it stands under")
    number: str = Field(description="As in 2.1; follows from where it stands")
    title_zh: str
    title_en: str
    text: str = Field(description="Markdown")
    sponsor: Owner | None = Field(description="Who brings it in")
    expected: Expected
    minutes: int
    source: Literal["plain", "approval", "action"] = Field(description="The last two put themselves on")
    source_id: int | None = Field(description="The meeting whose minutes are approved, or the action item")
    links: list[SubjectLinkShape]
    papers: list[AgendaPaperShape]


class AgendaSubjectShape(Shape):
    """What a proposal comes from."""

    kind: str
    id: int


class AgendaProposalShape(Entity):
    """What a member organisation wants on the agenda."""

    meeting_id: int
    organisation: Owner = Field(description="Whose proposal it is")
    title_zh: str
    title_en: str
    text: str = Field(description="Markdown")
    expected: Expected
    minutes: int
    subject: AgendaSubjectShape | None
    status: ProposalStatus
    reason: str | None
    item_id: int | None = Field(description="The agenda item it became or went into")
    by_name: str
    decided_at: datetime | None
    decided_by_name: str | None


class BroughtShape(Shape):
    """A request before a meeting: an item where you keep its agenda, else a proposal."""

    item: AgendaItemShape | None
    proposal: AgendaProposalShape | None


PAPER = {
    "id": 31,
    "name": "征求意见稿.pdf",
    "media_type": "application/pdf",
    "size": 182044,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "added_by_name": "何静",
    "added_at": examples.MOMENT,
    "content_url": f"{examples.ROOT}/meetings/7/papers/31/content",
}
ITEM: dict[str, Any] = {
    **examples.entity("meetings/7/agenda-items/7", version=1, actions=("meeting.run",)),
    "meeting_id": 7,
    "parent_id": None,
    "number": "2",
    "title_zh": "统一加装电梯的标准",
    "title_en": "One standard for adding lifts",
    "text": "",
    "sponsor": examples.OWNER,
    "expected": "decide",
    "minutes": 20,
    "source": "plain",
    "source_id": None,
    "links": [{"kind": "request", "id": 3, "role": "came_from"}],
    "papers": [PAPER],
}
PROPOSAL: dict[str, Any] = {
    **examples.entity("meetings/7/proposals/7", version=1, actions=("agenda.withdraw",)),
    "meeting_id": 7,
    "organisation": examples.OWNER,
    "title_zh": "统一验收口径",
    "title_en": "",
    "text": "各市口径不一。",
    "expected": "discuss",
    "minutes": 15,
    "subject": {"kind": "request", "id": 3},
    "status": "open",
    "reason": None,
    "item_id": None,
    "by_name": "林晓",
    "decided_at": None,
    "decided_by_name": None,
}
BROUGHT = {"item": None, "proposal": PROPOSAL}
_STAMPS = ("id", "version", "created_at", "updated_at", "meeting_id")
_SAME = ("title_zh", "title_en", "text", "expected", "minutes")
_OF_PROPOSAL = ("status", "reason", "item_id", "by_name", "decided_at", "decided_by_name")


def item(actor: Actor, meeting: Meeting, row: AgendaItem, links: Sequence[SubjectLink]) -> AgendaItemShape:
    """One item with what it leads to."""
    return AgendaItemShape(
        **{name: getattr(row, name) for name in (*_STAMPS, *_SAME, "parent_id", "number", "source", "source_id")},
        url=address("agenda.show", id=row.meeting_id, item_id=row.id),
        actions=permitted(actor, (P.MEETING_RUN,), meeting),
        sponsor=owner(row.sponsor) if row.sponsor else None,
        links=[SubjectLinkShape(kind=each.to_kind, id=each.to_id, role=each.role) for each in links],
        papers=[paper(actor, meeting, each) for each in row.papers],
    )


def paper(actor: Actor, meeting: Meeting, kept: dict[str, Any]) -> AgendaPaperShape:
    """One paper of an item."""
    inside = allows(actor, P.MEETING_SEE_PEOPLE, meeting)
    return AgendaPaperShape(
        **{name: kept[name] for name in ("id", "name", "media_type", "size", "sha256")},
        added_by_name=kept["by"] if inside else None,
        added_at=kept["at"],
        content_url=address("agenda-papers.content", id=meeting.id, file_id=kept["id"]),
    )


def proposal(actor: Actor, row: AgendaProposal) -> AgendaProposalShape:
    """One proposal."""
    there = {"kind": row.subject_kind, "id": row.subject_id}
    return AgendaProposalShape(
        **{name: getattr(row, name) for name in (*_STAMPS, *_SAME, *_OF_PROPOSAL)},
        url=address("agenda-proposals.show", id=row.meeting_id, proposal_id=row.id),
        actions=permitted(actor, (P.AGENDA_WITHDRAW,), row),
        organisation=owner(row.organisation),
        subject=AgendaSubjectShape.model_validate(there) if row.subject_kind else None,
    )
