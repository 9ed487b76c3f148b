"""The document and a page to read it: Swagger UI out of its installed package, started by a script of our own."""

import json
from functools import cache
from pathlib import Path

import flask_openapi3_swagger
from flask import Blueprint, Response, make_response, render_template, send_from_directory
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_openapi3.blueprint import APIBlueprint

from platform_app.api.document import document
from platform_app.api.prose import worded
from platform_app.api.shapes import reader_language
from platform_app.config import Settings
from platform_app.wording import said

LANGUAGES = {"zh": ("zh-CN", "中文"), "en": ("en", "English")}  # for `lang` attributes, and what each calls itself
_SWAGGER = Path(flask_openapi3_swagger.__file__).parent / "templates" / "swagger"
_OURS = Path(__file__).parent / "page"
_FILES = {
    "swagger-ui.css": _SWAGGER / "css",
    "swagger-ui-bundle.js": _SWAGGER / "js",
    "start.js": _OURS,
    "page.css": _OURS,
}


def make_blueprint(root: APIBlueprint, settings: Settings) -> Blueprint:
    """`openapi.json`, `docs` and the files the page loads; all from here."""
    blueprint = Blueprint("docs", __name__, template_folder="templates")
    names = {"zh": settings.site_name_zh, "en": settings.site_name_en}

    @cache
    def text(language: str) -> str:
        with force_locale(language):
            return json.dumps(
                worded(document(root, title=names[language], language=language), said), ensure_ascii=False
            )

    @blueprint.get("/openapi.json")
    def openapi() -> Response:
        return _in_language(Response(text(reader_language()), content_type="application/json"))

    @blueprint.get("/docs")
    def page() -> Response:
        language = reader_language()
        shown = render_template("api/docs.html", language=language, languages=LANGUAGES, site_name=names[language])
        return _in_language(make_response(shown))

    @blueprint.get("/docs/<name>")
    def file(name: str) -> ResponseReturnValue:
        return send_from_directory(_FILES.get(name, _OURS / "nothing"), name, max_age=3600)

    return blueprint


def _in_language(answer: Response) -> Response:
    """Say which language it is in, and by what that was chosen."""
    answer.headers["Content-Language"] = reader_language()
    answer.vary.add("Accept-Language")
    return answer
