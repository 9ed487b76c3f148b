"""Who is there: one line for each delegate with buttons, quick to use while people come in, and the quorum above it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.kernel.errors import DomainError
from platform_app.kernel.messages import msg
from platform_app.meetings import attending, queries_people, service_attendance
from platform_app.meetings.inputs import AttendanceEntry
from platform_app.meetings.lifecycle import MEETING
from platform_app.web.meeting_times import hour, when
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import TABLES, said

blueprint = Blueprint("attendance", __name__)
PAGE = "meetings/attendance.html"


@blueprint.get("/meetings/<int:meeting_id>/attendance")
@login_required
def index(meeting_id: int) -> str:
    """Everybody who may come, who is there, and what that makes of the quorum."""
    return render_template(PAGE, errors={}, typed={}, **_page(meeting_id))


@blueprint.post("/meetings/<int:meeting_id>/attendance")
@login_required
def note(meeting_id: int) -> ResponseReturnValue:
    """Note somebody as present, remote or excused."""
    try:
        row = service_attendance.note(current_actor(), meeting_id, sent(AttendanceEntry))
    except DomainError as error:
        return again(PAGE, error, **_page(meeting_id))
    return _back(meeting_id, row.delegate_id)


@blueprint.post("/meetings/<int:meeting_id>/attendance/accepted")
@login_required
def note_who_accepted(meeting_id: int) -> ResponseReturnValue:
    """Note all who have accepted as present."""
    rows = service_attendance.note_who_accepted(current_actor(), meeting_id)
    flash(said(msg("Noted as present: {count}.", count=len(rows))), "success")
    return _back(meeting_id)


@blueprint.post("/meetings/<int:meeting_id>/attendance/<int:row_id>/leaving")
@login_required
def leave(meeting_id: int, row_id: int) -> ResponseReturnValue:
    """Note that somebody has left."""
    row = service_attendance.leave(current_actor(), meeting_id, row_id)
    return _back(meeting_id, row.delegate_id)


@blueprint.post("/meetings/<int:meeting_id>/attendance/<int:row_id>/removal")
@login_required
def remove(meeting_id: int, row_id: int) -> ResponseReturnValue:
    """Take out what was noted by mistake."""
    service_attendance.remove(current_actor(), meeting_id, row_id)
    return _back(meeting_id)


def _page(meeting_id: int) -> dict[str, Any]:
    actor = current_actor()
    meeting, noted = queries_people.attendance(actor, meeting_id)
    rows = queries_people.of_meeting(meeting.id)
    named = {each.id for row in rows for each in row.delegates}
    return {
        "meeting": meeting,
        "when": when(meeting),
        "rows": rows,
        "noted": {each.delegate_id: each for each in noted if each.delegate_id in named},
        "others": [each for each in noted if each.delegate_id not in named],
        "quorum": attending.standing(meeting),
        "is_frozen": meeting.quorum_result is not None,
        "may_note": MEETING.can(meeting.status, "attend") and allows(actor, P.MEETING_RUN, meeting),
        "hour": lambda moment: hour(meeting, moment),
        "hows": [(key, said(words)) for key, words in TABLES["attending"].items()],
        "capacities": [(key, said(words)) for key, words in TABLES["capacity"].items()],
    }


def _back(meeting_id: int, delegate_id: int | None = None) -> ResponseReturnValue:
    anchor = f"#delegate-{delegate_id}" if delegate_id else ""
    return redirect(f"/meetings/{meeting_id}/attendance{anchor}", 303)
