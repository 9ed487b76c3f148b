"""What callers send about an agenda."""

from typing import Annotated, Literal

from pydantic import Field

from platform_app.kernel.inputs import Block, Input, Line
from platform_app.meetings.inputs import MOST_MINUTES, Blank, Code, Id, Reason, WithReason

Expected = Literal["inform", "discuss", "decide"]
SubjectKind = Literal["case", "standard", "request", "thread", "meeting", "resolution", "action", "indicator"]


class Subject(Input):
    """Something on the platform that it is about."""

    kind: SubjectKind
    id: Id


class ItemContent(Blank):
    """A point of an agenda."""

    title_zh: Annotated[Line, Field(min_length=2, max_length=200)]
    title_en: Annotated[Line, Field(max_length=300)] | None = None
    text: Annotated[Block, Field(max_length=20_000)] | None = Field(None, description="Markdown")
    sponsor: Code | None = Field(None, description="Code of the organisation that brings it in")
    expected: Expected = "discuss"
    minutes: Annotated[int, Field(ge=0, le=MOST_MINUTES)] = 10
    parent: Id | None = Field(None, description="The item it stands under")
    links: Annotated[list[Subject], Field(max_length=20)] = []


class Place(Blank):
    """Where an item shall stand: before another, or last under a parent (null = at the top)."""

    before: Id | None = None
    parent: Id | None = None


class ItemPlace(Place):
    """Where an item of an agenda shall stand: before another, or last under a parent (null = at the top)."""


class NewProposal(Blank):
    """What a member organisation wants on the agenda."""

    organisation: Code = Field(description="Code of the member organisation")
    title_zh: Annotated[Line, Field(min_length=2, max_length=200)]
    title_en: Annotated[Line, Field(max_length=300)] | None = None
    text: Annotated[Block, Field(max_length=20_000)] | None = Field(None, description="Markdown")
    expected: Expected = "discuss"
    minutes: Annotated[int, Field(ge=0, le=MOST_MINUTES)] = 10
    subject: Subject | None = Field(None, description="The request, case, standard or thread it comes from")


class Merger(Blank):
    """Into which item a proposal goes, and why."""

    item: Id
    reason: Reason | None = None


class ProposalRefusal(WithReason):
    """Why a proposal does not come on the agenda."""


class FromRequest(Blank):
    """To which meeting's agenda a request goes."""

    meeting: Id
    organisation: Code | None = Field(None, description="Code of the member that brings it in; null = the only one")
