"""Bodies and the life of their meetings."""

from datetime import timedelta

import pytest

from platform_app.access.actor import ANONYMOUS
from platform_app.kernel import clock
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from platform_app.kernel.inputs import read
from platform_app.meetings import queries, service, service_bodies
from platform_app.meetings.inputs import BodyContent, Convocation, Holding, WithReason
from platform_app.meetings.models import Meeting
from tests.meetings.scene import BODY, LENGTH, Scene, meeting_content


def test_a_quorum_over_membership_is_refused_and_nothing_is_set_up(scene: Scene) -> None:
    wanted = {**BODY, "series": "X1", "quorum": {"counts": {"provincial": 4}}}
    with pytest.raises(Invalid) as refused:
        service_bodies.found(scene.cast.he, read(BodyContent, wanted))
    assert list(refused.value.errors) == ["quorum.counts.provincial"]
    service_bodies.found(scene.cast.he, read(BodyContent, {**wanted, "quorum": {"counts": {"provincial": 3}}}))


def test_a_province_sets_up_its_own_working_meeting_and_no_other(scene: Scene) -> None:
    own = {**BODY, "series": "ZJ", "kind": "provincial", "lead": "330000", "members": [], "quorum": {}}
    body = service_bodies.found(scene.cast.shen, read(BodyContent, own))
    assert (body.level, body.org_id) == ("provincial", scene.cast.zhejiang.id)
    with pytest.raises(NotAllowed):
        service_bodies.found(scene.cast.huang, read(BodyContent, {**own, "series": "ZJ2"}))


def test_meetings_of_a_body_are_numbered_in_their_order(scene: Scene) -> None:
    assert [scene.planned().number, scene.planned().number] == [1, 2]


WRONG_TIMES: list[tuple[str, dict[str, str]]] = [
    ("ends_at", {"ends_at": "2020-01-01T09:00"}),
    ("starts_at", {"starts_at": "2020-01-01T09:00"}),
    ("papers_due_on", {"papers_due_on": "2099-01-01"}),
    ("time_zone", {"time_zone": "Asia/Nowhere"}),
]


def test_a_wrong_time_is_refused_by_its_field(scene: Scene, subtests: pytest.Subtests) -> None:
    for field, parts in WRONG_TIMES:
        with subtests.test(field=field, parts=parts):
            with pytest.raises(Invalid) as refused:
                scene.planned(**parts)
            assert list(refused.value.errors) == [field]


def test_a_planned_meeting_is_seen_by_its_body_and_a_convened_one_by_everybody(scene: Scene) -> None:
    meeting = scene.planned()
    queries.get(scene.cast.shen, meeting.id)
    with pytest.raises(NotFound):
        queries.get(ANONYMOUS, meeting.id)
    service.convene(scene.cast.he, meeting.id, Convocation())
    assert queries.get(ANONYMOUS, meeting.id).status == "convened"


def test_a_postponed_meeting_is_convened_again_at_its_new_time(scene: Scene, convened: Meeting) -> None:
    service.postpone(scene.cast.he, convened.id, WithReason(reason="场地未定。"))
    version = queries.get(scene.cast.he, convened.id).version
    later = clock.now() + timedelta(days=40)
    service.edit(scene.cast.he, convened.id, version, meeting_content(starts_at=later, ends_at=later + LENGTH))
    again = service.convene(scene.cast.he, convened.id, Convocation())
    assert (again.status, again.sequence) == ("convened", 3)


def test_a_meeting_is_not_held_before_it_begins(scene: Scene, convened: Meeting) -> None:
    with pytest.raises(Conflict) as refused:
        service.hold(scene.cast.he, convened.id, Holding())
    assert refused.value.code == "not_begun"


def test_the_quorum_is_frozen_when_a_meeting_is_held(scene: Scene) -> None:
    cast = scene.cast
    assert scene.held().quorum_result["is_met"] is True
    assert scene.held(cast.zhejiang, cast.fujian).quorum_result["is_met"] is False
