"""Stylesheets, scripts and pictures under an address that changes with their content: kept for ever."""

from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, Response, abort, request, url_for
from werkzeug.security import safe_join

FOLDER = Path(__file__).parent / "static"
_FOR_EVER = "public, max-age=31536000, immutable"

blueprint = Blueprint("assets", __name__)


@blueprint.get("/static/<version>/<path:name>", endpoint="file")
def serve(version: str, name: str) -> Response:
    """One file; under the address of an older version it comes too, but is not kept."""
    if not (version == _version() or _looks_like_version(version)):
        abort(404)
    return _answer(name, _FOR_EVER if version == _version() else "no-cache")


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """Browsers ask for it at the root."""
    return _answer("img/mark.svg", "public, max-age=86400")


def _answer(name: str, kept: str) -> Response:
    content, media_type = _content(name)
    response = Response(content, mimetype=media_type)
    response.headers["Cache-Control"] = kept
    response.add_etag()
    return cast(Response, response.make_conditional(request))


@cache
def _content(name: str) -> tuple[bytes, str]:
    """A file as it is sent; all of them together are small, and a file in memory is never left open."""
    path = safe_join(str(FOLDER), name)
    if path is None or not Path(path).is_file():
        abort(404)
    return Path(path).read_bytes(), guess_type(path)[0] or "application/octet-stream"


def asset(name: str) -> str:
    """The address of a file in `static/`; modules import each other below the same version."""
    return url_for("assets.file", version=_version(), name=name)


def install(app: Flask) -> None:
    """Register the route and give templates `asset(...)`."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset"] = asset


@cache
def _version() -> str:
    digest = sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(FOLDER).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _looks_like_version(text: str) -> bool:
    return len(text) == 12 and all(c in "0123456789abcdef" for c in text)
