"""What callers send about resolutions: their text, votes, adoption, and how they end."""

from typing import Annotated, Literal

from pydantic import Field

from platform_app.kernel.inputs import Block, Day, Input, Line
from platform_app.meetings.inputs import Blank, Code, Id, Reason
from platform_app.meetings.inputs_agenda import Subject

MOST_LINKS = 20
Choice = Literal["for", "against", "abstain"]
Method = Literal["consensus", "vote"]
Language = Literal["zh", "en"]
ResponsibleLevel = Literal["ministerial", "provincial", "city"]
Words = Annotated[Block, Field(max_length=4000)]


class ResolutionContent(Blank):
    """What a resolution says."""

    title_zh: Annotated[Line, Field(min_length=2, max_length=200)]
    title_en: Annotated[Line, Field(max_length=300)] | None = None
    text_zh: Annotated[Block, Field(min_length=2, max_length=20_000)] = Field(description="Markdown")
    text_en: Annotated[Block, Field(max_length=40_000)] | None = Field(None, description="Markdown")
    authoritative: Language = Field("zh", description="Which text decides")
    responsible_level: ResponsibleLevel = Field("provincial", description="Who has to carry it out")
    item: Id | None = Field(None, description="The agenda item it stands under")
    links: Annotated[list[Subject], Field(max_length=MOST_LINKS)] = []


class ResolutionChange(Blank):
    """What of a proposed resolution shall change; what is left out stays."""

    title_zh: Annotated[Line, Field(min_length=2, max_length=200)] | None = None
    title_en: Annotated[Line, Field(max_length=300)] | None = None
    text_zh: Annotated[Block, Field(min_length=2, max_length=20_000)] | None = None
    text_en: Annotated[Block, Field(max_length=40_000)] | None = None
    authoritative: Language | None = None
    responsible_level: ResponsibleLevel | None = None
    item: Id | None = None
    links: Annotated[list[Subject], Field(max_length=MOST_LINKS)] | None = None


class NewResolution(ResolutionContent):
    """A resolution that is put forward at a meeting."""

    meeting: Id


class NewVote(Blank):
    """How an organisation votes."""

    organisation: Code
    vote: Choice
    statement: Words | None = Field(None, description="Dissent, or an explanation of the vote")


class ShowOfHands(Input):
    """The votes of several organisations, as they were seen."""

    votes: Annotated[list[NewVote], Field(min_length=1, max_length=500)]


class Adoption(Blank):
    """How it was adopted, and from when it holds."""

    method: Method
    in_force_on: Day | None = Field(None, description="null = today")


class EntryIntoForce(Input):
    """That it holds from today."""


class CarryingOut(Blank):
    """What was done."""

    words: Words | None = None


class Supersession(Blank):
    """Which resolution takes its place."""

    by: Id


class Lapse(Input):
    """Why it holds no more, or was not adopted."""

    reason: Reason
