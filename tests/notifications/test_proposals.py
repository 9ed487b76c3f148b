"""Who is told what of a proposal for an agenda: the secretariat when it is made, its organisation at the decision."""

import pytest
from flask import Flask

from platform_app.access.levels import Role
from platform_app.kernel.inputs import read
from platform_app.meetings import service, service_bodies, service_proposals
from platform_app.meetings.inputs import BodyContent, WithReason
from platform_app.meetings.inputs_agenda import Merger, NewProposal
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaProposal
from tests import factories
from tests.mailbox import Mailbox
from tests.meetings.conftest import scene
from tests.meetings.scene import BODY, Scene, meeting_content
from tests.notifications.test_notices import body, got

__all__ = ["scene"]


@pytest.fixture
def mailbox(platform: Flask) -> Mailbox:
    return Mailbox(platform)


def propose(scene: Scene, meeting: Meeting) -> AgendaProposal:
    """Zhejiang's coordinator proposes something."""
    new = {"organisation": "330000", "title_zh": "统一验收口径", "minutes": 15}
    return service_proposals.propose(scene.cast.shen, meeting.id, read(NewProposal, new))


def test_the_secretariat_of_a_ministry_and_of_the_platform_are_told_that_something_is_proposed(
    scene: Scene, mailbox: Mailbox
) -> None:
    meeting = scene.planned()
    propose(scene, meeting)
    assert f"/meetings/{meeting.id}/proposals" in body(mailbox, scene.cast.he)
    assert got(mailbox, scene.ministry) == got(mailbox, scene.cast.he) == ["浙江省提出议题：统一验收口径"]
    assert [got(mailbox, who) for who in (scene.cast.shen, scene.cast.huang)] == [[], []]


@pytest.mark.parametrize(
    ("act", "subject", "says"),
    [
        ("accept", "议题已列入议程：统一验收口径", "2 统一验收口径"),
        ("merge", "议题已并入其他议题：统一验收口径", "1 电梯加装的标准"),
        ("decline", "议题未列入议程：统一验收口径", "请先由省内协调。"),
    ],
)
def test_who_proposed_is_told_what_was_decided_and_why(
    scene: Scene, mailbox: Mailbox, act: str, subject: str, says: str
) -> None:
    he, meeting = scene.cast.he, scene.planned()
    item, made = scene.item(meeting), propose(scene, meeting)
    got(mailbox, he)
    if act == "accept":
        service_proposals.accept(he, meeting.id, made.id)
    elif act == "merge":
        service_proposals.merge(he, meeting.id, made.id, Merger(item=item.id))
    else:
        service_proposals.decline(he, meeting.id, made.id, WithReason(reason="请先由省内协调。"))
    assert says in body(mailbox, scene.cast.shen)
    assert got(mailbox, scene.cast.shen) == [subject]
    assert got(mailbox, he) == []


def test_what_a_province_keeps_is_told_to_its_own_people_only(scene: Scene, mailbox: Mailbox) -> None:
    cast = scene.cast
    own = {"series": "ZJ", "kind": "provincial", "lead": "330000", "quorum": {}}
    members = [{"organisation": "330100", "role": "member"}]
    found = service_bodies.found(cast.shen, read(BodyContent, {**BODY, **own, "members": members}))
    keeper = factories.make_actor(cast.zhejiang, Role.EDITOR)
    meeting = service.plan(cast.shen, found.id, meeting_content())
    new = read(NewProposal, {"organisation": "330100", "title_zh": "加装电梯补贴"})
    service_proposals.propose(cast.lin, meeting.id, new)
    assert got(mailbox, keeper) == got(mailbox, cast.shen) == ["杭州市提出议题：加装电梯补贴"]
    assert got(mailbox, cast.he) == []
