"""A case made ready for its page: the parts that are there, in reading order, each in the language it exists in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from platform_app.cases import notes, outline
from platform_app.cases.queries import CaseReading
from platform_app.cases.words import HEADINGS, TRANSFER
from platform_app.kernel.messages import Message
from platform_app.standards.models import Standard
from platform_app.web.case_files import PageFile
from platform_app.web.charts import IndicatorChart, indicator
from platform_app.web.locale import NOTHING, Text, pick

_PLAIN = {"problem", "objectives", "actions", "participants", "difficulties", "conditions", "sustaining", "lessons"}


@dataclass(frozen=True)
class Part:
    """A section of the page; `html` only where it is one text."""

    key: str
    heading: Message
    html: Text | None = None

    @property
    def markup(self) -> Markup:
        """Rendered and cleaned when the revision was written."""
        return Markup(str(self.html))


class CasePage:
    """What the template asks for beyond the content itself."""

    def __init__(self, reading: CaseReading, catalogue: Mapping[str, Standard], files: Sequence[PageFile] = ()) -> None:
        self.reading = reading
        self.content = reading.content
        self.catalogue = catalogue
        self.files = files

    @cached_property
    def parts(self) -> list[Part]:
        """The sections that have something to say, and always the one on difficulties: silence is told too."""
        return [
            Part(key, HEADINGS[key], self.html(key) if key in _PLAIN else None) for key in outline.parts(self.content)
        ]

    @cached_property
    def charts(self) -> list[IndicatorChart]:
        """One chart an indicator."""
        return [indicator(row) for row in self.content.indicators]

    @cached_property
    def transfer(self) -> list[tuple[Message, Part]]:
        """The advice for others that is there: what to keep, to adapt, to leave out, cost, first steps."""
        found = []
        for key in outline.advice(self.content):
            value = pick(self.content.minimum_cost) if key == "minimum_cost" else self.html(key)
            found.append((TRANSFER[key], Part(key, TRANSFER[key], value)))
        return found

    @cached_property
    def borrowed_languages(self) -> set[str]:
        """Languages other than the page's in which some of its texts are shown."""
        texts = [pick(self.content.title), pick(self.content.result)]
        texts += [part.html for part in self.parts if part.html] + [part.html for _, part in self.transfer if part.html]
        return {text.language for text in texts if text.borrowed}

    @cached_property
    def translation(self) -> str:
        """How the text of this page came about, told by its main text: `none` if it is the original."""
        return self.html("actions").state

    def html(self, key: str) -> Text:
        """A long text's HTML in the page's language or the other."""
        stored = self.reading.html.get(key)
        if not stored:
            return NOTHING
        text = pick({**stored, "state": getattr(self.content, key).state})
        return text._replace(words=notes.numbered(self.content, text.words))

    def source_number(self, url: str) -> int | None:
        """Which of the case's sources, counted from 1, an indicator points at."""
        return notes.source_number(self.content, url)
