"""Which language a person's own words are in, for those who hear a page read out: a reason, a note, a statement."""

import re

from flask import Flask
from markupsafe import Markup

from platform_app.web.locale import HTML_LANGUAGES, language

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_LATIN_WORD = re.compile("[A-Za-z]{2,}")


def install(app: Flask) -> None:
    """Give templates `tongue(text)`, to stand inside a tag."""
    app.jinja_env.globals["tongue"] = tongue


def tongue(text: str | None) -> Markup:
    """A `lang` attribute for words that nobody labelled, if they are not in the page's language by their script."""
    code = "zh" if _HAN.search(text or "") else "en" if _LATIN_WORD.search(text or "") else language()
    return Markup(' lang="{}"').format(HTML_LANGUAGES[code]) if code != language() else Markup("")
