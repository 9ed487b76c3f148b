"""What callers send about reports, sanctions and appeals."""

from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from platform_app.kernel.inputs import Block, Input, Line
from platform_app.moderation.deciding import LONGEST_REASON

Kind = Literal["post", "thread", "case", "person"]
Category = Literal["spam", "off_topic", "abuse", "personal_data", "wrong", "rights", "other"]
Act = Literal["nothing", "hide", "warn", "silence", "suspend", "ask_administrators"]
Id = Annotated[int, Field(ge=1, le=2**31 - 1)]
Days = Literal[1, 3, 7, 30]
Words = Annotated[Block, Field(max_length=LONGEST_REASON)]
Given = Annotated[Block, Field(min_length=2, max_length=LONGEST_REASON)]
Code = Annotated[Line, Field(max_length=40)]


class _Typed(Input):
    """What stands empty in a form is not given."""

    @field_validator("words", "canned", "days", "category", mode="before", check_fields=False)
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value

    @field_validator("days", mode="before", check_fields=False)
    @classmethod
    def _days_of_a_form(cls, value: Any) -> Any:
        return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 4 else value


class NewReport(_Typed):
    """What is wrong with what."""

    kind: Kind
    id: Id
    reason: Category
    words: Words | None = Field(None, description="In your own words; needed where the reason is `other`")


class MatterDecision(_Typed):
    """What becomes of what was reported."""

    act: Act
    words: Words | None = Field(None, description="Why; whom it meets reads it, and of `nothing` who reported it")
    canned: Code | None = Field(None, description="Code of a reason ready for use, taken where `words` is empty")
    days: Days | None = Field(None, description="How long a silence lasts")
    category: Category | None = Field(None, description="For the public log; null = what most reports say")


class NewSanction(_Typed):
    """A warning or a silence without a report."""

    kind: Literal["warn", "silence"]
    person: Id
    words: Words | None = None
    canned: Code | None = None
    days: Days | None = Field(None, description="How long a silence lasts")
    category: Category = "other"


class NewAppeal(Input):
    """Why a sanction is wrong."""

    text: Annotated[Block, Field(min_length=2, max_length=4000)]


class SuspensionAppeal(NewAppeal):
    """The same, from somebody who cannot sign in; `secret` stands in the link of her letter."""

    secret: Annotated[Line, Field(min_length=1, max_length=200)]


class AppealRuling(Input):
    """What becomes of an appeal."""

    outcome: Literal["upheld", "dismissed"]
    reason: Given
