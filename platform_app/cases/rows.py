"""Cases as flat rows of plain values, for tables and data frames."""

from collections.abc import Iterator
from typing import Any

from platform_app.access.actor import Actor
from platform_app.cases import queries
from platform_app.cases.queries import CaseReading
from platform_app.cases.texts import LANGUAGES, Bilingual

Row = dict[str, Any]
_PLAIN = ("form", "field", "secondary_fields", "level", "stage", "started_on", "ended_on", "licence", "confidence")


def rows(actor: Actor, *, status: str | None = "published", org_id: int | None = None) -> Iterator[Row]:
    """Every case open to the actor as one flat row, oldest first, with the texts she reads."""
    for reading in queries.read_all(actor, status=status, org_id=org_id):
        yield as_row(reading)


def as_row(reading: CaseReading) -> Row:
    """One case: `title_zh`, `title_en` and so on for every text, figures as numbers, the rest as lists of text."""
    case, organisation, content = reading.case, reading.organisation, reading.content
    texts = {name: getattr(content, name) for name in type(content).model_fields}
    return {
        "id": case.id,
        "slug": case.slug,
        "status": case.status,
        "organisation": organisation.code,
        "organisation_zh": organisation.name_zh,
        "organisation_en": organisation.name_en,
        "province": case.province_code,
        "published_at": case.published_at,
        "is_featured": case.featured_at is not None,
        **{name: getattr(content, name) for name in _PLAIN},
        **_by_language("place", content.place.name),
        "latitude": content.place.latitude,
        "longitude": content.place.longitude,
        "tags_zh": content.tags.zh,
        "tags_en": content.tags.en,
        "standards": [cited.number for cited in content.standards],
        "indicators": len(content.indicators),
        "sources": [source.url for source in content.sources],
        **{
            column: text
            for name, value in texts.items()
            if isinstance(value, Bilingual)
            for column, text in _by_language(name, value).items()
        },
    }


def _by_language(name: str, text: Bilingual) -> dict[str, str | None]:
    return {f"{name}_{language}": getattr(text, language) for language in LANGUAGES}
