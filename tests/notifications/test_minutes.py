"""Who gets a letter about minutes and resolutions."""

from datetime import timedelta

import pytest
from flask import Flask

from platform_app.kernel import clock
from platform_app.kernel.inputs import read
from platform_app.meetings import service_approval, service_comments
from platform_app.meetings.inputs_minutes import Approval, Disposition, NewComment
from tests.cast import address
from tests.mailbox import Mailbox
from tests.meetings.scene import Scene, adopted, circulated, in_empty_database

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def scene(platform: Flask) -> Scene:
    return in_empty_database()


@pytest.fixture
def mailbox(platform: Flask) -> Mailbox:
    return Mailbox(platform)


def subjects(mailbox: Mailbox, name: str) -> list[str]:
    """What somebody got."""
    return [str(each["Subject"]).partition("】")[2] for each in mailbox.to(address(name))]


def test_members_are_told_of_the_circulation_with_its_day(scene: Scene, mailbox: Mailbox) -> None:
    meeting = scene.held()
    before = len(mailbox.to(address("amal")))
    circulated(scene, meeting, 5)
    for name in ("shen", "huang", "qi"):
        assert subjects(mailbox, name)[-1].startswith("征求意见"), name
    last = mailbox.to(address("shen"))[-1].get_content()
    assert (clock.today() + timedelta(days=5)).isoformat() in last
    assert f"/meetings/{meeting.id}/minutes" in last
    assert len(mailbox.to(address("amal"))) == before
    assert not any("征求意见" in each for each in subjects(mailbox, "he"))


def test_who_commented_gets_one_letter_at_the_approval_and_the_others_another(scene: Scene, mailbox: Mailbox) -> None:
    meeting = scene.held()
    circulated(scene, meeting, 0)
    for what in ("请写明时限。", "另有一处笔误。"):
        row = service_comments.comment(scene.cast.shen, meeting.id, read(NewComment, {"text": what}))
        service_comments.dispose(scene.cast.he, meeting.id, row.id, Disposition(disposition="accepted"))
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        done = service_approval.approve(scene.ministry, meeting.id, Approval())
    assert subjects(mailbox, "shen")[-1].startswith("意见处理结果")
    assert sum(each.startswith("意见处理结果") for each in subjects(mailbox, "shen")) == 1
    assert subjects(mailbox, "huang")[-1].startswith("会议纪要已批准")
    assert done.minutes_sha256 in mailbox.to(address("huang"))[-1].get_content()


def test_members_are_told_of_an_adopted_resolution(scene: Scene, mailbox: Mailbox) -> None:
    row = adopted(scene, scene.held())
    assert subjects(mailbox, "qi")[-1] == f"决议通过：{row.number} {row.title_zh}"
    assert not any("决议通过" in each for each in subjects(mailbox, "amal"))
