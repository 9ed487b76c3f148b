"""What an index holds of a document, the same for every engine; the texts themselves stay in the database."""

from dataclasses import dataclass

from platform_app.search import analysis, completion
from platform_app.search.engine import Document

# Scores are BM25 of the words (where the title counts once more, by its weight) and of Chinese character pairs.
WEIGHTS = {"words": 1.0, "title": 0.3, "grams": 0.3, "files": 0.3}
TYPED = ("words", "title", "files")  # where what was typed is looked for
TRANSLATED = 0.5
"""A translation counts half, so that what was typed comes first."""
FIELD_BREAK = analysis.GAP * 2


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document cut into the words of each field."""

    words: list[str]
    title: list[str]
    grams: list[str]
    files: list[str]
    units: list[str]
    starts: tuple[str, ...]
    heads: tuple[str, ...]


def index(document: Document) -> Indexed:
    """Cut a document into words."""
    titles = [*document.titles.values()]
    names = [*document.tags, *document.standards, *document.organisations]
    short = [*titles, *document.results.values()]
    whole = [text for text in [*short, *document.texts.values(), *names] if text]
    own_names = {"organisation": document.organisations, "standard": document.standards}.get(document.kind, ())
    completions = completion.entries([*titles, *own_names])
    return Indexed(
        words=[term for text in whole for term in analysis.terms(text)],
        title=[term for text in titles for term in analysis.terms(text)],
        grams=[pair for text in short for pair in analysis.grams(text)],
        files=[term for text in document.files for term in analysis.terms(text)],
        units=[unit for text in (*whole, *document.files) for unit in (*analysis.units(text), FIELD_BREAK)],
        starts=completions.starts,
        heads=completions.heads,
    )
