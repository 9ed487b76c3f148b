"""Official acts stand among the notices of those whom they concern, and in no digest."""

import pytest
from sqlalchemy import select

from platform_app import events, wiring
from platform_app.coordination import service_answering
from platform_app.coordination.inputs import Acknowledgement
from platform_app.following import mailing, queries, words
from platform_app.following.models import Notice
from platform_app.following.telling_official import OFFICIAL
from platform_app.following.words_official import SENTENCES
from platform_app.kernel.db import db
from platform_app.kernel.inputs import read
from platform_app.kernel.pages import PageRequest
from platform_app.meetings import service as meetings
from platform_app.meetings.inputs import WithReason
from tests.cast import Cast
from tests.coordination.requesting import answer, put
from tests.following.conftest import told
from tests.meetings.scene import open_scene


def test_each_official_act_is_an_event_that_has_its_sentences() -> None:
    known = {kind.__name__ for kind in wiring.all_events()}
    assert OFFICIAL.keys() <= known
    whats = [what for what, _ in OFFICIAL.values()]
    assert sorted(whats) == sorted(SENTENCES) and len(set(whats)) == len(whats)
    assert max(len(what) for what in whats) <= 24
    assert events.RequestRaised.__name__ in OFFICIAL


def test_a_request_is_told_to_whom_it_is_put_and_its_answer_to_who_asked(cast: Cast) -> None:
    request = put(cast.lin, cast.hangzhou, cast.zhejiang)
    assert (told(cast.shen), told(cast.zhou), told(cast.lin)) == (["request_raised"], ["request_raised"], [])
    service_answering.acknowledge(cast.shen, request.id, read(Acknowledgement, {}))
    answer(cast.shen, request)
    assert told(cast.lin) == ["request_answered", "request_acknowledged"]
    assert told(cast.chen) == told(cast.huang) == told(cast.guest) == []


def test_the_line_names_the_request_and_leads_to_it(cast: Cast) -> None:
    request = put(cast.lin, cast.hangzhou, cast.zhejiang)
    (group,) = queries.groups(cast.shen, PageRequest(10)).items
    assert words.sentence(group, "en") == f"A new request: “{request.title}”"
    assert request.title in words.sentence(group, "zh")
    assert words.path(group) == f"/requests/{request.id}"


def test_official_acts_wait_for_no_digest_because_their_letters_come_at_once(cast: Cast) -> None:
    put(cast.lin, cast.hangzhou, cast.zhejiang)
    assert db.session.scalars(select(Notice.to_mail)).all() == [False, False]
    assert mailing.write_due() == 0


def test_a_meeting_is_told_to_its_members_once_it_is_convened(cast: Cast) -> None:
    scene = open_scene(cast)
    meeting = scene.planned()
    assert told(cast.shen) == []
    scene.item(meeting)
    convened = scene.convened()
    assert told(cast.shen) == told(cast.huang) == told(cast.amal) == ["meeting_convened"]
    assert told(cast.lin) == told(cast.he) == []
    meetings.cancel(cast.he, convened.id, WithReason(reason="改期后另行通知。"))
    meetings.cancel(cast.he, meeting.id, WithReason(reason="从未召集。"))
    assert told(cast.shen) == ["meeting_cancelled", "meeting_convened"]


OTHERS: list[str] = ["wu", "guest", "amal"]


def test_who_has_no_say_in_it_is_not_told(cast: Cast, subtests: pytest.Subtests) -> None:
    put(cast.lin, cast.hangzhou, cast.zhejiang)
    for name in OTHERS:
        with subtests.test(name=name):
            assert told(cast.actors[name]) == []
