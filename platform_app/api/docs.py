"""The document and a page to read it: Swagger UI out of its installed package, started by a script of our own."""

import json
from pathlib import Path

import flask_openapi3_swagger
from flask import Blueprint, Response, send_from_directory
from flask.typing import ResponseReturnValue
from flask_openapi3.blueprint import APIBlueprint

from platform_app.api.document import document

_SWAGGER = Path(flask_openapi3_swagger.__file__).parent / "templates" / "swagger"
_OURS = Path(__file__).parent / "page"
_FILES = {
    "swagger-ui.css": _SWAGGER / "css",
    "swagger-ui-bundle.js": _SWAGGER / "js",
    "start.js": _OURS,
    "page.css": _OURS,
}


def make_blueprint(root: APIBlueprint) -> Blueprint:
    """`openapi.json`, `docs` and the files the page loads; all from here."""
    blueprint = Blueprint("docs", __name__)

    @blueprint.get("/openapi.json")
    def openapi() -> Response:
        return Response(json.dumps(document(root), ensure_ascii=False), content_type="application/json")

    @blueprint.get("/docs")
    def page() -> ResponseReturnValue:
        return send_from_directory(_OURS, "index.html", max_age=0)

    @blueprint.get("/docs/<name>")
    def file(name: str) -> ResponseReturnValue:
        return send_from_directory(_FILES.get(name, _OURS / "nothing"), name, max_age=3600)

    return blueprint
