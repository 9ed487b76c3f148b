"""The minutes of a meeting on a page, as files, and their canonical text."""

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from platform_app.exports import minutes as files
from platform_app.meetings import queries_minutes
from platform_app.web.exports import file
from platform_app.web.locale import language
from platform_app.web.session import current_actor

blueprint = Blueprint("minutes", __name__)
TONGUES = ("zh", "en")


@blueprint.get("/meetings/<int:meeting_id>/minutes")
def show(meeting_id: int) -> str:
    """Items with their minutes, comments beside them, who was there, what was resolved, addenda, the digest."""
    found = queries_minutes.read(current_actor(), meeting_id)
    return render_template(
        "minutes/show.html",
        found=found,
        meeting=found.meeting,
        tongue_shown=tongue_asked(),
        locked=found.meeting.status in queries_minutes.LOCKED,
    )


@blueprint.get("/meetings/<int:meeting_id>/minutes.<form>")
def export(meeting_id: int, form: str) -> ResponseReturnValue:
    """The minutes as a file: `html` prints well, `md`, `docx`."""
    if form not in files.FORMATS:
        abort(404)
    return file(files.export(current_actor(), meeting_id, form, tongue_asked()))


@blueprint.get("/meetings/<int:meeting_id>/minutes/canonical")
def canonical(meeting_id: int) -> Response:
    """The text that the digest is over, byte for byte."""
    return _plain(queries_minutes.canonical_text(current_actor(), meeting_id))


@blueprint.get("/meetings/<int:meeting_id>/minutes/addenda/<int:no>/canonical")
def canonical_addendum(meeting_id: int, no: int) -> Response:
    """The same of an addendum."""
    return _plain(queries_minutes.canonical_addendum(current_actor(), meeting_id, no))


def tongue_asked() -> str:
    """The language of the texts: `?lang=`, or the page's."""
    asked = request.args.get("lang")
    if asked and asked not in TONGUES:
        abort(404)
    return asked or language()


def _plain(text: str) -> Response:
    response = Response(text.encode(), content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    return response
