"""The permission table for minutes: who reads, writes, comments, approves in each state; lists agree with doors."""

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.meetings import queries
from platform_app.meetings.models import Meeting
from tests.access.asking import Lists, opened
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
    made = {case: scene.held(is_public=case[1]) for case in SEEN}
    bring = {"held": lambda *_: None, "circulated": circulated, "approved": approved}
    for (state, _), meeting in made.items():
        bring[state](scene, meeting)
    meetings = {case: queries.get(SYSTEM, meeting.id) for case, meeting in made.items()}
    actors = {**scene.cast.actors, "minister": scene.ministry, "anonymous": ANONYMOUS, "system": SYSTEM}
    same = {P.MINUTES_WRITE: KEEPERS, P.MINUTES_COMMENT: MEMBERS, P.MINUTES_APPROVE: frozenset({"minister"})}
    for permission in (P.MINUTES_SEE, *same):
        lists = Lists(actors, permission, Meeting)
        for (state, is_public), meeting in meetings.items():
            with subtests.test(permission=permission.name_, state=state, is_public=is_public):
                assert (meeting.status, meeting.is_public) == (state, is_public)
                expected = same.get(permission, SEEN[state, is_public])
                assert opened(actors, permission, meeting) == lists.holding(meeting) == expected


def test_a_chair_approves_in_place_of_the_lead(scene: Scene) -> None:
    meeting = queries.get(SYSTEM, scene.held(chair="qi@cast.example").id)
    actors = {**scene.cast.actors, "minister": scene.ministry}
    assert {name for name, actor in actors.items() if allows(actor, P.MINUTES_APPROVE, meeting)} == {"qi"}
    assert allows(scene.cast.qi, P.MINUTES_SEE, meeting)
