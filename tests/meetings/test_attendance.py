"""Who is there, since when, until when; what that makes of the quorum while it meets and afterwards."""

from datetime import timedelta

import pytest

from platform_app.kernel import clock
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from platform_app.kernel.inputs import read
from platform_app.meetings import attending, queries, queries_people, service, service_answers, service_attendance
from platform_app.meetings.inputs import AttendanceEntry, Holding
from platform_app.meetings.inputs_people import AttendanceChange, DelegateAnswer
from platform_app.meetings.models import Meeting
from tests.meetings.inviting import huang_for_fujian, name
from tests.meetings.scene import Scene

HOUR = timedelta(hours=1)


def is_met(meeting: Meeting) -> bool:
    return bool(attending.standing(meeting)["is_met"])


def test_the_quorum_follows_who_comes_and_who_leaves(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    with clock.stopped_at(convened.starts_at):
        scene.attend(convened, cast.ministry, cast.zhejiang, cast.fujian)
        assert is_met(convened)
        _, rows = queries_people.attendance(cast.shen, convened.id)
    with clock.stopped_at(convened.starts_at + HOUR):
        left = service_attendance.leave(cast.he, convened.id, rows[1].id)
        assert left.to_at == convened.starts_at + HOUR
        assert not is_met(queries.get(cast.he, convened.id))
    with clock.stopped_at(convened.ends_at):
        held = service.hold(cast.he, convened.id, Holding())
        assert held.quorum_result == attending.standing(held)
        assert is_met(held), "who was there counts once it is over"
        service_attendance.remove(cast.he, convened.id, rows[1].id)
        assert is_met(queries.get(cast.he, convened.id)), "what is frozen stays"


def test_everybody_who_accepted_is_present_by_one_act(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    huang_for_fujian(scene, convened)
    name(cast.shen, convened, cast.zhejiang)
    service_answers.answer(cast.huang, convened.id, DelegateAnswer(answer="accepted"))
    with clock.stopped_at(convened.starts_at):
        assert [row.name for row in service_attendance.note_who_accepted(cast.he, convened.id)] == ["黄杉"]
        assert service_attendance.note_who_accepted(cast.he, convened.id) == []


def test_a_line_is_changed_at_its_version_and_taken_out(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    with clock.stopped_at(convened.starts_at):
        scene.attend(convened, cast.fujian)
        _, (row,) = queries_people.attendance(cast.he, convened.id)
        local = {"how": "remote", "from_at": "2026-12-12T09:00", "to_at": "2026-12-12T10:00"}
        changed = service_attendance.change(cast.he, convened.id, row.id, row.version, read(AttendanceChange, local))
        assert changed.from_at is not None and changed.from_at.utcoffset() == timedelta(hours=8)
        with pytest.raises(Stale):
            service_attendance.change(cast.he, convened.id, row.id, row.version - 9, AttendanceChange())
        ends_early = read(AttendanceChange, {"to_at": "2026-12-12T08:00"})
        with pytest.raises(Invalid) as refused:
            service_attendance.change(cast.he, convened.id, row.id, changed.version, ends_early)
        assert list(refused.value.errors) == ["to_at"]
        excused = service_attendance.change(
            cast.he, convened.id, row.id, changed.version, AttendanceChange(how="apologies")
        )
        assert (excused.from_at, excused.to_at) == (None, None)
        with pytest.raises(Conflict):
            service_attendance.leave(cast.he, convened.id, row.id)
        service_attendance.remove(cast.he, convened.id, row.id)
        with pytest.raises(NotFound):
            service_attendance.remove(cast.he, convened.id, row.id)


def test_a_delegate_is_noted_once_whatever_she_is_called(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    row = huang_for_fujian(scene, convened)
    for called in ("黄杉", "黄 杉"):
        entry = {"organisation": "350000", "name": called, "delegate": row.id}
        service_attendance.note(cast.he, convened.id, read(AttendanceEntry, entry))
    _, rows = queries_people.attendance(cast.he, convened.id)
    assert [each.name for each in rows] == ["黄 杉"]
    strange = {"organisation": "330000", "name": "黄杉", "delegate": row.id}
    with pytest.raises(Invalid) as refused:
        service_attendance.note(cast.he, convened.id, read(AttendanceEntry, strange))
    assert list(refused.value.errors) == ["delegate"]


def test_only_the_secretariat_notes_and_outsiders_read_nothing(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    with pytest.raises(NotAllowed):
        service_attendance.note_who_accepted(cast.shen, convened.id)
    with pytest.raises(NotAllowed):
        queries_people.attendance(cast.lin, convened.id)
