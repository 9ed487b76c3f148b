"""The standing pages (about, how to): Markdown files in `content/pages`, one file a page, both languages in it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from flask import Blueprint, current_app, render_template
from markupsafe import Markup

from platform_app.kernel import text
from platform_app.kernel.errors import NotFound
from platform_app.web.locale import pick

_FILE = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_PART = re.compile(r"^<!-- (zh|en) -->\n(.*?)(?=^<!-- (?:zh|en) -->|\Z)", re.DOTALL | re.MULTILINE)

blueprint = Blueprint("pages", __name__)


@dataclass(frozen=True)
class StandingPage:
    """A page's title and HTML in both languages."""

    slug: str
    title: dict[str, str]
    html: dict[str, str]


@blueprint.get("/about", defaults={"slug": "about"})
@blueprint.get("/about/<slug>")
def show(slug: str) -> str:
    """One page, with the others beside it."""
    pages = _pages()
    if slug not in pages:
        raise NotFound
    page = pages[slug]
    words = pick(page.html)
    return render_template("pages/show.html", page=page, pages=pages.values(), words=words, body=Markup(str(words)))


def addresses() -> list[str]:
    """Where the standing pages are, for the site map."""
    return ["/about" if slug == "about" else f"/about/{slug}" for slug in _pages()]


def _pages() -> dict[str, StandingPage]:
    folder = Path(current_app.extensions["settings"].content_path) / "pages"
    files = sorted(folder.glob("*.md"))
    return {path.stem: _read(path, path.stat().st_mtime_ns) for path in files}


@lru_cache(maxsize=64)
def _read(path: Path, changed_at: int) -> StandingPage:
    """Parse a file; `changed_at` makes an edited file count as another one."""
    found = _FILE.match(path.read_text(encoding="utf-8"))
    if not found:
        raise ValueError(f"{path.name} has no front matter")
    head = yaml.safe_load(found[1])
    html = {language: _lifted(text.render(source)) for language, source in _PART.findall(found[2])}
    return StandingPage(path.stem, head["title"], html)


def _lifted(html: str) -> str:
    """Headings one level up: here they stand directly under the page's title."""
    return re.sub(r"<(/?)h([3-6])\b", lambda found: f"<{found[1]}h{int(found[2]) - 1}", html)
