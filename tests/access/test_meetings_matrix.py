"""The permission table for bodies, meetings in every state, and proposals; lists agree with doors."""

from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, SYSTEM, Actor
from platform_app.access.levels import Role
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.inputs import read
from platform_app.meetings import (
    queries,
    queries_agenda,
    queries_meetings,
    queries_minutes,
    service,
    service_bodies,
    service_delegates,
    service_proposals,
)
from platform_app.meetings.inputs import BodyContent, Holding, WithReason
from platform_app.meetings.inputs_agenda import NewProposal
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Body, Meeting
from platform_app.meetings.models_agenda import AgendaProposal
from tests import factories
from tests.access.asking import Lists, opened
from tests.cast import Cast, address, assemble
from tests.meetings import inviting
from tests.meetings.scene import BODY, LENGTH, Scene, approved, circulated, open_scene

EVERYBODY = frozenset(
    "lin zhou wu chen shen huang qi amal gao he tang guest minister member observer anonymous system".split()  # noqa: SIM905
)
# The ministry keeps the joint meeting; Zhejiang, Fujian and Beijing vote; Ningbo observes, Dubai is a guest.
OF_IT = frozenset("shen huang qi amal minister member observer he system".split())  # noqa: SIM905
KEEPS = frozenset({"minister", "he", "system"})
VOTE = frozenset({"shen", "huang", "qi", "minister"})
EXPECTED: dict[P, tuple[type, frozenset[str]]] = {
    P.BODY_SEE: (Body, EVERYBODY),
    P.BODY_FOUND: (Organisation, frozenset({"shen", "he", "system"})),
    P.BODY_LEAD: (Body, KEEPS),
    P.MEETING_SEE: (Meeting, EVERYBODY),
    P.MEETING_SEE_PEOPLE: (Meeting, OF_IT),
    P.MEETING_JOIN: (Meeting, OF_IT),
    P.MEETING_RUN: (Meeting, KEEPS),
    P.AGENDA_PROPOSE: (Meeting, VOTE),
    P.AGENDA_WITHDRAW: (AgendaProposal, frozenset({"shen"})),
}
BECAUSE = WithReason(reason="场地未定。")


def test_every_permission_on_bodies_and_meetings_is_in_this_matrix() -> None:
    assert {p for p in P if p.name.startswith(("BODY_", "MEETING_", "AGENDA_"))} == set(EXPECTED)


@pytest.fixture
def cast(platform: Flask) -> Cast:
    factories.make_fields()
    return assemble()


def everybody(scene: Scene) -> dict[str, Actor]:
    """The cast, and people who only sit somewhere."""
    return {
        **scene.cast.actors,
        "minister": scene.ministry,
        "member": factories.make_actor(scene.cast.fujian, Role.MEMBER),
        "observer": factories.make_actor(scene.cast.ningbo, Role.EDITOR),
        "anonymous": ANONYMOUS,
        "system": SYSTEM,
    }


def check(actors: dict[str, Actor], permission: P, row: Any, expected: frozenset[str]) -> None:
    """Who may, at the door and in the list."""
    assert opened(actors, permission, row) == expected
    assert Lists(actors, permission, row.__class__).holding(row) == expected


def test_each_actor_may_do_what_the_matrix_says_and_lists_agree(cast: Cast, subtests: pytest.Subtests) -> None:
    scene = open_scene(cast)
    meeting = scene.convened()
    new = read(NewProposal, {"organisation": "330000", "title_zh": "统一验收口径"})
    made = service_proposals.propose(cast.shen, meeting.id, new)
    rows: dict[type, Any] = {
        Organisation: db.session.get_one(Organisation, cast.zhejiang.id),
        Body: queries.body(SYSTEM, scene.body.id),
        Meeting: queries.get(SYSTEM, meeting.id),
        AgendaProposal: queries_agenda.proposal(SYSTEM, meeting.id, made.id),
    }
    actors = everybody(scene)
    for permission in EXPECTED:
        with subtests.test(permission=permission.name_):
            model, expected = EXPECTED[permission]
            check(actors, permission, rows[model], expected)


def brought_to(scene: Scene, status: str) -> Meeting:
    """A meeting in a state."""
    he = scene.cast.he
    if status in ("planned", "convened"):
        return scene.planned() if status == "planned" else scene.convened()
    if status in ("postponed", "cancelled"):
        act = service.postpone if status == "postponed" else service.cancel
        return act(he, scene.planned().id, BECAUSE)
    meeting = scene.held()
    with clock.stopped_at(meeting.starts_at + LENGTH):
        if status == "circulated":
            circulated(scene, meeting)
        elif status in ("approved", "closed"):
            approved(scene, meeting)
        if status == "closed":
            service.close(he, meeting.id)
    return meeting


