"""Delegates answer on the page and by the link in their letter, until the meeting begins."""

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS
from platform_app.kernel import clock
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed
from platform_app.meetings import queries_people, service, service_answers, service_delegates
from platform_app.meetings.inputs import WithReason
from platform_app.meetings.inputs_people import DelegateAnswer, LinkAnswer
from platform_app.meetings.models import Meeting
from tests.mailbox import Mailbox
from tests.meetings.inviting import SOMEBODY, huang_for_fujian, name
from tests.meetings.scene import Scene

YES = LinkAnswer(answer="accepted", comment="准时到。")


@pytest.fixture
def mailbox(platform: Flask) -> Mailbox:
    return Mailbox(platform)


def test_she_answers_herself_and_her_coordinator_for_others(scene: Scene, convened: Meeting) -> None:
    cast = scene.cast
    huang_for_fujian(scene, convened)
    other = name(cast.huang, convened, cast.fujian)
    own = service_answers.answer(cast.huang, convened.id, DelegateAnswer(answer="tentative"))
    hers = service_answers.answer(cast.huang, convened.id, DelegateAnswer(delegate=other.id, answer="declined"))
    assert [(each.answer, each.via) for each in (own, hers)] == [("tentative", "page"), ("declined", "page")]
    with pytest.raises(NotAllowed):
        service_answers.answer(cast.shen, convened.id, DelegateAnswer(delegate=other.id, answer="accepted"))
    for wrong in (DelegateAnswer(answer="accepted"), DelegateAnswer(delegate=999, answer="accepted")):
        with pytest.raises(Invalid) as refused:
            service_answers.answer(cast.shen, convened.id, wrong)
        assert list(refused.value.errors) == ["delegate"]


def test_the_link_in_the_letter_answers_until_the_meeting_begins(
    scene: Scene, convened: Meeting, mailbox: Mailbox
) -> None:
    cast = scene.cast
    row = name(cast.huang, convened, cast.fujian)
    secret = mailbox.secret(SOMEBODY, "answer")
    assert service_answers.answer_by_link(ANONYMOUS, secret, YES).answer == "accepted"
    changed = service_answers.answer_by_link(ANONYMOUS, secret, LinkAnswer(answer="declined"))
    assert (changed.id, changed.answer, changed.comment, changed.via) == (row.id, "declined", None, "link")
    with clock.stopped_at(convened.starts_at), pytest.raises(Conflict) as late:
        service_answers.answer_by_link(ANONYMOUS, secret, YES)
    assert late.value.code == "meeting_begun"


def test_a_newer_letter_and_a_withdrawal_take_the_link_away(scene: Scene, convened: Meeting, mailbox: Mailbox) -> None:
    cast = scene.cast
    row = name(cast.huang, convened, cast.fujian)
    first = mailbox.secret(SOMEBODY, "answer")
    service_delegates.withdraw(cast.huang, convened.id, row.id)
    name(cast.huang, convened, cast.fujian)
    second = mailbox.secret(SOMEBODY, "answer")
    for secret in (first, "unknown", "\x00", ""):
        with pytest.raises(Conflict) as refused:
            queries_people.delegate_behind(secret)
        assert refused.value.code == "link_unknown"
    assert queries_people.delegate_behind(second).id == row.id


def test_what_is_not_convened_takes_no_answer(scene: Scene, convened: Meeting, mailbox: Mailbox) -> None:
    cast = scene.cast
    huang_for_fujian(scene, convened)
    service.postpone(cast.he, convened.id, WithReason(reason="场地未定。"))
    with pytest.raises(Conflict) as refused:
        service_answers.answer(cast.huang, convened.id, DelegateAnswer(answer="accepted"))
    assert refused.value.code == "meeting_postponed"
