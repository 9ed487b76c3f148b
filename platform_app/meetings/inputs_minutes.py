"""What callers send about minutes: texts of items, their circulation, comments and what becomes of them, addenda."""

from typing import Annotated, Literal

from pydantic import Field

from platform_app.kernel.inputs import Block, Day, Input
from platform_app.meetings.inputs import Blank, Code, Id

LONGEST = 60_000
Text = Annotated[Block, Field(max_length=LONGEST)]
CommentText = Annotated[Block, Field(min_length=2, max_length=10_000)]
Outcome = Literal["accepted", "accepted_in_part", "not_accepted", "noted"]


class MinutesText(Blank):
    """The minutes of an item."""

    text_zh: Text | None = Field(None, description="Markdown")
    text_en: Text | None = Field(None, description="Markdown")


class Circulation(Blank):
    """Until when member organisations may comment, that day included."""

    comments_until: Day
    words: Annotated[Block, Field(max_length=2000)] | None = None


class NewComment(Blank):
    """What an organisation wants changed."""

    text: CommentText = Field(description="Markdown")
    item: Id | None = Field(None, description="The agenda item; null = the minutes as a whole")
    organisation: Code | None = Field(None, description="Its code; null = the one member that you write for")


class Disposition(Blank):
    """What becomes of a comment."""

    disposition: Outcome
    words: Annotated[Block, Field(max_length=4000)] | None = None


class Approval(Input):
    """That the minutes are right as they stand."""


class NewAddendum(Blank):
    """A correction of approved minutes."""

    text_zh: Annotated[Block, Field(min_length=2, max_length=LONGEST)] = Field(description="Markdown")
    text_en: Text | None = Field(None, description="Markdown")
    item: Id | None = Field(None, description="The agenda item that it is about")
