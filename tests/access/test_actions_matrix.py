"""The permission table for action items: who reads, works on, gives and judges them, in every state; lists agree."""

from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, SYSTEM, Actor
from platform_app.access.check import allows
from platform_app.access.levels import Role
from platform_app.access.permissions import P
from platform_app.kernel.db import db
from platform_app.meetings import queries, queries_actions, service_action_end
from platform_app.meetings.inputs import WithReason
from platform_app.meetings.inputs_actions import ActionWords
from platform_app.meetings.lifecycle import ACTION
from platform_app.meetings.models import Body
from platform_app.meetings.models_decisions import ActionItem
from tests import factories
from tests.access.asking import Lists, opened
from tests.meetings.acting import done, give
from tests.meetings.scene import Scene, in_empty_database


def names(said: str) -> frozenset[str]:
    return frozenset(said.split())


# Hangzhou (lin, zhou, wu) owns it and wu does it; the ministry's body has shen's, huang's, qi's and amal's.
EXPECTED: dict[P, frozenset[str]] = {
    P.ACTION_SEE: names("lin zhou wu shen huang qi amal he minister writer system"),
    P.ACTION_WORK: names("lin zhou wu system"),
    P.ACTION_JUDGE: names("he writer system"),
}
ACTS = {
    "lin": {"start", "complete", "note"},
    "wu": {"start", "complete", "note"},
    "he": {"note", "confirm", "reopen", "edit", "drop"},
    "writer": {"note", "confirm", "reopen", "edit", "drop"},
    "shen": set[str](),
    "minister": set[str](),
}


def test_every_permission_on_action_items_is_in_this_matrix() -> None:
    others = {P.ACTION_ASSIGN, P.BOARD_SEE_ALL}
    assert {p for p in P if p.name.startswith(("ACTION_", "BOARD_"))} == set(EXPECTED) | others


@pytest.fixture
def scene(platform: Flask) -> Scene:
    return in_empty_database()


def everybody(scene: Scene) -> dict[str, Actor]:
    minister = factories.make_actor(scene.cast.ministry, Role.MEMBER)
    more = {"minister": minister, "writer": scene.ministry, "anonymous": ANONYMOUS, "system": SYSTEM}
    return {**scene.cast.actors, **more}


def in_state(scene: Scene, status: str) -> ActionItem:
    action = give(scene, scene.cast.hangzhou, person="wu@cast.example")
    if status in ("done", "confirmed"):
        done(scene.cast.lin, action)
    if status == "confirmed":
        service_action_end.confirm(scene.cast.he, action.id, ActionWords())
    if status == "dropped":
        service_action_end.drop(scene.cast.he, action.id, WithReason(reason="不再需要。"))
    if status == "in_progress":
        db.session.get_one(ActionItem, action.id).status = status
        db.session.commit()
    return queries.action(SYSTEM, action.id)


def test_each_actor_may_do_what_the_matrix_says_in_each_state_and_lists_agree(
    scene: Scene, subtests: pytest.Subtests
) -> None:
    actors = everybody(scene)
    made = {status: in_state(scene, status).id for status in ACTION.states}
    rows = {status: queries_actions.read(SYSTEM, id) for status, id in made.items()}
    strange = queries_actions.read(SYSTEM, give(scene, scene.cast.zhejiang).id)
    for permission, expected in EXPECTED.items():
        lists = Lists(actors, permission, ActionItem)
        assert lists.holding(strange) == opened(actors, permission, strange)
        for status, row in rows.items():
            with subtests.test(permission=permission.name_, status=status):
                assert opened(actors, permission, row) == lists.holding(row) == expected
    for status, row in rows.items():
        with subtests.test("acts", status=status):
            assert row.status == status
            for name, mine in ACTS.items():
                expected_acts = {act for act in mine if ACTION.can(status, act)}
                assert set(queries_actions.open_acts(actors[name], row)) == expected_acts, name


def test_action_items_are_given_by_whoever_keeps_the_body(scene: Scene) -> None:
    actors = everybody(scene)
    body: Any = queries.body(SYSTEM, scene.body.id)
    expected = names("he writer system")
    assert opened(actors, P.ACTION_ASSIGN, body) == expected
    assert Lists(actors, P.ACTION_ASSIGN, Body).holding(body) == expected


def test_the_board_over_everything_is_the_platforms_secretariats(scene: Scene) -> None:
    actors = everybody(scene)
    assert {name for name, actor in actors.items() if allows(actor, P.BOARD_SEE_ALL)} == {"he", "system"}
