"""Who comes to a meeting: a table of the invited organisations, and what one does for one's own."""

from typing import Any, BinaryIO, cast

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.kernel.errors import DomainError
from platform_app.kernel.messages import Message, msg
from platform_app.media.keeping import Upload
from platform_app.meetings import itip, queries_people, service_answers, service_delegates
from platform_app.meetings.inputs_people import DelegateAnswer, NewDelegate
from platform_app.meetings.lifecycle import MEETING
from platform_app.web.files import served
from platform_app.web.meeting_times import when
from platform_app.web.sent import again, numbered, sent
from platform_app.web.session import current_actor
from platform_app.wording import TABLES, said

blueprint = Blueprint("delegates", __name__)
PAGE = "meetings/delegates.html"


@blueprint.get("/meetings/<int:meeting_id>/delegates")
@login_required
def index(meeting_id: int) -> str:
    """Every invited organisation, who comes for it, and what is missing."""
    return render_template(PAGE, errors={}, typed={}, **_page(meeting_id))


@blueprint.post("/meetings/<int:meeting_id>/delegates")
@login_required
def name(meeting_id: int) -> ResponseReturnValue:
    """Name somebody for one's organisation."""
    actor = current_actor()
    try:
        service_delegates.name(actor, meeting_id, sent(NewDelegate), letter=_upload("file"))
    except DomainError as error:
        return again(PAGE, error, **_page(meeting_id))
    return _back(meeting_id, msg("Named. The invitation is on its way."))


@blueprint.post("/meetings/<int:meeting_id>/delegates/<int:delegate_id>/withdrawal")
@login_required
def withdraw(meeting_id: int, delegate_id: int) -> ResponseReturnValue:
    """Send somebody no longer."""
    service_delegates.withdraw(current_actor(), meeting_id, delegate_id)
    return _back(meeting_id, msg("She is not named any more, and is told so."))


@blueprint.post("/meetings/<int:meeting_id>/delegates/<int:delegate_id>/answer")
@login_required
def answer(meeting_id: int, delegate_id: int) -> ResponseReturnValue:
    """Say whether somebody comes."""
    try:
        said_so = sent(DelegateAnswer, delegate=delegate_id, comment=request.form.get(f"comment-{delegate_id}"))
        service_answers.answer(current_actor(), meeting_id, said_so)
    except DomainError as error:
        told = numbered(error, "comment", delegate_id)
        return again(PAGE, told, answering=delegate_id, **_page(meeting_id))
    return _back(meeting_id, msg("The answer is on record."))


@blueprint.post("/meetings/<int:meeting_id>/replies")
@login_required
def reply(meeting_id: int) -> ResponseReturnValue:
    """Take the answer of a calendar program from a file."""
    upload = _upload("reply")
    content = upload.stream.read(itip.LARGEST + 1) if upload else b""
    try:
        service_answers.take_reply(current_actor(), content, meeting_id=meeting_id)
    except DomainError as error:
        return again(PAGE, error, replying=True, **_page(meeting_id))
    return _back(meeting_id, msg("The answer is on record."))


@blueprint.get("/meetings/<int:meeting_id>/delegates/<int:delegate_id>/letter")
@login_required
def letter(meeting_id: int, delegate_id: int) -> Response:
    """A substitute's letter, for her organisation and the secretariat."""
    return served(queries_people.letter(current_actor(), meeting_id, delegate_id))


def _page(meeting_id: int) -> dict[str, Any]:
    actor = current_actor()
    meeting, rows = queries_people.delegations(actor, meeting_id)
    runs = allows(actor, P.MEETING_RUN, meeting)
    is_open = MEETING.can(meeting.status, "name")
    naming = [each for each in rows if is_open and allows(actor, P.DELEGATE_NAME, each.invitation)]
    capacities = sorted({each for row in naming for each in row.capacities}, key=list(TABLES["capacity"]).index)
    return {
        "meeting": meeting,
        "when": when(meeting),
        "rows": rows,
        "naming": naming,
        "capacities": [(key, said(TABLES["capacity"][key])) for key in capacities],
        "is_open": is_open,
        "runs": runs,
        "own_ids": actor.org_ids,
        "may_reply": is_open and (runs or any(each.org_id in actor.org_ids for row in rows for each in row.delegates)),
    }


def _upload(field: str) -> Upload | None:
    found = request.files.get(field)
    return Upload(cast(BinaryIO, found.stream), found.filename) if found and found.filename else None


def _back(meeting_id: int, message: Message) -> ResponseReturnValue:
    flash(said(message), "success")
    return redirect(f"/meetings/{meeting_id}/delegates", 303)
