"""What callers send about bodies and meetings."""

import re
from fractions import Fraction
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from platform_app.access.levels import Level
from platform_app.kernel.inputs import Block, Day, Input, Line, Moment, fail
from platform_app.meetings import quorum

MOST_MEMBERS = 500
MOST_MINUTES = 24 * 60
Code = Annotated[Line, Field(min_length=1, max_length=20)]
Reason = Annotated[Block, Field(min_length=2, max_length=1000)]
Id = Annotated[int, Field(ge=1, le=2**31 - 1)]
_SHARE = re.compile(r"[0-9]{1,4}(/[0-9]{1,4}|\.[0-9]{1,5})?")
BodyKind = Literal["joint_meeting", "provincial", "working_group"]
BodyRole = Literal["lead", "co_convener", "member", "observer", "guest"]


def web_address(value: str) -> str:
    """An address that a browser opens."""
    if not value.startswith(("http://", "https://")) or " " in value:
        raise fail("url_form")
    return value


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise fail("time_zone")
    return value


def _share(value: str) -> str:
    try:
        if not _SHARE.fullmatch(value) or Fraction(value) > 1:
            raise ValueError
    except (ValueError, ZeroDivisionError):
        raise fail("share_form") from None
    return value


def _level(value: object) -> object:
    """JSON has no enumerations: "city"."""
    try:
        return Level(value)  # type: ignore[arg-type]
    except ValueError:
        return value


class Blank(Input):
    """Empty fields of a form were not filled in."""

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value


OfLevel = Annotated[Level, BeforeValidator(_level)]
Share = Annotated[Line, Field(max_length=10), AfterValidator(_share)]
WebAddress = Annotated[Line, Field(max_length=500), AfterValidator(web_address)]
TimeZone = Annotated[Line, Field(max_length=40), AfterValidator(_zone)]
Title = Annotated[Line, Field(min_length=2, max_length=160)]


class QuorumRule(Input):
    """How many members must be there: of a level a share (`2/3`) or a number, and the lead if so wanted."""

    lead_present: bool = False
    shares: dict[OfLevel, Share] = Field({}, description="Part of a level's members, as in 2/3")
    counts: dict[OfLevel, Annotated[int, Field(ge=0, le=MOST_MEMBERS)]] = Field({}, description="Number of a level's")
    may_adopt_without: bool = Field(False, description="Whether resolutions may be adopted without a quorum")

    def rule(self) -> quorum.Rule:
        """As the pure rule has it."""
        return quorum.rule_of(self.model_dump(mode="json"))


class BodyPlace(Input):
    """An organisation and its role."""

    organisation: Code
    role: BodyRole = "member"


class BodyContent(Blank):
    """A body. Its lead is a member by itself."""

    kind: BodyKind
    series: Annotated[Line, Field(pattern=r"^[A-Z][A-Z0-9-]{0,11}$")] = Field(
        description="Opens the numbers of its meetings and resolutions"
    )
    name_zh: Annotated[Line, Field(min_length=2, max_length=120)]
    name_en: Annotated[Line, Field(min_length=2, max_length=160)]
    about_zh: Annotated[Block, Field(max_length=2000)] | None = None
    about_en: Annotated[Block, Field(max_length=4000)] | None = None
    lead: Code = Field(description="Code of the organisation that leads it")
    secretariat: Code | None = Field(None, description="Code of the organisation that keeps it; null = the lead")
    field: Annotated[Line, Field(max_length=40)] | None = Field(None, description="Of a field working group")
    chair: Annotated[Line, Field(max_length=254)] | None = Field(None, description="E-mail address of who chairs it")
    members: Annotated[list[BodyPlace], Field(max_length=MOST_MEMBERS)] = []
    quorum: QuorumRule = QuorumRule()
    is_public: bool = True
    source_url: WebAddress | None = None


class NewMeeting(Blank):
    """A meeting of a body. Times without an offset are of its time zone."""

    title_zh: Title
    title_en: Annotated[Line, Field(max_length=240)] | None = None
    starts_at: Moment
    ends_at: Moment
    time_zone: TimeZone = "Asia/Shanghai"
    place_zh: Annotated[Line, Field(max_length=200)] | None = None
    place_en: Annotated[Line, Field(max_length=200)] | None = None
    conference_url: WebAddress | None = None
    papers_due_on: Day | None = Field(None, description="Also the last day for proposals; null = a week before")
    chair: Annotated[Line, Field(max_length=254)] | None = Field(None, description="E-mail address; null = the body's")
    is_public: bool = True


class MeetingOfBody(NewMeeting):
    """A meeting, and the body whose it is."""

    body: Id


class Convocation(Blank):
    """A word that goes with the invitations."""

    words: Annotated[Block, Field(max_length=2000)] | None = None


class WithReason(Input):
    """An act that needs a reason."""

    reason: Reason


class Postponement(WithReason):
    """Why it is postponed; a new time is set by a change."""


class Cancellation(WithReason):
    """Why it is called off for good."""


class Holding(Blank):
    """That it was held, if there is something to say."""

    words: Annotated[Block, Field(max_length=2000)] | None = None


class AttendanceEntry(Blank):
    """That somebody is there for an organisation, or sends apologies."""

    organisation: Code
    name: Annotated[Line, Field(min_length=1, max_length=80)]
    capacity: Literal["member", "substitute", "observer", "guest"] = "member"
    how: Literal["present", "remote", "apologies"] = "present"
    delegate: Id | None = Field(None, description="The delegate it is about, if one was named")
    from_at: Moment | None = None
    to_at: Moment | None = None
