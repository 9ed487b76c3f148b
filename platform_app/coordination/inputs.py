"""What callers send about requests between levels and about holidays."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, field_validator

from platform_app.kernel.inputs import Block, Day, Input, Line, fail

MOST_ASKED = 60
MOST_LINKS = 10
Kind = Literal["guidance", "interpretation", "resources", "data", "cross_province", "standard_proposal"]
Code = Annotated[Line, Field(min_length=1, max_length=20)]
Text = Annotated[Block, Field(min_length=2, max_length=20_000)]
Reason = Annotated[Block, Field(min_length=2, max_length=1000)]
Id = Annotated[int, Field(ge=1, le=2**31 - 1)]


def _web_address(value: str) -> str:
    if not value.startswith(("http://", "https://")) or " " in value:
        raise fail("url_form")
    return value


class Link(Input):
    """A paper or a page that belongs to it."""

    name: Annotated[Line, Field(min_length=1, max_length=160)]
    url: Annotated[Line, Field(max_length=500), AfterValidator(_web_address)]


Links = Annotated[list[Link], Field(max_length=MOST_LINKS)]


class _Blank(Input):
    """Empty fields of a form were not filled in."""

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value


class NewRequest(_Blank):
    """A request or a tasking; each of `asked` stands directly above or below the organisation that asks."""

    organisation: Code = Field(description="Code of the organisation for which you ask")
    asked: Annotated[list[Code], Field(min_length=1, max_length=MOST_ASKED)] = Field(
        description="Codes of who is asked"
    )
    copies: Annotated[list[Code], Field(max_length=MOST_ASKED)] = Field(
        [], description="Codes of peers that get a copy"
    )
    ministry: Code | None = Field(
        None, description="The ministry that a city's request is meant for, through its province"
    )
    kind: Kind
    title: Annotated[Line, Field(min_length=4, max_length=160)]
    text: Text = Field(description="Markdown")
    links: Links = []
    standard: Id | None = Field(None, description="The standard it is about")
    due_on: Day | None = Field(None, description="Null = the usual working days of its kind")

    @field_validator("asked", "copies")
    @classmethod
    def _each_once(cls, value: list[str]) -> list[str]:
        return list(dict.fromkeys(value))


class _ForOne(_Blank):
    """An act at one asked organisation."""

    organisation: Code | None = Field(
        None, description="Code of the asked organisation it is about; needed only where several come into question"
    )


class Acknowledgement(_ForOne):
    """That an asked organisation has taken note."""


class PaperFor(_Blank):
    """For which organisation a paper is added."""

    organisation: Code | None = Field(None, description="Code; needed only where you act for several here")


class RequestReply(_ForOne):
    """The answer of an asked organisation."""

    text: Text = Field(description="Markdown")
    links: Links = []


class RequestReason(_ForOne):
    """An act that needs a reason."""

    reason: Reason


class PassingDown(_ForOne):
    """Who is asked in turn."""

    to: Annotated[list[Code], Field(min_length=1, max_length=MOST_ASKED)] = Field(
        description="Codes of organisations directly below"
    )
    reason: Reason | None = None
    due_on: Day | None = Field(None, description="Null = the same day")


class Escalation(RequestReason):
    """To whom it goes up."""

    to: Code | None = Field(None, description="Code of the ministry; null = the one the request names")


class ExtensionWish(RequestReason):
    """Until when more time is wanted, and why."""

    until: Day


class ExtensionDecision(_ForOne):
    """Whether there is more time."""

    decision: Literal["grant", "refuse"]
    reason: Reason | None = None


class AnswerAcceptance(_ForOne):
    """That the answer is taken."""


class RequestClosing(_Blank):
    """Why it ends, if there is something to say."""

    reason: Reason | None = None


class Interpretation(_ForOne):
    """The question as readers shall see it; the answer is shown as it was given."""

    question: Annotated[Line, Field(min_length=4, max_length=300)]


class HolidayEntry(Input):
    """A day of the table."""

    name_zh: Annotated[Line, Field(min_length=1, max_length=60)]
    name_en: Annotated[Line, Field(min_length=1, max_length=60)]
    is_worked: bool = Field(False, description="A weekend that is worked instead of a holiday")
