"""What callers send about threads and posts."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from platform_app.kernel.inputs import Block, Input, Line, fail

LONGEST_POST = 20_000
MOST_TAGS = 8

Kind = Literal["question", "discussion", "announcement"]
Visibility = Literal["public", "members", "subtree"]
Sign = Literal["thanks", "agree", "helpful", "same_here"]
Title = Annotated[Line, Field(min_length=4, max_length=160)]
Text = Annotated[Block, Field(min_length=1, max_length=LONGEST_POST)]
Reason = Annotated[Block, Field(min_length=2, max_length=1000)]
Alt = Annotated[Line, Field(min_length=1, max_length=300)]  # what a picture shows
Id = Annotated[int, Field(ge=1, le=2**31 - 1)]


def _of_words(value: str) -> str:
    """A post says something of its own: not quotes alone."""
    if all(not line.strip() or line.lstrip().startswith(">") for line in value.split("\n")):
        raise fail("only_quotes")
    return value


OwnWords = Annotated[Text, AfterValidator(_of_words)]


class About(Input):
    """What a thread is about."""

    kind: Literal["case", "standard"]
    id: Id


class NewThread(Input):
    """A thread with its first post. `translation` is the same text in the other language, if the author has one."""

    kind: Kind = Field("discussion", description="What it is for: to ask, to talk, or to announce")
    field: Annotated[str, Field(max_length=40)] | None = Field(None, description="Slug of a field; null = general")
    title: Title
    title_translation: Annotated[Line, Field(max_length=300)] | None = None
    text: OwnWords = Field(description="Markdown")
    translation: Annotated[Text, Field(description="The same text in the other language")] | None = None
    tags: Annotated[list[Annotated[Line, Field(min_length=1, max_length=40)]], Field(max_length=MOST_TAGS)] = []
    subject: About | None = Field(None, description="The case or standard it is about")
    visibility: Visibility = Field("public", description="`subtree` = one organisation and those below it")
    scope: Annotated[Line, Field(max_length=20)] | None = Field(
        None, description="Code of that organisation; null = the province of one's own"
    )
    organisation: Annotated[Line, Field(max_length=20)] | None = Field(
        None, description="Code of the organisation one speaks for; null = one's first"
    )

    @field_validator("field", "scope", "organisation", "title_translation", "translation", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value

    @field_validator("tags")
    @classmethod
    def _each_once(cls, value: list[str]) -> list[str]:
        return list({tag.casefold(): tag for tag in reversed(value)}.values())[::-1]

    @model_validator(mode="after")
    def _scope_belongs_to_subtree(self) -> "NewThread":
        if self.scope and self.visibility != "subtree":
            raise fail("scope_without_subtree", at="scope")
        return self


class ThreadChange(Input):
    """What can be changed of a thread later on; null = as it is."""

    title: Title | None = None
    title_translation: Annotated[Line, Field(max_length=300)] | None = None
    tags: Annotated[list[Annotated[Line, Field(min_length=1, max_length=40)]], Field(max_length=MOST_TAGS)] | None = (
        None
    )


class NewPost(Input):
    """A reply."""

    text: OwnWords = Field(description="Markdown; `@[name](organisation:330100)` and `@[name](person:7)` mention")
    in_reply_to: Id | None = Field(None, description="The post it answers, of the same thread")
    organisation: Annotated[Line, Field(max_length=20)] | None = None

    @field_validator("in_reply_to", "organisation", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value


class PostChange(Input):
    """A new text of a post."""

    text: OwnWords


class FileSays(Input):
    """What a picture of a post shows."""

    alt: Alt


class Move(Input):
    """Where a thread goes: another field (null = general) and kind."""

    field: Annotated[str, Field(max_length=40)] | None = None
    kind: Kind | None = None
    reason: Reason

    @field_validator("field", "kind", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value


class Pin(Input):
    """Where a thread stands on top."""

    where: Literal["field", "everywhere"] = "field"
    reason: Reason


class Because(Input):
    """Why."""

    reason: Reason


class Into(Input):
    """Another thread: merged into it, or a duplicate of it."""

    thread_id: Id
    reason: Reason


class Split(Input):
    """Which posts become a thread of their own, and what it is called."""

    post_ids: Annotated[list[Id], Field(min_length=1, max_length=200)]
    title: Title
    reason: Reason


class Proposed(Input):
    """An accepted answer in the form in which it can be kept elsewhere."""

    kind: Literal["lesson", "faq"]
    case_id: Id | None = Field(None, description="The case whose people are asked to take it as a lesson")
    question: Annotated[Line, Field(min_length=4, max_length=300)] | None = None
    text: Text

    @field_validator("case_id", "question", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if value == "" else value

    @model_validator(mode="after")
    def _lesson_of_a_case(self) -> "Proposed":
        if self.kind == "lesson" and self.case_id is None:
            raise fail("missing", at="case_id")
        return self
