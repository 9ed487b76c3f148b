"""Who is there at a meeting, and what that makes of the quorum."""

from platform_app.access.actor import Actor
from platform_app.api import examples, shapes_delegates
from platform_app.api.answers import Answer
from platform_app.api.delegates import MeetingId
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Id
from platform_app.api.shapes import Listing, whole
from platform_app.api.shapes_delegates import ATTENDANCE, QUORUM, AttendanceShape, QuorumLine, QuorumShape
from platform_app.meetings import attending, queries, queries_people, service_attendance
from platform_app.meetings.inputs import AttendanceEntry
from platform_app.meetings.inputs_people import AttendanceChange

noun = Noun("attendance", "Who is there, and the quorum.")
NEW = {"organisation": "330100", "name": "林晓", "capacity": "member", "how": "present"}


class AttendanceId(MeetingId):
    """Which line of which meeting."""

    row_id: Id


@noun.operation(
    "GET",
    "/meetings/<int:id>/attendance",
    Note(Listing[AttendanceShape], examples.listing(ATTENDANCE), refusals=(403, 404), needs_token=True),
)
def index(actor: Actor, path: MeetingId) -> Answer:
    """Who is or was there; for the organisations of its body and the secretariat."""
    _, rows = queries_people.attendance(actor, path.id)
    return Answer(Listing[AttendanceShape](**whole([shapes_delegates.attendance(row) for row in rows])))


@noun.operation(
    "POST",
    "/meetings/<int:id>/attendance",
    Note(AttendanceShape, ATTENDANCE, 201, (403, 404, 409, 422), writes=True, sends=NEW),
)
def note(actor: Actor, path: MeetingId, body: AttendanceEntry) -> Answer:
    """Note somebody as present, remote or excused; for the secretariat. The same person again changes her line."""
    return Answer(shapes_delegates.attendance(service_attendance.note(actor, path.id, body)), 201)


@noun.operation(
    "POST",
    "/meetings/<int:id>/attendance/accepted",
    Note(Listing[AttendanceShape], examples.listing(ATTENDANCE), 201, (403, 404, 409), writes=True),
)
def note_who_accepted(actor: Actor, path: MeetingId) -> Answer:
    """Note all who have accepted and are not noted yet as present."""
    rows = service_attendance.note_who_accepted(actor, path.id)
    return Answer(Listing[AttendanceShape](**whole([shapes_delegates.attendance(row) for row in rows])), 201)


@noun.operation(
    "PATCH",
    "/meetings/<int:id>/attendance/<int:row_id>",
    Note(
        AttendanceShape,
        ATTENDANCE,
        refusals=(403, 404, 409, 412, 422),
        writes=True,
        match="heeded",
        sends={"to_at": "2026-12-12T03:30:00Z"},
    ),
)
def change(actor: Actor, path: AttendanceId, body: AttendanceChange, version: int | None) -> Answer:
    """Change a line: what is left out stays. `to_at` is when she left, null that she is there again."""
    row = service_attendance.change(actor, path.id, path.row_id, version, body)
    return Answer(shapes_delegates.attendance(row))


@noun.operation(
    "DELETE",
    "/meetings/<int:id>/attendance/<int:row_id>",
    Note(None, status=204, refusals=(403, 404, 409), writes=True),
)
def remove(actor: Actor, path: AttendanceId) -> Answer:
    """Take out a line that was noted by mistake."""
    service_attendance.remove(actor, path.id, path.row_id)
    return Answer(None, 204)


@noun.operation("GET", "/meetings/<int:id>/quorum", Note(QuorumShape, QUORUM, refusals=(404,)))
def quorum(actor: Actor, path: MeetingId) -> Answer:
    """How the quorum stands: live until the meeting is held, then as it stood."""
    meeting = queries.get(actor, path.id)
    found = attending.standing(meeting)
    lines = [QuorumLine(**line) for line in found["lines"]]
    frozen = meeting.quorum_result is not None
    return Answer(QuorumShape(is_met=found["is_met"], is_frozen=frozen, lines=lines))
