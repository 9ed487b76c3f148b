"""Which language a page is in, the address of the same page in the other one, and bilingual texts."""

from collections.abc import Collection
from functools import lru_cache, partial
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Flask, Response, g, request
from flask_babel import Babel, get_translations
from markupsafe import Markup, escape

from platform_app import wording

LANGUAGES = {"zh": "中文", "en": "English"}
HTML_LANGUAGES = {"zh": "zh-CN", "en": "en"}
THEMES = ("auto", "light", "dark")
_ONE_YEAR = 365 * 24 * 3600


class Text(NamedTuple):
    """A text as shown: in which language, whether that is not the page's, and how it was translated."""

    words: str
    language: str
    borrowed: bool = False
    state: str = "none"

    @property
    def html_language(self) -> str:
        """For the `lang` attribute."""
        return HTML_LANGUAGES[self.language]

    def __str__(self) -> str:
        return self.words

    def __bool__(self) -> bool:
        return bool(self.words)


NOTHING = Text("", "zh")


def install(app: Flask) -> None:
    """Set up flask-babel, remember choices made by `?lang=` and `?theme=`, give templates their functions."""
    Babel(
        app,
        default_locale="zh",
        default_timezone="Asia/Shanghai",
        default_translation_directories=_TRANSLATIONS,
        locale_selector=language,
    )
    app.after_request(_remember)
    app.jinja_env.globals.update(
        language=language,
        html_language=html_language,
        theme=theme,
        in_language=in_language,
        other_language=other_language,
        pick=pick,
        local=local,
        languages=LANGUAGES,
        with_query=with_query,
    )
    app.jinja_env.filters.update(said=said, shown=shown)
    app.jinja_env.globals.update({"_": _say, "gettext": _say, "ngettext": _say_count, "word": word})


def language() -> str:
    """`zh` or `en`: what the address asks for, else the cookie, else the browser's wish, else Chinese."""
    context = g._get_current_object()  # asked for hundreds of times a page: the proxy is worth sparing
    try:
        return str(context.language)
    except AttributeError:
        context.language = _chosen("lang", LANGUAGES) or _wished()
        return str(context.language)


def _chosen(name: str, known: Collection[str]) -> str | None:
    """By the address, else by the cookie; what is not known counts as not said."""
    given = (request.args.get(name), request.cookies.get(name))
    return next((choice for choice in given if choice in known), None)


def _wished() -> str:
    """The browser's first wish we can meet. Werkzeug's own match prefers a late `zh` to an early `en-GB`."""
    wishes = (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality > 0)
    return next((wish for wish in wishes if wish in LANGUAGES), "zh")


def html_language() -> str:
    """The page's language for its `lang` attribute."""
    return HTML_LANGUAGES[language()]


def other_language() -> str:
    """The language the page is not in."""
    return "en" if language() == "zh" else "zh"


def theme() -> str:
    """`light`, `dark`, or `auto` for what the system says."""
    context = g._get_current_object()
    try:
        return str(context.theme)
    except AttributeError:
        context.theme = _chosen("theme", THEMES) or "auto"
        return str(context.theme)


def in_language(code: str) -> str:
    """This page in another language."""
    return with_query(lang=code)


def with_query(**changes: Any) -> str:
    """This page's address with some of its query changed; None takes a part out."""
    asked = request.args
    parts = [(key, value) for key, value in asked.items(multi=True) if key not in changes] if asked else []
    for key, value in changes.items():
        values = value if isinstance(value, list | tuple) else [value]
        parts += [(key, each) for each in values if each is not None]
    return request.path + _query(tuple(parts))


@lru_cache(maxsize=1024)
def _query(parts: tuple[tuple[str, Any], ...]) -> str:
    return "?" + urlencode(parts) if parts else ""


def pick(value: Any) -> Text:
    """A bilingual text (a dictionary or an object) in the page's language, or in the other one, marked as borrowed."""
    if not value:
        return NOTHING
    part = value.get if isinstance(value, dict) else partial(getattr, value)
    for code in (language(), other_language()):
        if words := part(code, None):
            return Text(str(words), code, code != language(), _state(part("state", None), code))
    return NOTHING


def local(row: Any, name: str) -> Text:
    """`pick` for a row with two columns, `name_zh` and `name_en`."""
    return pick({code: getattr(row, f"{name}_{code}", None) for code in LANGUAGES})


def shown(value: Any) -> Markup:
    """A bilingual text as it stands on the page, marked where it is in the other language; nothing if there is none."""
    text = value if isinstance(value, Text) else pick(value)
    if not text:
        return Markup()
    language_mark = f' lang="{text.html_language}"' if text.borrowed else ""
    return Markup(f"<span{language_mark}>{escape(text.words)}</span>")


def said(message: Any) -> str:
    """A sentence in the page's language."""
    return wording.said(message, _translated)


def word(table: str, value: str | None) -> str:
    """The name of a value in the page's language."""
    return wording.word(table, value, _translated)


def _say(words: str, /, **gaps: Any) -> Markup:
    """`gettext` for templates."""
    shown = _markup(words, language())
    return shown % gaps if "%" in shown else shown


def _say_count(one: str, many: str, num: int, /, **gaps: Any) -> Markup:
    return Markup(get_translations().ngettext(one, many, num)) % {"num": num, **gaps}


def _translated(words: str) -> str:
    return _in(language(), words)


# flask-babel looks for the catalogue anew for each of the hundred strings of a page.
@lru_cache(maxsize=4096)
def _in(code: str, words: str) -> str:
    return str(get_translations().gettext(words))


@lru_cache(maxsize=4096)
def _markup(words: str, code: str) -> Markup:
    return Markup(_in(code, words))


def _state(states: Any, code: str) -> str:
    if not states:
        return "none"
    return str(states.get(code, "none") if isinstance(states, dict) else getattr(states, code))


def _remember(response: Response) -> Response:
    for name, allowed in (("lang", LANGUAGES), ("theme", THEMES)):
        choice = request.args.get(name)
        if choice and choice in allowed and request.cookies.get(name) != choice:
            response.set_cookie(
                name,
                choice,
                max_age=_ONE_YEAR,
                samesite="Lax",
                secure=request.is_secure,
                httponly=name == "lang",
            )
    return response


_TRANSLATIONS = "web/translations"
