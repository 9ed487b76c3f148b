"""The permission table for minutes: who reads, writes, comments, approves in each state; lists agree with doors."""

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.kernel.db import db
from platform_app.meetings import queries
from platform_app.meetings.models import Meeting
from tests.meetings.scene import Scene, approved, circulated, in_empty_database

EVERYBODY = frozenset(
    "lin zhou wu chen shen huang qi amal gao he tang guest minister anonymous system".split()  # noqa: SIM905
)
KEEPERS = frozenset({"he", "minister", "system"})  # the minister is an editor and coordinator of the body's secretariat
SEATED = KEEPERS | {"shen", "huang", "qi", "amal"}
MEMBERS = frozenset({"minister", "shen", "huang", "qi"})
# state, public: who may see; the other permissions are the same in each state
SEEN = {
    ("held", True): KEEPERS,
    ("circulated", True): SEATED,
    ("approved", True): EVERYBODY,
    ("approved", False): SEATED,
}


def test_every_permission_on_minutes_is_in_this_matrix() -> None:
    named = {P.MINUTES_SEE, P.MINUTES_WRITE, P.MINUTES_COMMENT, P.MINUTES_APPROVE}
    assert {p for p in P if p.name.startswith("MINUTES_")} == named


@pytest.fixture
def scene(platform: Flask) -> Scene:
    return in_empty_database()


def test_each_actor_may_do_what_the_matrix_says_and_lists_agree(scene: Scene, subtests: pytest.Subtests) -> None:
    strange = queries.get(SYSTEM, scene.held().id)
    actors = {**scene.cast.actors, "minister": scene.ministry, "anonymous": ANONYMOUS, "system": SYSTEM}
    for state, is_public in SEEN:
        with subtests.test(state=state, is_public=is_public):
            meeting = scene.held(is_public=is_public)
            if state == "circulated":
                circulated(scene, meeting)
            elif state == "approved":
                approved(scene, meeting)
            row = queries.get(SYSTEM, meeting.id)
            expected = {
                P.MINUTES_SEE: SEEN[state, is_public],
                P.MINUTES_WRITE: KEEPERS,
                P.MINUTES_COMMENT: MEMBERS,
                P.MINUTES_APPROVE: frozenset({"minister"}),
            }
            for permission, who in expected.items():
                assert {name for name, actor in actors.items() if allows(actor, permission, row)} == who, permission
                for name, actor in actors.items():
                    listed = set(db.session.scalars(select(Meeting.id).where(visible(actor, permission, Meeting))))
                    assert (row.id in listed) == (name in who), (permission, name)
                    assert (strange.id in listed) == allows(actor, permission, strange), (permission, name)


def test_a_chair_approves_in_place_of_the_lead(scene: Scene) -> None:
    meeting = queries.get(SYSTEM, scene.held(chair="qi@cast.example").id)
    actors = {**scene.cast.actors, "minister": scene.ministry}
    assert {name for name, actor in actors.items() if allows(actor, P.MINUTES_APPROVE, meeting)} == {"qi"}
    assert allows(scene.cast.qi, P.MINUTES_SEE, meeting)
