"""The document and pages to read it: a table of contents, and for each noun Swagger UI out of its installed package.

Swagger UI draws everything again at each click; with all operations in it, a click took seconds.
"""

import json
from collections.abc import Callable
from functools import cache
from mimetypes import guess_type
from pathlib import Path
from typing import Any

import flask_openapi3_swagger
from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import force_locale
from flask_openapi3.blueprint import APIBlueprint
from markupsafe import Markup

from platform_app.api.document import document
from platform_app.api.excerpt import contents, excerpt
from platform_app.api.prose import worded
from platform_app.api.shapes import reader_language
from platform_app.config import Settings
from platform_app.kernel.errors import NotFound
from platform_app.kernel.text import render
from platform_app.wording import said

LANGUAGES = {"zh": ("zh-CN", "中文"), "en": ("en", "English")}  # for `lang` attributes, and what each calls itself
_SWAGGER = Path(flask_openapi3_swagger.__file__).parent / "templates" / "swagger"
_OURS = Path(__file__).parent / "page"
_FILES = {
    "swagger-ui.css": _SWAGGER / "css",
    "swagger-ui-bundle.js": _SWAGGER / "js",
    "labels.js": _OURS,
    "start.js": _OURS,
    "page.css": _OURS,
}


def make_blueprint(documented: Callable[[], APIBlueprint], settings: Settings) -> Blueprint:
    """`openapi.json`, `docs` and the files the page loads; all from here."""
    blueprint = Blueprint("docs", __name__, template_folder="templates")
    names = {"zh": settings.site_name_zh, "en": settings.site_name_en}

    @cache
    def whole(language: str) -> dict[str, Any]:
        with force_locale(language):
            return dict(worded(document(documented(), title=names[language], language=language), said))

    @cache
    def text(language: str, noun: str) -> str:
        return json.dumps(excerpt(whole(language), noun) if noun else whole(language), ensure_ascii=False)

    def shown(template: str, **values: Any) -> Response:
        language = reader_language()
        more = {"language": language, "languages": LANGUAGES, "site_name": names[language]}
        return _in_language(make_response(render_template(template, **more, **values)))

    @blueprint.get("/openapi.json")
    def openapi() -> Response:
        noun = _known(request.args.get("noun", ""), whole(reader_language()))
        answer = Response(text(reader_language(), noun), content_type="application/json")
        answer.add_etag()
        answer.make_conditional(request)
        return _in_language(answer)

    @blueprint.get("/docs")
    def page() -> Response:
        known = whole(reader_language())
        return shown(
            "api/docs.html", sections=contents(known), description=Markup(render(known["info"]["description"]))
        )

    @blueprint.get("/docs/<noun>")
    def noun_page(noun: str) -> Response:
        known = whole(reader_language())
        return shown("api/noun.html", noun=_known(noun, known), sections=contents(known))

    @blueprint.get("/docs/files/<name>")
    def file(name: str) -> Response:
        answer = Response(_content(name), mimetype=guess_type(name)[0])
        answer.headers["Cache-Control"] = "public, max-age=3600"
        answer.add_etag()
        answer.make_conditional(request)
        return answer

    return blueprint


@cache
def _content(name: str) -> bytes:
    """One of the files a page loads, kept: they are few."""
    if name not in _FILES:
        raise NotFound()
    return (_FILES[name] / name).read_bytes()


def _known(noun: str, whole: dict[str, Any]) -> str:
    """The noun if the document has it, or none was asked for."""
    if noun and noun not in {tag["name"] for tag in whole["tags"]}:
        raise NotFound()
    return noun


def _in_language(answer: Response) -> Response:
    """Say which language it is in, and by what that was chosen."""
    answer.headers["Content-Language"] = reader_language()
    answer.vary.add("Accept-Language")
    return answer
