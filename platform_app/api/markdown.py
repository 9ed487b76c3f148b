"""A preview of Markdown, for forms: the very HTML that will be stored."""

from typing import Annotated

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api.answers import Answer
from platform_app.api.operations import Note, Noun
from platform_app.api.shapes import Shape
from platform_app.cases.texts import LONGEST
from platform_app.kernel import text
from platform_app.kernel.inputs import Block, Input

noun = Noun("markdown", "What a text will look like.")


class MarkdownSource(Input):
    """A text in Markdown."""

    text: Annotated[Block, Field(max_length=LONGEST)]


class Preview(Shape):
    """The text as harmless HTML."""

    html: str


@noun.operation(
    "POST",
    "/markdown-preview",
    Note(
        gives=Preview,
        example={"html": "<p><strong>12</strong> places</p>"},
        sends={"text": "**12** places"},
        refusals=(422,),
    ),
)
def preview(actor: Actor, body: MarkdownSource) -> Answer:
    """Markdown to HTML, cleaned by the allow-list that stored texts go through. Nothing is kept."""
    return Answer(Preview(html=text.render(body.text)))
