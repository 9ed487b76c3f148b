"""What callers send: how to follow, which notices come by mail, a search to keep."""

from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, field_validator, model_validator

from platform_app.kernel.inputs import Input, Line, fail
from platform_app.search.inputs import SearchRequest

FollowKind = Literal["thread", "case", "field", "organisation", "tag"]
FollowHow = Literal["follow", "mute"]
NoticeKind = Literal["replies", "mentions", "answers", "followed", "searches", "moderation"]
MailHow = Literal["at_once", "daily", "weekly", "never"]

FOLLOW_KINDS: tuple[FollowKind, ...] = ("thread", "case", "field", "organisation", "tag")
KINDS: tuple[NoticeKind, ...] = ("replies", "mentions", "answers", "followed", "searches", "moderation")
HOWS: tuple[MailHow, ...] = ("at_once", "daily", "weekly", "never")
DEFAULT_HOW: MailHow = "daily"
DEFAULT_ZONE = "Asia/Shanghai"


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError, below
        raise fail("time_zone") from None
    except KeyError:
        raise fail("time_zone") from None
    return value


TimeZone = Annotated[Line, Field(min_length=1, max_length=40), AfterValidator(_zone)]
ClockTime = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Following(Input):
    """Whether to hear of something or not."""

    how: FollowHow = "follow"


class NoticePreferences(Input):
    """When each kind of notice comes by mail, and the hours in which none comes at once."""

    replies: MailHow = Field(DEFAULT_HOW, description="Replies to you and in threads you follow")
    mentions: MailHow = Field(DEFAULT_HOW, description="You or your organisation are mentioned")
    answers: MailHow = Field(DEFAULT_HOW, description="An answer was accepted")
    followed: MailHow = Field(DEFAULT_HOW, description="New threads and cases in what you follow")
    searches: MailHow = Field(DEFAULT_HOW, description="New matches of searches you keep")
    moderation: MailHow = Field(DEFAULT_HOW, description="What moderators decided about what you wrote")
    time_zone: TimeZone = Field(DEFAULT_ZONE, description="IANA name: `Asia/Shanghai`")
    quiet_from: ClockTime | None = Field(None, description="`22:00`; null = no quiet hours")
    quiet_until: ClockTime | None = Field(None, description="`07:00`")

    @field_validator("quiet_from", "quiet_until", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value

    @model_validator(mode="after")
    def _both_or_neither(self) -> "NoticePreferences":
        if bool(self.quiet_from) != bool(self.quiet_until) or (self.quiet_from and self.quiet_from == self.quiet_until):
            raise fail("quiet_half", at="quiet_until")
        return self


class SearchToKeep(SearchRequest):
    """A search under a name; how it is sorted and paged does not matter."""

    name: Annotated[Line, Field(min_length=1, max_length=80)]

    def request(self) -> dict[str, Any]:
        """The search alone, as it is kept."""
        left_out = {"name", "limit", "cursor", "sort"}
        return self.model_dump(exclude=left_out, exclude_none=True, exclude_defaults=True)


class SearchName(Input):
    """Another name for a kept search."""

    name: Annotated[Line, Field(min_length=1, max_length=80)]
