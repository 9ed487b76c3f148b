"""A case as somebody outside will read it: with its address, who stands behind it, and words in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from platform_app.access.actor import Actor
from platform_app.cases import files, queries
from platform_app.cases.files import ShownFile
from platform_app.cases.models import Distinction
from platform_app.cases.queries import CaseReading
from platform_app.cases.texts import Bilingual
from platform_app.exports.site import Site, site
from platform_app.kernel import clock
from platform_app.kernel.messages import Message, msg
from platform_app.media.addresses import page_address
from platform_app.search.labels import labels
from platform_app.standards.models import Standard
from platform_app.wording import in_language, said

HTML_LANGUAGES = {"zh": "zh-CN", "en": "en"}
LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


@dataclass(frozen=True)
class Paper:
    """A case as one reader sees it, to be written down in one language; a text it lacks is borrowed from the other."""

    reading: CaseReading
    language: str
    is_tombstone: bool = False  # archived, and this reader sees no more than that it was there
    catalogue: Mapping[str, Standard] = field(default_factory=dict)
    distinctions: Sequence[Distinction] = ()
    files: Sequence[ShownFile] = ()
    site: Site = field(default_factory=site)

    @cached_property
    def title(self) -> str:
        """Never empty: what is cited needs a name."""
        return self.text(self.reading.content.title) or self.say(msg("Untitled"))

    @property
    def url(self) -> str:
        """Where people read it."""
        return self.site.address(f"/cases/{self.reading.case.id}")

    @cached_property
    def organisation(self) -> str:
        """The name of the organisation it belongs to."""
        return str(getattr(self.reading.organisation, f"name_{self.language}"))

    @cached_property
    def author(self) -> str:
        """Who answers for the words: its organisation, or the editors who compiled it from public sources."""
        if self.reading.content.form == "compiled":
            return self.say(msg("The editors of {site}", site=self.site.names[self.language]))
        return self.organisation

    @property
    def can_be_cited(self) -> bool:
        """Whether others will find what she cites."""
        return self.reading.case.status in ("published", "archived")

    @property
    def changed_at(self) -> datetime:
        """When these very words became public; before that, when they were saved."""
        return self.reading.revision.published_at or self.reading.revision.at

    @property
    def dated_on(self) -> date:
        """The same as a date in Beijing."""
        return self.changed_at.astimezone(clock.BEIJING).date()

    @property
    def tags(self) -> list[str]:
        """Its keywords in this language, else in the other."""
        tags = self.reading.content.tags
        own, other = (tags.zh, tags.en) if self.language == "zh" else (tags.en, tags.zh)
        return own or other

    @property
    def field_names(self) -> list[str]:
        """The names of its fields, the main one first."""
        content, names = self.reading.content, labels().get("field", {})
        slugs = dict.fromkeys([content.field, *content.secondary_fields])
        return [names[slug][self.language] for slug in slugs if slug in names]

    def address_of(self, shown: ShownFile) -> str:
        """Where one of its files is found."""
        return self.site.address(page_address(shown.file.id, shown.file.name))

    def text(self, value: Bilingual) -> str:
        """A text in this language, or in the other one where there is no such."""
        return value.best(self.language)[0] or ""

    def html(self, section: str) -> tuple[str, str]:
        """A long text as it was rendered, and the language it is in."""
        stored = self.reading.html.get(section, {})
        other = "en" if self.language == "zh" else "zh"
        return (stored[self.language], self.language) if stored.get(self.language) else (stored.get(other, ""), other)

    def say(self, message: Message | str) -> str:
        """A sentence of ours in this language."""
        with in_language(self.language):
            return said(message)


def paper(actor: Actor, case_id: int, language: str, *, latest: bool = False) -> Paper:
    """A case as this reader sees it, in five statements at most.

    Raises:
        NotFound: there is none, or she may not see it.
    """
    return of_reading(actor, queries.read(actor, case_id, latest=latest), language)


def of_reading(actor: Actor, reading: CaseReading, language: str) -> Paper:
    """The same for a case that has been read."""
    case = reading.case
    return Paper(
        reading,
        language,
        is_tombstone=queries.sees_tombstone_only(actor, case),
        catalogue=queries.cited_standards(actor, reading.case),
        distinctions=queries.distinctions(actor, case) if case.held or case.was_distinguished else (),
        files=files.of_reading(actor, reading),
    )
