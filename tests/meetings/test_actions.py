"""Action items: given, changed, worked on, closed with evidence, judged; the whole table; boards and their counts."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from platform_app.access.actor import SYSTEM
from platform_app.accounts.models import Person
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from platform_app.kernel.inputs import read
from platform_app.kernel.pages import PageRequest
from platform_app.meetings import queries_actions, service_action_end, service_actions
from platform_app.meetings.inputs import WithReason
from platform_app.meetings.inputs_actions import ActionContent, ActionNote, ActionReopening, ActionWords, Completion
from platform_app.meetings.lifecycle import ACTION
from platform_app.meetings.models import Meeting
from platform_app.meetings.queries_actions import ActionFilter
from tests import factories
from tests.meetings.acting import done, give, now, resolve
from tests.meetings.scene import Scene

BECAUSE = WithReason(reason="另有安排。")
NO_WORDS = ActionWords()
ALLOWED = {
    "edit": {"open": "open", "in_progress": "in_progress"},
    "note": {"open": "open", "in_progress": "in_progress", "done": "done"},
    "start": {"open": "in_progress"},
    "complete": {"open": "done", "in_progress": "done"},
    "confirm": {"done": "confirmed"},
    "reopen": {"done": "in_progress", "confirmed": "in_progress", "dropped": "in_progress"},
    "drop": {"open": "dropped", "in_progress": "dropped"},
}


@pytest.mark.parametrize(("act", "status"), list(product(ALLOWED, ACTION.states)))
def test_the_table_of_states_whole(act: str, status: str) -> None:
    expected = ALLOWED[act].get(status)
    assert ACTION.can(status, act) == (expected is not None)
    if expected is not None:
        assert ACTION.after(status, act) == expected
        return
    with pytest.raises(Conflict) as refused:
        ACTION.after(status, act)
    assert refused.value.code == f"action_{status}"


def test_every_act_of_the_table_is_tried() -> None:
    assert set(ACTION.moves) == set(ALLOWED)


def test_it_is_given_worked_on_closed_with_evidence_and_confirmed_on_record(scene: Scene) -> None:
    cast = scene.cast
    action = give(scene, cast.hangzhou, person="lin@cast.example", priority="high")
    assert (action.person_name, action.secretariat_id, action.org_level) == ("林晓", cast.ministry.id, "city")
    service_actions.start(cast.zhou, action.id, NO_WORDS)
    service_actions.note(cast.lin, action.id, ActionNote(words="完成一半。"))
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    done(cast.lin, action, evidence=[{"kind": "case", "id": case.id}])
    service_action_end.confirm(cast.he, action.id, NO_WORDS)
    kept = queries_actions.read(cast.shen, action.id)
    assert [each.act for each in kept.log] == ["assigned", "started", "noted", "done", "confirmed"]
    assert (kept.status, kept.settled, kept.confirmed_by_name) == ("confirmed", 1, "何静")
    (link,) = queries_actions.evidence(cast.shen, action.id)
    assert (link.to_kind, link.to_id, link.role) == ("case", case.id, "evidence")


UNPROVEN: list[tuple[dict[str, Any], str]] = [
    ({}, "evidence"),
    ({"evidence_words": "都好了。"}, "evidence"),
    ({"evidence_url": "https://hangzhou.example/1"}, "evidence_words"),
    ({"evidence_url": "javascript:alert(1)", "evidence_words": "都好了。"}, "evidence_url"),
    ({"evidence": [{"kind": "case", "id": 99}]}, "evidence"),
    ({"evidence": [{"kind": "person", "id": 1}]}, "evidence.0.kind"),
]


def test_closing_without_evidence_is_refused_and_changes_nothing(scene: Scene, subtests: pytest.Subtests) -> None:
    action = give(scene, scene.cast.hangzhou)
    for parts, field in UNPROVEN:
        with subtests.test(parts=parts, field=field):
            with pytest.raises(Invalid) as refused:
                service_action_end.complete(scene.cast.lin, action.id, read(Completion, parts))
            assert list(refused.value.errors) == [field]
            assert now(action).status == "open"


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"person": "chen@cast.example"}, "person"),
    ({"person": "nobody@cast.example"}, "person"),
    ({"organisation": "999999"}, "organisation"),
    ({"due_on": "2020-01-01"}, "due_on"),
    ({"indicator": "I99"}, "indicator"),
    ({"body": None}, "body"),
    ({"meeting": 99}, "meeting"),
    ({"item": 1}, "meeting"),
    ({"resolution": 99}, "resolution"),
    ({"priority": "huge"}, "priority"),
]


def test_a_wrong_action_item_names_its_field(scene: Scene, subtests: pytest.Subtests) -> None:
    for parts, field in WRONG:
        with subtests.test(parts=parts, field=field):
            with pytest.raises(Invalid) as refused:
                give(scene, scene.cast.hangzhou, **parts)
            assert list(refused.value.errors) == [field]


def test_a_resolution_says_body_meeting_and_item(scene: Scene, convened: Meeting) -> None:
    resolution = resolve(convened, item_id=scene.item(convened).id)
    action = give(scene, scene.cast.hangzhou, body=None, resolution=resolution.id)
    assert (action.body_id, action.meeting_id, action.item_id) == (scene.body.id, convened.id, resolution.item_id)


def test_a_changed_day_and_priority_stand_in_the_log_and_an_old_version_is_refused(scene: Scene) -> None:
    cast = scene.cast
    action = give(scene, cast.hangzhou)
    later = action.due_on + timedelta(days=9)
    new = read(ActionContent, {"title_zh": "编制指南", "organisation": "330100", "due_on": later, "priority": "high"})
    seen = action.version
    service_actions.edit(cast.he, action.id, seen, new)
    with pytest.raises(Stale):
        service_actions.edit(cast.he, action.id, seen, new)
    log = queries_actions.read(cast.he, action.id).log
    assert [(each.act, each.due_on) for each in log[1:]] == [("edited", None), ("due", later), ("high", None)]


def test_an_edit_keeps_a_day_that_has_passed_and_sets_none(scene: Scene) -> None:
    cast = scene.cast
    action = give(scene, cast.hangzhou, 3)
    plain = {"title_zh": "编制指南", "organisation": "330100"}
    with clock.stopped_at(clock.now() + timedelta(days=9)):
        same = read(ActionContent, {**plain, "due_on": action.due_on})
        service_actions.edit(cast.he, action.id, action.version, same)
        before = read(ActionContent, {**plain, "due_on": action.due_on + timedelta(days=1)})
        with pytest.raises(Invalid):
            service_actions.edit(cast.he, action.id, now(action).version, before)


def test_who_gives_reopens_and_drops_is_the_secretariat_alone(scene: Scene) -> None:
    cast = scene.cast
    action = give(scene, cast.hangzhou)
    for act in (
        lambda: service_action_end.drop(cast.lin, action.id, BECAUSE),
        lambda: service_action_end.confirm(cast.shen, action.id, NO_WORDS),
        lambda: done(cast.shen, action),
        lambda: service_actions.start(cast.wu, action.id, NO_WORDS),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotFound):
        service_actions.start(cast.guest, action.id, NO_WORDS)
    done(cast.lin, action)
    late = clock.now() + timedelta(days=90)
    with clock.stopped_at(late):
        reopened = service_action_end.reopen(scene.ministry, action.id, ActionReopening(reason="材料不全。"))
        assert (reopened.status, reopened.due_on) == ("in_progress", clock.today() + timedelta(days=7))
        dropped = service_action_end.drop(scene.ministry, action.id, BECAUSE)
        assert (dropped.status, dropped.settled, dropped.dropped_reason) == ("dropped", 1, "另有安排。")


def test_the_person_it_was_given_to_works_on_it_whatever_her_seat(scene: Scene) -> None:
    action = give(scene, scene.cast.hangzhou, person="wu@cast.example")
    assert queries_actions.open_acts(scene.cast.wu, action) == ["start", "complete", "note"]
    service_actions.start(scene.cast.wu, action.id, NO_WORDS)


def test_a_board_shows_what_is_overdue_first_and_pages_without_gap_or_double(scene: Scene) -> None:
    cast = scene.cast
    late = [give(scene, cast.hangzhou, days) for days in (3, 2)]
    owed = [give(scene, cast.hangzhou, days) for days in (40, 30)]
    waiting, settled = give(scene, cast.hangzhou, 1), give(scene, cast.hangzhou, 1)
    give(scene, cast.xiamen, 1)
    for action in (waiting, settled):
        done(cast.lin, action)
    service_action_end.confirm(cast.he, settled.id, NO_WORDS)
    expected = [late[1].id, late[0].id, owed[1].id, owed[0].id, waiting.id, settled.id]
    with clock.stopped_at(clock.now() + timedelta(days=10)):
        found, cursor = [], None
        while True:
            page = queries_actions.listing(cast.lin, ActionFilter(mine=True), PageRequest(2, cursor))
            found += [each.id for each in page.items]
            cursor = page.next
            if cursor is None:
                break
        assert (found, page.total) == (expected, 6)
        counts = queries_actions.counts(cast.lin, ActionFilter(mine=True))
        assert (counts.overdue, counts.owed, counts.done, counts.settled) == (2, 4, 1, 1)
        assert queries_actions.counts(cast.lin, ActionFilter(mine=True, overdue=True, status="done")).overdue == 0
        assert len(queries_actions.every(cast.he, ActionFilter(kept_by=[cast.ministry.id], level="city"))) == 7


CURSORS: list[str] = ["WzAsInRvbW9ycm93IiwxXQ", "WzEsMiwzXQ", "x"]


def test_a_cursor_of_another_list_is_refused(scene: Scene, subtests: pytest.Subtests) -> None:
    for cursor in CURSORS:
        with subtests.test(cursor=cursor), pytest.raises(Invalid):
            queries_actions.listing(scene.cast.he, ActionFilter(), PageRequest(2, cursor))


def test_the_board_over_everything_is_the_secretariats(scene: Scene) -> None:
    cast = scene.cast
    assert queries_actions.kept_by_hers(cast.he) is None
    assert queries_actions.kept_by_hers(SYSTEM) is None
    assert queries_actions.kept_by_hers(scene.ministry) == {cast.ministry.id}
    for actor in (cast.shen, cast.lin, cast.guest):
        with pytest.raises(NotAllowed):
            queries_actions.kept_by_hers(actor)


def test_a_suspended_person_is_given_nothing(scene: Scene) -> None:
    person = db.session.query(Person).filter_by(email="zhou@cast.example").one()
    person.suspended_at = clock.now()
    db.session.commit()
    with pytest.raises(Invalid):
        give(scene, scene.cast.hangzhou, person="zhou@cast.example")
