"""Bodies and their meetings as the API tells them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Literal

from flask import request as asked_for
from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.shapes import Entity, Shape, address, permitted
from platform_app.api.shapes_case import Owner, owner
from platform_app.meetings.inputs import BodyKind, BodyRole
from platform_app.meetings.models import Body, BodyMember, Meeting, MeetingRecord
from platform_app.meetings.quorum import plain_of, rule_of
from platform_app.meetings.timing import Time

BODY_PERMISSIONS = (P.BODY_LEAD,)
MEETING_PERMISSIONS = (P.MEETING_RUN, P.AGENDA_PROPOSE, P.RESOLUTION_PROPOSE, P.MINUTES_WRITE, P.MINUTES_APPROVE)
MeetingStatus = Literal["planned", "convened", "postponed", "cancelled", "held", "circulated", "approved", "closed"]


class BodyMemberShape(Shape):
    """An organisation's place in a body."""

    organisation: Owner
    role: BodyRole = Field(description="Lead, co-conveners and members count for the quorum and vote")


class QuorumRuleShape(Shape):
    """How many members must be there."""

    lead_present: bool
    shares: dict[str, str] = Field(description="Part of a level's members, as in 2/3")
    counts: dict[str, int] = Field(description="Number of a level's members")
    may_adopt_without: bool


class BodyShape(Entity):
    """A joint meeting, a provincial working meeting or a field working group."""

    page_url: str = Field(description="Where people read it")
    kind: BodyKind
    level: str
    series: str = Field(description="Opens the numbers of its meetings and resolutions")
    name_zh: str
    name_en: str
    about_zh: str
    about_en: str
    field: str | None
    lead: Owner = Field(description="Who leads it")
    secretariat: Owner = Field(description="Who keeps it")
    chair_name: str | None
    members: list[BodyMemberShape]
    quorum: QuorumRuleShape
    is_public: bool
    ended_at: datetime | None
    source_url: str | None


class QuorumConditionShape(Shape):
    """One condition of a quorum."""

    what: str = Field(description="A level, or `lead`")
    members: int
    needed: int
    there: int


class QuorumResultShape(Shape):
    """How the quorum stood when the meeting was held."""

    is_met: bool
    lines: list[QuorumConditionShape]


class MeetingRecordShape(Shape):
    """A line of the history."""

    act: str
    by_name: str | None = Field(description="For the organisations of its body")
    words: str | None
    at: datetime


class MeetingShape(Entity):
    """A meeting of a body."""

    page_url: str = Field(description="Where people read it")
    body_id: int
    number: int = Field(description="In the series of its body")
    title_zh: str
    title_en: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str = Field(description="IANA name of the zone it is held in; the times here are UTC")
    place_zh: str
    place_en: str
    conference_url: str | None = Field(description="For the organisations of its body and whoever is named; else null")
    papers_due_on: date = Field(description="Also the last day for proposals")
    chair_name: str | None
    is_public: bool
    is_example: bool = Field(description="Made for a demonstration")
    status: MeetingStatus
    sequence: int = Field(description="SEQUENCE of RFC 5545: grows with its time, place, link and state")
    minutes_planned: int | None = Field(description="What the agenda takes; null in lists")
    minutes_available: int
    is_over: bool | None = Field(description="Whether the agenda takes longer than the meeting; null in lists")
    quorum: QuorumRuleShape
    quorum_result: QuorumResultShape | None = Field(description="Null until it is held")
    convened_at: datetime | None
    held_at: datetime | None
    comments_until: date | None = Field(description="On the circulated minutes")
    approved_at: datetime | None
    history: list[MeetingRecordShape] | None = Field(description="Null in lists")


