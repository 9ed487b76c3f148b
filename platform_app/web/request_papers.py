"""Papers of a request on its page: added, read, taken out."""

from typing import BinaryIO, cast

from flask import Blueprint, Response, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.coordination import queries_papers, service_papers
from platform_app.kernel.errors import DomainError, Invalid
from platform_app.kernel.messages import msg
from platform_app.media.keeping import Upload
from platform_app.media.names import FIELD
from platform_app.web.files import served
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("request_papers", __name__)


@blueprint.post("/requests/<int:request_id>/papers")
@login_required
def attach(request_id: int) -> ResponseReturnValue:
    """Add a paper for the organisation that is named, or for the only one she acts for here."""
    sent = request.files.get(FIELD)
    upload = Upload(cast(BinaryIO, sent.stream if sent else request.stream), (sent.filename if sent else None) or "")
    try:
        organisation = request.form.get("organisation") or None
        file = service_papers.attach(current_actor(), request_id, upload, organisation=organisation)
        flash(said(msg("“{name}” is added.", name=file.name)), "success")
    except DomainError as error:
        words = [each for many in error.errors.values() for each in many] if isinstance(error, Invalid) else []
        flash(" ".join(said(each) for each in words) or said(error.message), "error")
    return redirect(f"/requests/{request_id}#papers-title", 303)


@blueprint.get("/requests/<int:request_id>/papers/<int:file_id>/<name>")
@login_required
def read(request_id: int, file_id: int, name: str) -> Response:
    """A paper, to who reads the request. The name is for people, the number decides."""
    return served(queries_papers.paper(current_actor(), request_id, file_id))


@blueprint.post("/requests/<int:request_id>/papers/<int:file_id>/removal")
@login_required
def detach(request_id: int, file_id: int) -> ResponseReturnValue:
    """Take a paper out; the history keeps that it was there."""
    service_papers.detach(current_actor(), request_id, file_id)
    flash(said(msg("The paper is taken out.")), "success")
    return redirect(f"/requests/{request_id}#papers-title", 303)
