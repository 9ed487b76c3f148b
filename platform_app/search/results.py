"""What a search answers: hits with snippets, facets, suggestions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from platform_app.search.attachments import FoundIn
from platform_app.search.highlight import Snippet

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class SearchHit:
    """One thing found. `subject` is the Case, Organisation or Standard itself; a case's organisation is loaded."""

    kind: str
    id: int
    url: str
    subject: Any
    titles: Mapping[str, Snippet]
    """By language, with the words found marked."""
    snippet: Snippet
    """From the text in `matched_language`."""
    matched_language: str | None
    """In which language it was found; None where nothing was asked for."""
    is_translated: bool
    """Found by a translation of what was typed, not by the words themselves."""
    is_partial: bool
    """Its texts have only some of the few words that were typed; it stands below all that have every one."""

    file: FoundIn | None = None
    """Where it was found, if not in the thing's own texts."""

    def title(self, language: str) -> Snippet:
        """The title in a language, or else in the other one."""
        other = "en" if language == "zh" else "zh"
        return self.titles.get(language) or self.titles.get(other) or Snippet(())


@dataclass(frozen=True)
class FacetValue:
    """A value one can choose, and how many results choosing it gives. `names` is by language, where it has any."""

    value: str
    count: int
    is_chosen: bool
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AlsoSearched:
    """What was typed and what else was searched for in its place."""

    text: str
    translations: tuple[str, ...]


@dataclass(frozen=True)
class SearchResults:
    """A page of hits. `next` is the cursor of the page after it."""

    hits: tuple[SearchHit, ...]
    total: int
    facets: Mapping[str, tuple[FacetValue, ...]]
    next: str | None
    also_searched: tuple[AlsoSearched, ...]

    @property
    def partial_from(self) -> int | None:
        """Where on this page hits with some of the words follow those that have every one, if they do."""
        return next((place for place, hit in enumerate(self.hits) if hit.is_partial), None) or None


@dataclass(frozen=True)
class Suggestion:
    """A name that goes on from what was typed. A glossary term's url is a search for it."""

    text: str
    kind: str
    url: str
