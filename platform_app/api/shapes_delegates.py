"""Delegates, who is there, and the quorum, as the API tells them."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.shapes import Shape, permitted
from platform_app.api.shapes_case import Owner, owner
from platform_app.meetings import queries_people
from platform_app.meetings.inputs_people import Capacity, How
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_people import Attendance, Delegate
from platform_app.meetings.queries_people import Delegation

BodyPlace = Literal["lead", "co_convener", "member", "observer", "guest"]
PartStat = Literal["needs_action", "accepted", "declined", "tentative"]


class DelegateShape(Shape):
    """Somebody who was named for an organisation."""

    id: int
    version: int
    actions: list[str] = Field(description="What you may do about her now")
    organisation: Owner
    name: str
    email: str | None = Field(description="For her own organisation and the secretariat")
    capacity: Capacity
    letter: str | None = Field(description="A substitute's; for her own organisation and the secretariat")
    has_letter_file: bool
    answer: PartStat
    is_current: bool = Field(description="Whether the answer is to the meeting as it stands, not to an earlier time")
    comment: str | None
    answered_at: datetime | None
    via: Literal["page", "link", "itip"] | None


class DelegationShape(Shape):
    """An invited organisation and who comes for it."""

    organisation: Owner
    role: BodyPlace
    capacities: list[Capacity] = Field(description="In what its people may come")
    is_missing: bool = Field(description="Nobody was named who comes or may come")
    delegates: list[DelegateShape]


class AttendanceShape(Shape):
    """That somebody is or was there, or sent apologies."""

    id: int
    version: int
    organisation: Owner
    delegate: int | None = Field(description="The delegate it is about, if one was named")
    name: str
    capacity: Capacity
    how: How
    from_at: datetime | None
    to_at: datetime | None = Field(description="When she left; null = she is there")


class QuorumLine(Shape):
    """One condition: of a level, or `lead`."""

    what: str
    members: int
    needed: int
    there: int


class QuorumShape(Shape):
    """How the quorum stands."""

    is_met: bool
    is_frozen: bool = Field(description="False: by who is in the room now; true: as it stood when the meeting was held")
    lines: list[QuorumLine]


DELEGATE: dict[str, Any] = {
    "id": 3,
    "version": 1,
    "actions": ["delegate.answer"],
    "organisation": examples.OWNER,
    "name": "林晓",
    "email": "lin@hangzhou.example",
    "capacity": "member",
    "letter": None,
    "has_letter_file": False,
    "answer": "needs_action",
    "is_current": False,
    "comment": None,
    "answered_at": None,
    "via": None,
}
DELEGATION = {
    "organisation": examples.OWNER,
    "role": "member",
    "capacities": ["member", "substitute", "observer"],
    "is_missing": False,
    "delegates": [DELEGATE],
}
ATTENDANCE = {
    "id": 5,
    "version": 1,
    "organisation": examples.OWNER,
    "delegate": 3,
    "name": "林晓",
    "capacity": "member",
    "how": "present",
    "from_at": examples.MOMENT,
    "to_at": None,
}
QUORUM = {
    "is_met": False,
    "is_frozen": False,
    "lines": [{"what": "provincial", "members": 31, "needed": 21, "there": 20}],
}


def delegate(actor: Actor, meeting: Meeting, row: Delegate) -> DelegateShape:
    """One delegate; addresses and letters are for few."""
    names = ("id", "version", "name", "capacity", "answer", "comment", "answered_at", "via")
    inside = queries_people.sees_addresses(actor, meeting, row.org_id)
    return DelegateShape(
        **{name: getattr(row, name) for name in names},
        actions=permitted(actor, (P.DELEGATE_NAME, P.DELEGATE_ANSWER), row),
        organisation=owner(row.organisation),
        email=row.email if inside else None,
        letter=row.letter if inside else None,
        has_letter_file=row.letter_file_id is not None,
        is_current=row.answered_sequence is not None and row.answered_sequence >= meeting.sequence,
    )


def delegation(actor: Actor, meeting: Meeting, row: Delegation) -> DelegationShape:
    """An invited organisation."""
    return DelegationShape(
        organisation=owner(row.invitation.organisation),
        role=row.invitation.role,
        capacities=list(row.capacities),
        is_missing=row.is_missing,
        delegates=[delegate(actor, meeting, each) for each in row.delegates],
    )


def attendance(row: Attendance) -> AttendanceShape:
    """One line of who is there."""
    names = ("id", "version", "name", "capacity", "how", "from_at", "to_at")
    return AttendanceShape(
        **{name: getattr(row, name) for name in names},
        organisation=owner(row.organisation),
        delegate=row.delegate_id,
    )
