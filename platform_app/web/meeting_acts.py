"""Acts on a meeting, each on a page of its own that says what will happen; and the screen that runs it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.kernel.errors import DomainError
from platform_app.kernel.messages import msg
from platform_app.meetings import attending, queries, queries_agenda, service
from platform_app.meetings.inputs import Convocation, Holding, WithReason
from platform_app.web.meeting_times import when
from platform_app.web.meeting_words import ACTS, quorum_lines
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("meeting_acts", __name__)


@blueprint.get("/meetings/<int:meeting_id>/acts/<act>")
@login_required
def ask(meeting_id: int, act: str) -> str:
    """What an act will bring about, and what it needs."""
    return render_template("meetings/act.html", errors={}, typed={}, **_about(meeting_id, act))


@blueprint.post("/meetings/<int:meeting_id>/acts/<act>")
@login_required
def do(meeting_id: int, act: str) -> ResponseReturnValue:
    """Do it; what was typed stays where it is refused."""
    if act not in ACTS:
        abort(404)
    try:
        _DOING[act](current_actor(), meeting_id)
    except DomainError as error:
        return again("meetings/act.html", error, **_about(meeting_id, act))
    flash(said(msg("Done. It stands in the record, and those concerned are told.")), "success")
    return redirect(f"/meetings/{meeting_id}", 303)


@blueprint.get("/meetings/<int:meeting_id>/run")
@login_required
def run(meeting_id: int) -> str:
    """The screen for the room: one item at a time in large letters, its time, and the quorum as it stands."""
    actor = current_actor()
    meeting = queries.get(actor, meeting_id)
    require(actor, P.MEETING_RUN, meeting)
    items = queries_agenda.agenda(actor, meeting).items
    asked = request.args.get("item", type=int)
    at = next((place for place, item in enumerate(items) if item.id == asked), 0)
    result = meeting.quorum_result or attending.quorum_of(meeting).plain()
    return render_template(
        "meetings/run.html",
        meeting=meeting,
        items=items,
        current=items[at] if items else None,
        before=items[at - 1] if at else None,
        after=items[at + 1] if at + 1 < len(items) else None,
        quorum=quorum_lines(result),
        quorum_met=result["is_met"],
        when=when(meeting),
    )


@blueprint.get("/meetings/<int:meeting_id>/run/quorum")
@login_required
def quorum_now(meeting_id: int) -> ResponseReturnValue:
    """The quorum as the screen reads it again while people come and go."""
    actor = current_actor()
    meeting = queries.get(actor, meeting_id)
    require(actor, P.MEETING_RUN, meeting)
    result = meeting.quorum_result or attending.quorum_of(meeting).plain()
    lines = [{"name": name, **line} for name, line in quorum_lines(result)]
    return jsonify({"is_met": result["is_met"], "lines": lines})


def _about(meeting_id: int, act: str) -> dict[str, Any]:
    if act not in ACTS:
        abort(404)
    actor = current_actor()
    meeting = queries.get(actor, meeting_id)
    require(actor, P.MEETING_RUN, meeting)
    return {"meeting": meeting, "act": act, "words": ACTS[act], "when": when(meeting)}


_DOING: Mapping[str, Callable[[Actor, int], object]] = {
    "convene": lambda actor, id: service.convene(actor, id, sent(Convocation)),
    "postpone": lambda actor, id: service.postpone(actor, id, sent(WithReason)),
    "cancel": lambda actor, id: service.cancel(actor, id, sent(WithReason)),
    "hold": lambda actor, id: service.hold(actor, id, sent(Holding)),
    "close": lambda actor, id: service.close(actor, id),
}
