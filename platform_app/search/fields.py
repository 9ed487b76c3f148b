"""What an index holds of a document, the same for every engine; the texts themselves stay in the database."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from platform_app.search import analysis, completion
from platform_app.search import names as full_names
from platform_app.search.engine import Document

VERSION = 4
"""Of what an index holds: a higher one makes every index rebuild itself."""
FIELD_BREAK = analysis.GAP * 2


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document cut into the words of each field."""

    words: list[str]
    title: list[str]
    grams: list[str]
    files: list[str]
    units: list[str]
    names: tuple[str, ...]
    starts: tuple[str, ...]
    heads: tuple[str, ...]


def index(document: Document) -> Indexed:
    """Cut a document into words."""
    titles = [*document.titles.values()]
    names = [*document.tags, *document.standards, *document.organisations]
    short = [*titles, *document.results.values()]
    whole = [text for text in [*short, *document.texts.values(), *names] if text]
    called = [*titles, *(document.organisations if document.kind == "organisation" else ())]
    numbers = document.standards if document.kind == "standard" else ()
    completions = completion.entries([*called, *numbers])
    return Indexed(
        words=[term for text in whole for term in analysis.terms(text)],
        title=[term for text in titles for term in analysis.terms(text)],
        grams=[pair for text in short for pair in analysis.grams(text)],
        files=[term for text in document.files for term in analysis.terms(text)],
        units=[unit for text in (*whole, *document.files) for unit in (*analysis.units(text), FIELD_BREAK)],
        names=full_names.of([*called, *_shown(titles, numbers)], numbers),
        starts=completions.starts,
        heads=completions.heads,
    )


def _shown(titles: Iterable[str], numbers: Sequence[str]) -> Iterator[str]:
    """A standard as pages show it, to be copied from there: GB/T 36333-2018 智慧城市 顶层设计指南."""
    return (f"{number} {title}" for title in titles for number in numbers)
