"""What callers send about delegates, their answers and who was there."""

from typing import Annotated, Literal

from pydantic import Field

from platform_app.accounts.inputs import Email, Language
from platform_app.kernel.inputs import Block, Line, Moment
from platform_app.meetings.inputs import Blank, Code, Id

Capacity = Literal["member", "substitute", "observer", "guest"]
Answer = Literal["accepted", "declined", "tentative"]
How = Literal["present", "remote", "apologies"]


class NewDelegate(Blank):
    """Somebody who comes for an organisation."""

    organisation: Code = Field(description="Code of the invited organisation")
    email: Email
    name: Annotated[Line, Field(max_length=80)] | None = Field(None, description="Needed for whoever has no account")
    language: Language = Field("zh", description="Of her letters, if she has no account")
    capacity: Capacity = "member"
    letter: Annotated[Block, Field(max_length=4000)] | None = Field(
        None, description="A substitute's: who sends her and for whom she comes; or send it as a file"
    )


class NewSubstitute(Blank):
    """A substitute whose letter comes beside this as a file."""

    organisation: Code = Field(description="Code of the invited organisation")
    email: Email
    name: Annotated[Line, Field(max_length=80)] | None = Field(None, description="Needed for whoever has no account")
    language: Language = Field("zh", description="Of her letters, if she has no account")


class DelegateAnswer(Blank):
    """Whether somebody comes."""

    delegate: Id | None = Field(None, description="Which delegate; null = oneself")
    answer: Answer
    comment: Annotated[Line, Field(max_length=500)] | None = None


class LinkAnswer(Blank):
    """The same by the link in her letter."""

    answer: Answer
    comment: Annotated[Line, Field(max_length=500)] | None = None


class AttendanceChange(Blank):
    """What is different about somebody's attendance; what is left out stays.

    Times without an offset are of the meeting's zone.
    """

    capacity: Capacity | None = None
    how: How | None = None
    from_at: Moment | None = None
    to_at: Moment | None = None
