"""Answering an invitation by the link in a letter: opening it answers nothing, because mail programs open links too."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from platform_app.access.actor import SYSTEM, Actor
from platform_app.kernel.errors import Conflict, DomainError
from platform_app.meetings import queries, queries_people, service_answers
from platform_app.meetings.inputs_people import LinkAnswer
from platform_app.meetings.models_people import Delegate
from platform_app.web.meeting_times import when
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor

blueprint = Blueprint("delegate_answers", __name__)
PAGE = "meetings/answer.html"


@blueprint.after_request
def keep_secret(response: Response) -> Response:
    """The address is a secret: no cache keeps what it shows."""
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/meetings/answer/<token>")
def ask(token: str) -> str:
    """The meeting and the three choices."""
    row = queries_people.delegate_behind(token)
    return render_template(PAGE, errors={}, typed={}, is_done=False, **_page(row))


@blueprint.post("/meetings/answer/<token>")
def answer(token: str) -> ResponseReturnValue:
    """Answer; one may think again until the meeting begins."""
    row = queries_people.delegate_behind(token)
    reader = current_actor()
    actor = reader if reader.is_person else Actor(name=row.name)  # whose link it is, for the audit log
    try:
        row = service_answers.answer_by_link(actor, token, sent(LinkAnswer))
    except DomainError as error:
        return again(PAGE, error, is_done=False, **_page(row))
    return render_template(PAGE, errors={}, typed={}, is_done=True, **_page(row))


def _page(row: Delegate) -> dict[str, object]:
    meeting = queries.get(SYSTEM, row.meeting_id)
    try:
        queries_people.check_answerable(meeting)
    except Conflict as closed:
        return {"row": row, "meeting": meeting, "when": when(meeting), "closed": closed.message}
    return {"row": row, "meeting": meeting, "when": when(meeting), "closed": None}
