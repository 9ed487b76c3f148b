"""What callers send about action items."""

from typing import Annotated, Literal

from pydantic import Field

from platform_app.kernel.inputs import Block, Day, Input, Line
from platform_app.meetings.inputs import Blank, Code, Id, Reason, WebAddress

MOST_EVIDENCE = 20
Priority = Literal["low", "normal", "high"]
EvidenceKind = Literal["case", "standard", "request", "thread", "resolution"]
Words = Annotated[Block, Field(min_length=2, max_length=2000)]


class ActionContent(Blank):
    """What an organisation has to do by a day."""

    title_zh: Annotated[Line, Field(min_length=2, max_length=200)]
    title_en: Annotated[Line, Field(max_length=300)] | None = None
    text: Annotated[Block, Field(max_length=20_000)] | None = Field(None, description="Markdown")
    organisation: Code = Field(description="Code of the organisation that owns it")
    person: Annotated[Line, Field(max_length=254)] | None = Field(
        None, description="E-mail address of who does it there; she has a seat in the organisation"
    )
    due_on: Day
    priority: Priority = "normal"
    indicator: Code | None = Field(None, description="Code of a target of the plan that it serves, such as I03")


class NewAction(ActionContent):
    """An action item and where it comes from: a resolution, an agenda item, a meeting, or a body alone."""

    body: Id | None = Field(None, description="The body; needed where nothing below says it")
    meeting: Id | None = None
    item: Id | None = Field(None, description="The agenda item, with its meeting")
    resolution: Id | None = None


class ActionWords(Blank):
    """A word that goes with an act, if there is something to say."""

    words: Words | None = None


class ActionNote(Input):
    """A word for the log."""

    words: Words


class Evidence(Input):
    """Something on the platform that shows that it is done."""

    kind: EvidenceKind
    id: Id


class Completion(Blank):
    """What shows that it is done: things on the platform, or a page elsewhere with a word on what it shows."""

    evidence: Annotated[list[Evidence], Field(max_length=MOST_EVIDENCE)] = []
    evidence_url: WebAddress | None = None
    evidence_words: Words | None = Field(None, description="What the page elsewhere shows; needed with it")


class ActionReopening(Blank):
    """Why more is wanted, and by when."""

    reason: Reason
    due_on: Day | None = Field(None, description="Null = the day it had, a week from now at least")
