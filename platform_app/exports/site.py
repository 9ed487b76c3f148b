"""What this installation is called and where its readers find it, for everything that is read elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from platform_app.config import Settings


@dataclass(frozen=True)
class Site:
    """Its names by language and the address under which readers reach it, without a slash at the end."""

    names: Mapping[str, str]
    url: str

    def address(self, path: str) -> str:
        """The full address of a page."""
        return self.url + path

    def tag(self, specific: str) -> str:
        """A name for ever (RFC 4151), whatever becomes of the address of the thing it names."""
        return f"tag:{urlsplit(self.url).hostname or 'localhost'},2026:{specific}"


_installed: Site | None = None


def install(settings: Settings) -> None:
    """Take names and address from the settings; installing again replaces them."""
    global _installed
    names = {"zh": settings.site_name_zh, "en": settings.site_name_en}
    _installed = Site(names, settings.public_url.rstrip("/"))


def site() -> Site:
    """What `install` took."""
    assert _installed is not None, "exports.site.install comes first"
    return _installed
