"""The permission table for resolutions: who reads, puts forward, leads, votes; lists agree with doors."""

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.kernel.db import db
from platform_app.meetings import queries, service_resolutions
from platform_app.meetings.inputs_resolutions import Lapse
from platform_app.meetings.models import MeetingInvitation
from platform_app.meetings.models_decisions import Resolution
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
    strange = queries.resolution(SYSTEM, proposed(scene, scene.held()).id)
    actors = {**scene.cast.actors, "minister": scene.ministry, "anonymous": ANONYMOUS, "system": SYSTEM}
    for state, is_public in SEEN:
        with subtests.test(state=state, is_public=is_public):
            meeting = scene.held(is_public=is_public)
            made = adopted(scene, meeting) if state == "adopted" else proposed(scene, meeting)
            if state == "lapsed":
                service_resolutions.lapse(scene.cast.he, made.id, Lapse(reason="撤回。"))
            row = queries.resolution(SYSTEM, made.id)
            expected = {
                P.RESOLUTION_SEE: SEEN[state, is_public],
                P.RESOLUTION_PROPOSE: KEEPERS | {"shen", "huang", "qi"},
                P.RESOLUTION_LEAD: KEEPERS,
            }
            for permission, who in expected.items():
                assert {name for name, actor in actors.items() if allows(actor, permission, row)} == who, permission
                for name, actor in actors.items():
                    listed = set(
                        db.session.scalars(select(Resolution.id).where(visible(actor, permission, Resolution)))
                    )
                    assert (row.id in listed) == (name in who), (permission, name)
                    assert (strange.id in listed) == allows(actor, permission, strange), (permission, name)


VOTERS: list[tuple[str, set[str]]] = [
    ("zhejiang", {"shen", "system"}),
    ("ministry", {"minister", "system"}),
    ("ningbo", {"system"}),  # an observer
    ("dubai", {"system"}),  # a guest
]


def test_coordinators_of_invited_members_vote_and_lists_agree(scene: Scene, subtests: pytest.Subtests) -> None:
    meeting = scene.held()
    actors = {**scene.cast.actors, "minister": scene.ministry, "anonymous": ANONYMOUS, "system": SYSTEM}
    for organisation, who in VOTERS:
        with subtests.test(organisation=organisation, who=who):
            own = select(MeetingInvitation).filter_by(
                meeting_id=meeting.id, org_id=getattr(scene.cast, organisation).id
            )
            row = db.session.scalars(own).one()
            assert {name for name, actor in actors.items() if allows(actor, P.RESOLUTION_VOTE, row)} == who
            for name, actor in actors.items():
                clause = visible(actor, P.RESOLUTION_VOTE, MeetingInvitation)
                assert (row.id in set(db.session.scalars(select(MeetingInvitation.id).where(clause)))) == (
                    name in who
                ), name
