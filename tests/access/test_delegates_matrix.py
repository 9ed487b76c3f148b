"""The permission table for delegates, their answers and calendars; lists agree with doors."""

from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.access.check import allows
from platform_app.access.levels import Role
from platform_app.access.permissions import P
from platform_app.meetings import queries, queries_people
from platform_app.meetings.models import Meeting, MeetingInvitation
from platform_app.meetings.models_people import Delegate
from tests import factories
from tests.access.asking import Lists, opened
from tests.cast import Cast, assemble
from tests.meetings.inviting import huang_for_fujian
from tests.meetings.scene import open_scene

# Fujian's member and coordinator, and huang, who is named for Fujian; ningbo observes, dubai is a guest.
EXPECTED: dict[P, tuple[type, frozenset[str]]] = {
    P.DELEGATE_NAME: (MeetingInvitation, frozenset({"huang", "system"})),
    P.DELEGATE_ANSWER: (Delegate, frozenset({"huang", "system"})),
    P.MEETING_SEE_PEOPLE: (
        Meeting,
        frozenset({"shen", "huang", "qi", "amal", "member", "minister", "observer", "he", "system"}),
    ),
}


@pytest.fixture
def cast(platform: Flask) -> Cast:
    factories.make_fields()
    return assemble()


def test_each_actor_may_do_what_the_matrix_says_and_lists_agree(cast: Cast, subtests: pytest.Subtests) -> None:
    scene = open_scene(cast)
    meeting = scene.convened()
    row = huang_for_fujian(scene, meeting)
    invitation = queries_people.invitation(meeting.id, cast.fujian.id)
    subjects: dict[type, Any] = {
        MeetingInvitation: invitation,
        Delegate: queries_people.delegate(meeting.id, row.id),
        Meeting: queries.get(SYSTEM, meeting.id),
    }
    actors = {
        **cast.actors,
        "member": factories.make_actor(cast.fujian, Role.MEMBER),
        "observer": factories.make_actor(cast.ningbo, Role.MEMBER),
        "minister": scene.ministry,
        "anonymous": ANONYMOUS,
        "system": SYSTEM,
    }
    for permission, (model, expected) in EXPECTED.items():
        with subtests.test(permission=permission.name_):
            subject = subjects[model]
            assert opened(actors, permission, subject) == expected
            assert Lists(actors, permission, model).holding(subject) == expected


def test_everybody_who_is_signed_in_keeps_a_calendar_address(cast: Cast) -> None:
    keeps = {name for name, actor in {**cast.actors, "anonymous": ANONYMOUS}.items() if allows(actor, P.CALENDAR_KEEP)}
    assert keeps == set(cast.actors)
