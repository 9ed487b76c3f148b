"""Which language a page is in, the address of the same page in the other one, and bilingual texts.

The cookie `lang` holds a choice made with the switch, and whose it is: `en` chosen by a reader without an account,
`en.12` by person 12. Another's choice on the same device does not count against the language of one's account.
"""

from functools import lru_cache, partial
from gettext import NullTranslations
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Flask, Response, g, request
from flask_babel import Babel, get_translations, refresh
from flask_login import user_logged_in, user_logged_out
from markupsafe import Markup

from platform_app.web.session import current_actor
from platform_app.wording import said

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
    for changed in (user_logged_in, user_logged_out):
        changed.connect(_ask_anew, app)
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
    app.jinja_env.filters.update(said=said)
    app.jinja_env.globals.update({"_": _say, "gettext": _say, "ngettext": _say_count})


def language() -> str:
    """`zh` or `en`: what the address asks for, else her own choice on this device, else the language of her account.

    A reader without an account: the device's choice, else the browser's wish, else Chinese.
    """
    context = g._get_current_object()  # asked for hundreds of times a page: the proxy is worth sparing
    try:
        return str(context.language)
    except AttributeError:
        context.language = _language()
        return str(context.language)


def _language() -> str:
    asked = request.args.get("lang")
    if asked in LANGUAGES:
        return asked
    if _is_for_programs():
        return _wished()
    actor = current_actor()
    chosen, _, whose = request.cookies.get("lang", "").partition(".")
    if actor.is_person and whose != str(actor.id):
        return actor.language
    return chosen if chosen in LANGUAGES else _wished()


def follow_account(response: Response, code: str) -> None:
    """Forget what she chose on this device: it follows the account, which is in this language now."""
    _keep(response, "lang", code)


def _ask_anew(_app: Flask, **_: Any) -> None:
    """Somebody has just signed in or out: what is said from here on is in the language of the next page."""
    for name in ("language", "catalogue"):
        g.pop(name, None)
    refresh()


_DOCUMENTING = ("api.docs.page", "api.docs.noun_page")


def _is_for_programs() -> bool:
    """Whether the API or a feed answers: for them cookies count for nothing. The pages that document it are pages."""
    return request.path.startswith(("/api/", "/feeds/")) and request.endpoint not in _DOCUMENTING


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
    """`light`, `dark`, or `auto` for what the system says; by the address, else by the cookie."""
    context = g._get_current_object()
    try:
        return str(context.theme)
    except AttributeError:
        given = (request.args.get("theme"), request.cookies.get("theme"))
        context.theme = next((choice for choice in given if choice in THEMES), "auto")
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


def _say(words: str, /, **gaps: Any) -> Markup:
    """`gettext` for templates; Jinja's own asks flask-babel for the catalogue anew for each of a hundred strings."""
    said = Markup(_catalogue().gettext(words))
    return said % gaps if "%" in said else said


def _say_count(one: str, many: str, num: int, /, **gaps: Any) -> Markup:
    return Markup(_catalogue().ngettext(one, many, num)) % {"num": num, **gaps}


def _catalogue() -> NullTranslations:
    context = g._get_current_object()
    try:
        catalogue: NullTranslations = context.catalogue
    except AttributeError:
        catalogue = context.catalogue = get_translations()
    return catalogue


def _state(states: Any, code: str) -> str:
    if not states:
        return "none"
    return str(states.get(code, "none") if isinstance(states, dict) else getattr(states, code))


def _remember(response: Response) -> Response:
    if _is_for_programs():
        return response
    lang, wanted_theme = request.args.get("lang"), request.args.get("theme")
    if lang in LANGUAGES:
        actor = current_actor()
        _keep(response, "lang", f"{lang}.{actor.id}" if actor.is_person else lang)
    if wanted_theme in THEMES:
        _keep(response, "theme", wanted_theme)
    return response


def _keep(response: Response, name: str, value: str) -> None:
    if request.cookies.get(name) != value:
        response.set_cookie(
            name,
            value,
            max_age=_ONE_YEAR,
            samesite="Lax",
            secure=request.is_secure,
            httponly=name == "lang",
        )


_TRANSLATIONS = "web/translations"
