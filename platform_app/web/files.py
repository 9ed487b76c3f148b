"""Files on the pages: serving them, and taking new ones from a form or from the editor's script."""

from typing import Any, BinaryIO, cast

from flask import Blueprint, Flask, Response, flash, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.cases import files, queries
from platform_app.cases.files import ShownFile
from platform_app.cases.inputs import MOST_FILES, FileWords
from platform_app.kernel.errors import DomainError, Invalid
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import msg
from platform_app.media import delivery
from platform_app.media import queries as media
from platform_app.media.keeping import Upload
from platform_app.media.kinds import ENDINGS, LARGEST
from platform_app.media.models import File
from platform_app.media.names import FIELD
from platform_app.web.editor_page import new_file_row
from platform_app.web.errors import STATUS
from platform_app.web.locale import language
from platform_app.web.sent import again
from platform_app.web.session import current_actor
from platform_app.wording import said

LARGEST_BODY = LARGEST + 64 * 1024  # the file, and what stands around it
BASE = "base_no"
WITH_FILES = (
    "files.attach",
    "beginning.begin",
    "threads.start",
    "posts.reply",
    "posts.change",
    "request_papers.attach",
    "agenda.attach",
    "delegates.name",
)

blueprint = Blueprint("files", __name__)


def install(app: Flask) -> None:
    """Let the addresses that take files take large bodies; before anything reads a form."""

    @app.before_request
    def allow_upload() -> None:
        if request.endpoint in WITH_FILES:
            request.max_content_length = LARGEST_BODY


@blueprint.get("/files/<int:file_id>/<name>")
def serve(file_id: int, name: str) -> Response:
    """A file to whoever sees it in its case; `?w=480` a smaller picture. The name is for people, the number decides."""
    return served(media.get(current_actor(), file_id), width=request.args.get("w", type=int))


def served(file: File, *, width: int | None = None) -> Response:
    """A file that the reader may see, or the part of it that her browser asks for."""
    headers = request.headers
    asked = delivery.Asked(request.method, headers.get("Range"), headers.get("If-Range"), headers.get("If-None-Match"))
    found = delivery.deliver(file, asked, width=width)
    return Response(found.blocks or (), found.status, dict(found.headers))


@blueprint.get("/cases/<int:case_id>/files/new")
@login_required
def form(case_id: int) -> ResponseReturnValue:
    """A page to add a file, for browsers without scripts."""
    actor = current_actor()
    reading = queries.read(actor, case_id, latest=True)
    require(actor, P.CASE_EDIT, reading.case)
    return render_template("files/new.html", errors={}, typed={}, **_about(actor, case_id))


@blueprint.post("/cases/<int:case_id>/files")
@login_required
def attach(case_id: int) -> ResponseReturnValue:
    """Take a file from a form, or from a script that asks for JSON."""
    actor = current_actor()
    for_script = request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json"
    try:
        made = files.attach(actor, case_id, _upload(), _words(), language=language())
    except DomainError as error:
        if for_script:
            return _refusal(error)
        if isinstance(error, Invalid):
            return again("files/new.html", error, **_about(actor, case_id))
        raise
    if for_script:
        return jsonify(_told(made)), 201
    flash(said(msg("“{name}” is added.", name=made.file.name)), "success")
    return redirect(url_for("editor.edit", case_id=case_id) + "#f-files")


def _upload() -> Upload:
    sent = request.files.get(FIELD)
    return (
        Upload(cast(BinaryIO, sent.stream), sent.filename or "") if sent else Upload(cast(BinaryIO, request.stream), "")
    )


def _words() -> FileWords:
    return read(FileWords, {name: request.form[name] for name in FileWords.model_fields if request.form.get(name)})


def _refusal(error: DomainError) -> Response:
    """What the script shows: sentences, each at its field where it has one."""
    errors = error.errors if isinstance(error, Invalid) else {"": [error.message]}
    told = {field: [said(sentence) for sentence in sentences] for field, sentences in errors.items()}
    return make_response(jsonify(errors=told), next(code for kind, code in STATUS.items() if isinstance(error, kind)))


def _told(made: ShownFile) -> dict[str, Any]:
    """What the script needs to go on: the row for its list, and on which revision the form now stands."""
    case, file = made.case, made.file
    before = request.form.get(BASE, "")
    follows = before.isdecimal() and int(before) == case.latest_no - 1
    return {
        "id": file.id,
        "kind": file.kind,
        "row": new_file_row(made),
        # Only where nobody else saved in between may the form take the new revision for the one it was opened on.
        BASE: case.latest_no if follows else None,
        "version": case.version if follows else None,
    }


def _about(actor: Actor, case_id: int) -> dict[str, Any]:
    reading = queries.read(actor, case_id, latest=True)
    shown = len(reading.content.files)
    return {"case": reading.case, "room": MOST_FILES - shown, "endings": ENDINGS, "largest": LARGEST // 2**20}
