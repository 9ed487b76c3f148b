"""Files as pages speak of them: their address, their words in the page's language, their size in readable units."""

from dataclasses import dataclass
from functools import cached_property

from flask_babel import format_decimal

from platform_app.cases.files import ShownFile
from platform_app.cases.inputs import CaseFile
from platform_app.kernel.messages import Message, msg
from platform_app.media.addresses import page_address, sources
from platform_app.media.kinds import KINDS
from platform_app.media.models import File
from platform_app.web.locale import NOTHING, Text, language, pick

_NAMES = {kind.media_type: kind.name for kind in KINDS}
TEXT_TROUBLE: dict[str, Message] = {
    "too_long": msg("It has too many pages or cells: its text cannot be searched."),
    "too_slow": msg("Reading its text took too long: it cannot be searched."),
    "too_large": msg("Reading its text needed too much memory: it cannot be searched."),
    "broken": msg("Its text cannot be read and so not be searched."),
    "protected": msg("It is protected by a password: its text cannot be searched."),
}


@dataclass(frozen=True)
class PageFile:
    """A file on a page."""

    file: File
    words: CaseFile | None = None

    @classmethod
    def of(cls, shown: ShownFile) -> "PageFile":
        """What a case shows."""
        return cls(shown.file, shown.words)

    @property
    def name(self) -> str:
        """As it was uploaded."""
        return self.file.name

    @property
    def is_picture(self) -> bool:
        """Shown on the page itself."""
        return self.file.kind == "image"

    @property
    def address(self) -> str:
        """Where it is."""
        return page_address(self.file.id, self.file.name)

    @property
    def sources(self) -> str:
        """Its widths, for `srcset`."""
        return sources(self.address)

    @cached_property
    def alt(self) -> Text:
        """What a picture shows, in the page's language or the other."""
        return pick(self.words.alt) if self.words else NOTHING

    @cached_property
    def title(self) -> Text:
        """What a document is called: its title, else its name."""
        return self.alt or Text(self.file.name, language())

    @cached_property
    def caption(self) -> Text:
        """What stands below it."""
        return pick(self.words.caption) if self.words else NOTHING

    @property
    def about(self) -> str:
        """Its kind and size: `PDF, 1.2 MB`."""
        return f"{_NAMES.get(self.file.media_type, '')}, {readable_size(self.file.size)}"

    @property
    def trouble(self) -> Message | None:
        """Why its text cannot be searched."""
        return TEXT_TROUBLE.get(self.file.text_error or "")


def readable_size(size: int) -> str:
    """Bytes in the unit a person thinks in."""
    if size < 1000:
        return f"{size} B"
    amount, unit = (size / 1024, "KB") if size < 1000 * 1024 else (size / 1024**2, "MB")
    return f"{format_decimal(round(amount, 1 if amount < 10 else 0))} {unit}"
