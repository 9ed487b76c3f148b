"""Stylesheets, scripts and pictures under an address that changes with their content: kept for ever."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, send_from_directory, url_for

FOLDER = Path(__file__).parent / "static"
_FOR_EVER = "public, max-age=31536000, immutable"

blueprint = Blueprint("assets", __name__)


@blueprint.get("/static/<version>/<path:name>", endpoint="file")
def serve(version: str, name: str) -> Response:
    """One file; under the address of an older version it comes too, but is not kept."""
    if not (version == _version() or _looks_like_version(version)):
        abort(404)
    response = send_from_directory(FOLDER, name)
    response.headers["Cache-Control"] = _FOR_EVER if version == _version() else "no-cache"
    if response.status_code == 304:
        response.close()  # nobody reads the file then, and nobody else closes it
    return response


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """Browsers ask for it at the root."""
    return send_from_directory(FOLDER, "img/mark.svg", mimetype="image/svg+xml", max_age=86400)


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
