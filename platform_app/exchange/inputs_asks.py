"""What callers send when a question is put to others, and by those who were asked."""

from typing import Annotated, Any

from pydantic import Field, field_validator, model_validator

from platform_app.exchange.ask_lifecycle import MOST_ASKED
from platform_app.exchange.inputs import Id, OwnWords, Reason
from platform_app.kernel.inputs import Day, Input, Line, fail

Code = Annotated[Line, Field(min_length=1, max_length=20)]


class NewAsks(Input):
    """Who is asked, and until when an answer is hoped for."""

    organisations: Annotated[list[Code], Field(min_length=1, max_length=MOST_ASKED)] = Field(
        description="Codes of organisations whose people may read the thread"
    )
    due_on: Day | None = Field(None, description="At most 90 days from today; null = in 14 days")

    @field_validator("due_on", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value

    @field_validator("organisations")
    @classmethod
    def _each_once(cls, value: list[str]) -> list[str]:
        return list(dict.fromkeys(value))


class NewAnswer(Input):
    """Which post answers for the organisation, or the text of a new one."""

    post_id: Id | None = Field(None, description="A post of the thread: of this organisation, or your own")
    text: OwnWords | None = Field(None, description="Markdown; instead of `post_id`, to write the post now")

    @field_validator("post_id", "text", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value

    @model_validator(mode="after")
    def _one_of_them(self) -> "NewAnswer":
        if (self.post_id is None) == (self.text is None):
            raise fail("post_or_text", at="text")
        return self


class PassingOn(Input):
    """To whom the question is passed on, and a word to those who asked."""

    organisation: Code = Field(description="Code of the organisation that knows more about it")
    reason: Reason | None = None

    @field_validator("reason", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value


class Declining(Input):
    """A word to those who asked."""

    reason: Reason