MINISTRY = {
    **examples.OWNER,
    "id": 2,
    "url": f"{examples.ROOT}/organisations/2",
    "code": "M-SAC",
    "level": "ministerial",
    "name_zh": "国家标准化管理委员会",
    "name_en": "Standardization Administration",
}
RULE = {"lead_present": True, "shares": {"provincial": "2/3"}, "counts": {}, "may_adopt_without": False}
BODY: dict[str, Any] = {
    **examples.entity("bodies/7", version=1, actions=("body.lead",)),
    "page_url": "https://cities.example/bodies/7",
    "kind": "joint_meeting",
    "level": "ministerial",
    "series": "JM",
    "name_zh": "城市标准化联席会议",
    "name_en": "Joint meeting on urban standardization",
    "about_zh": "",
    "about_en": "",
    "field": None,
    "lead": MINISTRY,
    "secretariat": MINISTRY,
    "chair_name": None,
    "members": [{"organisation": MINISTRY, "role": "lead"}],
    "quorum": RULE,
    "is_public": True,
    "ended_at": None,
    "source_url": None,
}
MEETING: dict[str, Any] = {
    **examples.entity("meetings/7", version=1, actions=("meeting.run",)),
    "page_url": "https://cities.example/meetings/7",
    "body_id": 7,
    "number": 1,
    "title_zh": "第一次全体会议",
    "title_en": "First plenary meeting",
    "starts_at": "2026-12-12T01:00:00Z",
    "ends_at": "2026-12-12T04:00:00Z",
    "time_zone": "Asia/Shanghai",
    "place_zh": "北京",
    "place_en": "Beijing",
    "conference_url": None,
    "papers_due_on": "2026-12-05",
    "chair_name": None,
    "is_public": True,
    "is_example": False,
    "status": "planned",
    "sequence": 0,
    "minutes_planned": 20,
    "minutes_available": 180,
    "is_over": False,
    "quorum": RULE,
    "quorum_result": None,
    "convened_at": None,
    "held_at": None,
    "comments_until": None,
    "approved_at": None,
    "history": [{"act": "planned", "by_name": "何静", "words": None, "at": examples.MOMENT}],
}
_STAMPS = ("id", "version", "created_at", "updated_at")
_OF_BODY = (
    *("kind", "level", "series", "name_zh", "name_en", "about_zh", "about_en", "chair_name", "is_public"),
    *("ended_at", "source_url"),
)
_OF_MEETING = (
    *("body_id", "number", "title_zh", "title_en", "time_zone", "place_zh", "place_en"),
    *("papers_due_on", "chair_name", "is_public", "is_example", "status", "sequence", "convened_at", "held_at"),
    *("comments_until", "approved_at"),
)


def body(actor: Actor, row: Body) -> BodyShape:
    """One body with its members in their order."""
    return BodyShape(
        **{name: getattr(row, name) for name in (*_STAMPS, *_OF_BODY)},
        url=address("bodies.show", id=row.id),
        actions=permitted(actor, BODY_PERMISSIONS, row),
        page_url=f"{asked_for.url_root}bodies/{row.id}",
        field=row.field_slug,
        lead=owner(row.lead),
        secretariat=owner(row.organisation),
        members=[_member(each) for each in row.members],
        quorum=_rule(row.quorum),
    )


def meeting(
    actor: Actor, row: Meeting, time: Time | None = None, history: Sequence[MeetingRecord] | None = None
) -> MeetingShape:
    """One meeting; how long its agenda takes and its history where they were read with it."""
    inside = allows(actor, P.MEETING_SEE_PEOPLE, row)
    result = row.quorum_result
    return MeetingShape(
        **{name: getattr(row, name) for name in (*_STAMPS, *_OF_MEETING)},
        url=address("meetings.show", id=row.id),
        actions=permitted(actor, MEETING_PERMISSIONS, row),
        page_url=f"{asked_for.url_root}meetings/{row.id}",
        starts_at=row.starts_at.astimezone(UTC),
        ends_at=row.ends_at.astimezone(UTC),
        conference_url=row.conference_url if allows(actor, P.MEETING_JOIN, row) else None,
        minutes_planned=time.planned if time else None,
        minutes_available=int((row.ends_at - row.starts_at).total_seconds() // 60),
        is_over=time.is_over if time else None,
        quorum=_rule(row.quorum),
        quorum_result=QuorumResultShape.model_validate(result) if result else None,
        history=None if history is None else [_record(each, inside) for each in history],
    )


def _member(row: BodyMember) -> BodyMemberShape:
    return BodyMemberShape.model_validate({"organisation": owner(row.organisation), "role": row.role})


def _rule(plain: dict[str, Any]) -> QuorumRuleShape:
    return QuorumRuleShape.model_validate(plain_of(rule_of(plain)))


def _record(row: MeetingRecord, inside: bool) -> MeetingRecordShape:
    return MeetingRecordShape(act=row.act, by_name=row.by_name if inside else None, words=row.words, at=row.at)
