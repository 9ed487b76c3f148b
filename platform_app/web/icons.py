"""Icons of the heroicons package, written into the page as SVG so that they take the colour of the text."""

from functools import lru_cache

from flask import Flask
from heroicons.jinja import heroicon_mini, heroicon_outline
from markupsafe import Markup

FIELD_ICONS = {
    "sustainable-development": "globe-asia-australia",
    "regional-coordination": "share",
    "smart-city": "cpu-chip",
    "government-service": "building-library",
    "grassroots-governance": "user-group",
    "economic-development": "chart-bar",
    "basic-public-services": "heart",
    "safety-emergency": "shield-check",
    "ecology-environment": "sun",
    "culture": "book-open",
    "public-facilities": "wrench-screwdriver",
    "new-urbanization": "home-modern",
}


@lru_cache(maxsize=256)
def icon(name: str, size: int = 20) -> Markup:
    """A picture beside words, never instead of them: it is hidden from screen readers."""
    draw = heroicon_outline if size >= 24 else heroicon_mini
    return Markup(draw(name, size=size, aria_hidden="true", focusable="false"))


def field_icon(slug: str, size: int = 24) -> Markup:
    """The icon of one of the twelve fields."""
    return icon(FIELD_ICONS.get(slug, "squares-2x2"), size)


def install(app: Flask) -> None:
    """Give templates `icon(...)` and `field_icon(...)`."""
    app.jinja_env.globals.update(icon=icon, field_icon=field_icon)
