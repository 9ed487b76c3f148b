"""The permission table for resolutions: who reads, puts forward, leads, votes; lists agree with doors."""

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.access.permissions import P
from platform_app.kernel.db import db
from platform_app.meetings import queries, service_resolutions
from platform_app.meetings.inputs_resolutions import Lapse
from platform_app.meetings.models import MeetingInvitation
from platform_app.meetings.models_decisions import Resolution
from tests.access.asking import Lists, opened
from tests.meetings.scene import Scene, adopted, in_empty_database, proposed

EVERYBODY = frozenset(
    "lin zhou wu chen shen huang qi amal gao he tang guest minister anonymous system".split()  # noqa: SIM905
)
KEEPERS = frozenset({"he", "minister", "system"})
SEATED = KEEPERS | {"shen", "huang", "qi", "amal"}
SEEN = {
    ("proposed", True): SEATED,
    ("adopted", True): EVERYBODY,
    ("lapsed", True): SEATED,  # it was never adopted
    ("adopted", False): SEATED,
}


def test_every_permission_on_resolutions_is_in_this_matrix() -> None:
    named = {P.RESOLUTION_SEE, P.RESOLUTION_PROPOSE, P.RESOLUTION_LEAD, P.RESOLUTION_VOTE}
    assert {p for p in P if p.name.startswith("RESOLUTION_")} == named


@pytest.fixture
def scene(platform: Flask) -> Scene:
    return in_empty_database()


def test_each_actor_may_do_what_the_matrix_says_and_lists_agree(scene: Scene, subtests: pytest.Subtests) -> None:
    meetings = {is_public: scene.held(is_public=is_public) for is_public in (True, False)}
    made = {
        (state, is_public): (adopted if state == "adopted" else proposed)(scene, meetings[is_public]).id
        for state, is_public in SEEN
    }
    service_resolutions.lapse(scene.cast.he, made["lapsed", True], Lapse(reason="撤回。"))
    rows = {case: queries.resolution(SYSTEM, id) for case, id in made.items()}
    actors = {**scene.cast.actors, "minister": scene.ministry, "anonymous": ANONYMOUS, "system": SYSTEM}
    same = {P.RESOLUTION_PROPOSE: KEEPERS | {"shen", "huang", "qi"}, P.RESOLUTION_LEAD: KEEPERS}
    for permission in (P.RESOLUTION_SEE, *same):
        lists = Lists(actors, permission, Resolution)
        for (state, is_public), row in rows.items():
            with subtests.test(permission=permission.name_, state=state, is_public=is_public):
                assert row.status == state
                expected = same.get(permission, SEEN[state, is_public])
                assert opened(actors, permission, row) == lists.holding(row) == expected


VOTERS: list[tuple[str, set[str]]] = [
    ("zhejiang", {"shen", "system"}),
    ("ministry", {"minister", "system"}),
    ("ningbo", {"system"}),  # an observer
    ("dubai", {"system"}),  # a guest
]


def test_coordinators_of_invited_members_vote_and_lists_agree(scene: Scene, subtests: pytest.Subtests) -> None:
    invited = select(MeetingInvitation).filter_by(meeting_id=scene.held().id)
    rows = {row.org_id: row for row in db.session.scalars(invited)}
    actors = {**scene.cast.actors, "minister": scene.ministry, "anonymous": ANONYMOUS, "system": SYSTEM}
    lists = Lists(actors, P.RESOLUTION_VOTE, MeetingInvitation)
    for organisation, who in VOTERS:
        with subtests.test(organisation):
            row = rows[scene.cast.organisations[organisation].id]
            assert opened(actors, P.RESOLUTION_VOTE, row) == lists.holding(row) == who