def test_a_meeting_is_open_to_everybody_once_it_was_convened_and_to_its_body_always(
    cast: Cast, subtests: pytest.Subtests
) -> None:
    scene = open_scene(cast)
    actors = everybody(scene)
    made = {status: brought_to(scene, status).id for status in MEETING.states}
    meetings = {status: queries.get(SYSTEM, id) for status, id in made.items()}
    expected = {P.MEETING_SEE: EVERYBODY, P.MEETING_SEE_PEOPLE: OF_IT, P.MEETING_RUN: KEEPS, P.AGENDA_PROPOSE: VOTE}
    for permission, who in expected.items():
        lists = Lists(actors, permission, Meeting)
        for status, meeting in meetings.items():
            with subtests.test(status=status, permission=permission.name_):
                assert meeting.status == status
                may = OF_IT if permission is P.MEETING_SEE and not meeting.convened_at else who
                assert opened(actors, permission, meeting) == lists.holding(meeting) == may


def test_a_closed_body_and_its_convened_meeting_are_for_its_people(cast: Cast) -> None:
    scene = open_scene(cast, is_public=False)
    actors = everybody(scene)
    check(actors, P.BODY_SEE, queries.body(SYSTEM, scene.body.id), OF_IT)
    check(actors, P.MEETING_SEE, queries.get(SYSTEM, scene.convened().id), OF_IT)


def test_who_is_named_reads_the_meeting_without_a_seat_until_she_is_withdrawn(cast: Cast) -> None:
    scene = open_scene(cast, is_public=False)
    meeting, other = scene.convened(), scene.planned()
    with pytest.raises(NotFound):
        queries.get(cast.guest, meeting.id)
    row = inviting.name(cast.huang, meeting, cast.fujian, address("guest"))
    guest = queries.as_delegate(cast.guest)
    seen = queries.get(cast.guest, meeting.id)
    for permission in (P.MEETING_SEE, P.MEETING_JOIN):
        check({"guest": guest}, permission, seen, frozenset({"guest"}))
    for permission in (P.MEETING_SEE_PEOPLE, P.MEETING_RUN, P.AGENDA_PROPOSE, P.MINUTES_SEE, P.MINUTES_WRITE):
        check({"guest": guest}, permission, seen, frozenset())
    assert queries_agenda.agenda(cast.guest, seen).items
    assert queries_meetings.records(cast.guest, seen)
    with pytest.raises(NotFound):
        queries.get(cast.guest, other.id)
    with pytest.raises(NotFound):
        queries.body(cast.guest, scene.body.id)
    service_delegates.withdraw(cast.huang, meeting.id, row.id)
    with pytest.raises(NotFound):
        queries.get(cast.guest, meeting.id)
    check({"guest": queries.as_delegate(cast.guest)}, P.MEETING_SEE, seen, frozenset())


def test_who_was_named_reads_the_minutes_once_they_go_round(cast: Cast) -> None:
    scene = open_scene(cast, is_public=False)
    meeting = scene.convened()
    inviting.name(cast.huang, meeting, cast.fujian, address("guest"))
    with clock.stopped_at(meeting.starts_at + LENGTH):
        scene.attend(meeting, cast.ministry, cast.zhejiang, cast.fujian)
        service.hold(cast.he, meeting.id, Holding())
        with pytest.raises(NotFound):
            queries_minutes.seen(cast.guest, meeting.id)
        circulated(scene, meeting)
        seen = queries_minutes.seen(cast.guest, meeting.id)
        check({"guest": queries.as_delegate(cast.guest)}, P.MINUTES_SEE, seen, frozenset({"guest"}))
        check({"guest": queries.as_delegate(cast.guest)}, P.MINUTES_COMMENT, seen, frozenset())


def test_a_province_keeps_its_own_working_meeting_without_the_platform(cast: Cast) -> None:
    scene = open_scene(cast)
    own = {**BODY, "series": "ZJ", "kind": "provincial", "lead": "330000", "members": [], "quorum": {}}
    body = service_bodies.found(cast.shen, read(BodyContent, own))
    check(everybody(scene), P.BODY_LEAD, queries.body(SYSTEM, body.id), frozenset({"shen", "system"}))
