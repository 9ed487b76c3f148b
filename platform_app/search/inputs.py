"""What callers send to search: a request and a glossary term."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator
from pydantic import Field as Limit

from platform_app.kernel.inputs import Input, Line


def _whole(value: Any) -> Any:
    """Half a Unicode pair is a blank: nothing that people type into the box is an error."""
    return re.sub("[\ud800-\udfff]", " ", value) if isinstance(value, str) else value


Typed = Annotated[str, BeforeValidator(_whole), Limit(max_length=10_000)]
_CHOICES = ("kind", "field", "level", "province", "stage", "language", "standard", "year", "distinction", "failures")
Word = Annotated[Line, Limit(min_length=1, max_length=120)]


class SearchRequest(Input):
    """What to look for. Every facet holds one choice; None = not narrowed by it."""

    q: Typed = ""
    kind: Literal["case", "organisation", "standard", "thread", "interpretation", "minutes", "resolution"] | None = None
    field: Annotated[str, Limit(max_length=40)] | None = None
    level: Annotated[str, Limit(max_length=20)] | None = None
    province: Annotated[str, Limit(max_length=20)] | None = None
    stage: Annotated[str, Limit(max_length=20)] | None = None
    language: Literal["zh", "en"] | None = None
    standard: Annotated[str, Limit(max_length=60)] | None = None
    featured: bool | None = None
    distinction: Literal["featured", "announced"] | None = None
    failures: Literal["stopped", "difficulties"] | None = None
    year: Annotated[str, Limit(max_length=4)] | None = None
    sort: Literal["relevance", "newest"] = "relevance"
    translate: bool = True
    """Look for the words in the other language too."""
    limit: Annotated[int, Limit(ge=1, le=100)] = 20
    cursor: str | None = None

    def filters(self) -> dict[str, str]:
        """The choices made, by facet. `featured=False` is no choice: all cases, featured or not."""
        chosen = {name: value for name in _CHOICES if (value := getattr(self, name))}
        return {**chosen, "featured": "yes"} if self.featured else chosen


class NewTerm(Input):
    """A glossary term."""

    zh: Annotated[Line, Limit(min_length=1, max_length=80)]
    en: Annotated[Line, Limit(min_length=1, max_length=120)]
    zh_synonyms: Annotated[list[Word], Limit(max_length=12)] = []
    en_synonyms: Annotated[list[Word], Limit(max_length=12)] = []
    topic: Annotated[Line, Limit(max_length=40)] = ""
