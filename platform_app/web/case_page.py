"""A case made ready for its page: the parts that are there, in reading order, each in the language it exists in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from markupsafe import Markup

from platform_app.cases.queries import CaseReading, CatalogueEntry
from platform_app.kernel.messages import Message
from platform_app.web.case_words import HEADINGS, TRANSFER
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


_CITATION = re.compile(r'\s?[（(]<a href="([^"]+)"[^>]*>(?:来源|source)</a>[）)]')


class CasePage:
    """What the template asks for beyond the content itself."""

    def __init__(self, reading: CaseReading, catalogue: Mapping[str, CatalogueEntry]) -> None:
        self.reading = reading
        self.content = reading.content
        self.catalogue = catalogue

    @cached_property
    def parts(self) -> list[Part]:
        """The sections that have something to say, and always the one on difficulties: silence is told too."""
        return [
            Part(key, heading, self.html(key) if key in _PLAIN else None)
            for key, heading in HEADINGS.items()
            if key == "difficulties" or self._has(key)
        ]

    @cached_property
    def charts(self) -> list[IndicatorChart]:
        """One chart an indicator."""
        return [indicator(row) for row in self.content.indicators]

    @cached_property
    def transfer(self) -> list[tuple[Message, Part]]:
        """The advice for others that is there: what to keep, to adapt, to leave out, cost, first steps."""
        found = []
        for key, name in TRANSFER.items():
            value = pick(self.content.minimum_cost) if key == "minimum_cost" else self.html(key)
            if value:
                found.append((name, Part(key, name, value)))
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
        return self._texts.get(key, NOTHING)

    @cached_property
    def _texts(self) -> dict[str, Text]:
        picked = {
            key: pick({**stored, "state": getattr(self.content, key).state})
            for key, stored in self.reading.html.items()
        }
        return {
            key: text._replace(words=_CITATION.sub(self._as_note, text.words)) if "</a>" in text.words else text
            for key, text in picked.items()
        }

    def source_number(self, url: str) -> int | None:
        """Which of the case's sources, counted from 1, an indicator points at."""
        urls = [source.url for source in self.content.sources]
        return urls.index(url) + 1 if url in urls else None

    def _as_note(self, found: re.Match[str]) -> str:
        """“(source)” after a sentence becomes the number of that source in the list below."""
        no = self.source_number(unescape(found[1]))
        return f'\u2060<sup><a href="#source-{no}">[{no}]</a></sup>' if no else found[0]

    def _has(self, key: str) -> bool:
        content = self.content
        match key:
            case "results":
                return bool(content.indicators)
            case "standards":
                return bool(content.standards or content.standards_none_because or content.standards_note)
            case "resources":
                return bool(content.money or content.staff or content.time_needed or content.legal_basis)
            case "participants":
                return bool(content.participants or content.partners)
            case "transfer":
                return bool(self.transfer)
            case "sources" | "references":
                return bool(getattr(content, key))
            case _:
                return bool(self.html(key))
