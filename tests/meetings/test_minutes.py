"""Minutes: written by several without loss, commented on, approved and locked, corrected by addenda."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from platform_app.kernel.inputs import read
from platform_app.meetings import (
    queries,
    queries_agenda,
    queries_minutes,
    service_approval,
    service_comments,
    service_minutes,
    service_voting,
)
from platform_app.meetings.inputs_minutes import (
    Approval,
    Circulation,
    Disposition,
    MinutesText,
    NewAddendum,
    NewComment,
)
from platform_app.meetings.inputs_resolutions import Adoption
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem
from platform_app.meetings.models_minutes import MinutesRevision
from tests.meetings.scene import Scene, adopted, approved, circulated, minutes, proposed


def first_item(meeting_id: int) -> AgendaItem:
    """The first item of an agenda."""
    return queries_agenda.items(meeting_id)[0]


def say(what: str) -> MinutesText:
    """A text in Chinese."""
    return read(MinutesText, {"text_zh": what})


def test_every_save_is_a_revision_and_what_was_rendered_stays(scene: Scene, held: Meeting) -> None:
    item = first_item(held.id)
    minutes(scene, held, item, "**同意**。", "*Agreed.*")
    row = minutes(scene, held, item, "同意，无异议。")
    assert (row.revision_no, row.html_zh, row.text_en) == (2, "<p>同意，无异议。</p>", "")
    texts = db.session.scalars(select(MinutesRevision.text_zh).order_by(MinutesRevision.no)).all()
    assert texts == ["**同意**。", "同意，无异议。"]


def test_a_stale_save_is_refused_with_what_is_there_and_nothing_is_lost(scene: Scene, held: Meeting) -> None:
    item = first_item(held.id)
    service_minutes.save(scene.cast.he, held.id, item.id, 0, say("第一稿"))
    with pytest.raises(Stale) as refused:
        service_minutes.save(scene.ministry, held.id, item.id, 0, say("另一稿"))
    assert refused.value.current.text_zh == "第一稿"
    assert queries_minutes.item(scene.cast.he, held.id, item.id)[1].row.text_zh == "第一稿"


def test_minutes_are_not_written_before_the_convening_nor_by_members(scene: Scene) -> None:
    planned = scene.planned()
    item = scene.item(planned)
    with pytest.raises(Conflict) as refused:
        service_minutes.save(scene.cast.he, planned.id, item.id, 0, say("早了"))
    assert refused.value.code == "meeting_planned"
    meeting = scene.held()
    with pytest.raises(NotAllowed):
        service_minutes.save(scene.cast.shen, meeting.id, first_item(meeting.id).id, 0, say("不是秘书处"))


def test_who_is_writing_is_shown_for_a_minute_after_the_last_sign(scene: Scene, held: Meeting) -> None:
    item = first_item(held.id)
    now = clock.now()
    with clock.stopped_at(now):
        assert service_minutes.note_writing(scene.cast.he, held.id, item.id) == []
        assert service_minutes.note_writing(scene.ministry, held.id, item.id) == [scene.cast.he.name]
        shown = queries_minutes.read(scene.cast.he, held.id)
        assert scene.cast.he.name in next(each.writers for each in shown.items if each.item.id == item.id)
    with clock.stopped_at(now + timedelta(seconds=61)):
        assert service_minutes.note_writing(scene.ministry, held.id, item.id) == []


def test_saving_takes_the_writer_away(scene: Scene, held: Meeting) -> None:
    item = first_item(held.id)
    service_minutes.note_writing(scene.cast.he, held.id, item.id)
    minutes(scene, held, item, "写完了。")
    assert service_minutes.note_writing(scene.ministry, held.id, item.id) == []


def test_minutes_circulate_until_a_day_that_has_not_passed(scene: Scene, held: Meeting) -> None:
    yesterday = read(Circulation, {"comments_until": clock.today() - timedelta(days=1)})
    with pytest.raises(Invalid) as refused:
        service_comments.circulate(scene.cast.he, held.id, yesterday)
    assert list(refused.value.errors) == ["comments_until"]
    assert circulated(scene, held).status == "circulated"
    again = circulated(scene, held, 9)
    assert again.comments_until == clock.today() + timedelta(days=9)


def test_members_comment_for_their_organisation_until_the_day_inclusive(scene: Scene, held: Meeting) -> None:
    item = first_item(held.id)
    circulated(scene, held, 1)
    until = clock.now() + timedelta(days=1)
    with clock.stopped_at(until):
        row = service_comments.comment(scene.cast.shen, held.id, read(NewComment, {"text": "补充", "item": item.id}))
    assert (row.org_id, row.item_id) == (scene.cast.zhejiang.id, item.id)
    with clock.stopped_at(until + timedelta(days=1)), pytest.raises(Conflict) as refused:
        service_comments.comment(scene.cast.shen, held.id, read(NewComment, {"text": "迟了"}))
    assert refused.value.code == "comments_over"
    other = read(NewComment, {"text": "代福建", "organisation": "350000"})
    with pytest.raises(Invalid) as wrong:
        service_comments.comment(scene.cast.shen, held.id, other)
    assert list(wrong.value.errors) == ["organisation"]
    with pytest.raises(NotAllowed):
        service_comments.comment(scene.cast.amal, held.id, read(NewComment, {"text": "a guest"}))


def test_minutes_are_approved_by_the_lead_once_the_day_is_over_and_each_comment_decided(
    scene: Scene, held: Meeting
) -> None:
    minutes(scene, held, first_item(held.id), "同意。")
    circulated(scene, held, 1)
    row = service_comments.comment(scene.cast.huang, held.id, read(NewComment, {"text": "第三段有误"}))
    with pytest.raises(Conflict) as early:
        service_approval.approve(scene.ministry, held.id, Approval())
    assert early.value.code == "comments_open"
    with clock.stopped_at(clock.now() + timedelta(days=2)):
        with pytest.raises(Conflict) as undecided:
            service_approval.approve(scene.ministry, held.id, Approval())
        assert undecided.value.code == "comments_undecided"
        service_comments.dispose(scene.cast.he, held.id, row.id, Disposition(disposition="accepted"))
        with pytest.raises(NotAllowed):
            service_approval.approve(scene.cast.he, held.id, Approval())
        done = service_approval.approve(scene.ministry, held.id, Approval())
    assert (done.status, done.approved_by_name) == ("approved", scene.ministry.name)


def test_who_approves_has_seen_the_newest_text(scene: Scene, held: Meeting) -> None:
    seen = circulated(scene, held, 0).version
    minutes(scene, held, first_item(held.id), "后来又改了。")
    with clock.stopped_at(clock.now() + timedelta(days=1)), pytest.raises(Stale):
        service_approval.approve(scene.ministry, held.id, Approval(), seen)


def test_who_approves_has_seen_what_was_adopted_meanwhile(scene: Scene, held: Meeting) -> None:
    row = proposed(scene, held)
    seen = circulated(scene, held, 0).version
    service_voting.adopt(scene.cast.he, row.id, Adoption(method="consensus"))
    with clock.stopped_at(clock.now() + timedelta(days=1)), pytest.raises(Stale):
        service_approval.approve(scene.ministry, held.id, Approval(), seen)


def test_approved_minutes_are_locked_under_the_digest_of_their_canonical_text(scene: Scene, held: Meeting) -> None:
    item = first_item(held.id)
    minutes(scene, held, item, "第一行  \n第二行", "Agreed.")
    number = adopted(scene, held, item=item.id).number
    done = approved(scene, held)
    whole = queries_minutes.canonical_text(ANONYMOUS, held.id)
    assert sha256(whole.encode()).hexdigest() == done.minutes_sha256
    assert f"RESOLUTION {number}\n" in whole
    assert "  第一行\n  第二行\n" in whole
    with pytest.raises(Conflict) as refused:
        minutes(scene, held, item, "改")
    assert "addendum" in str(refused.value)


def test_an_addendum_is_numbered_dated_and_has_its_own_digest(scene: Scene, held: Meeting) -> None:
    new = NewAddendum(text_zh="第一项第二行应为“三省”。")
    with pytest.raises(Conflict):
        service_approval.add_addendum(scene.cast.he, held.id, new)
    before = approved(scene, held).minutes_sha256
    service_approval.add_addendum(scene.cast.he, held.id, new)
    second = service_approval.add_addendum(scene.cast.he, held.id, new)
    assert second.no == 2
    whole = queries_minutes.canonical_addendum(ANONYMOUS, held.id, 2)
    assert sha256(whole.encode()).hexdigest() == second.sha256
    assert queries.get(ANONYMOUS, held.id).minutes_sha256 == before


def test_drafts_are_for_the_secretariat_and_circulated_minutes_for_the_body(scene: Scene, held: Meeting) -> None:
    with pytest.raises(NotFound):
        queries_minutes.read(scene.cast.shen, held.id)
    circulated(scene, held)
    queries_minutes.read(scene.cast.shen, held.id)
    with pytest.raises(NotFound):
        queries_minutes.read(scene.cast.lin, held.id)


def test_approved_minutes_of_a_closed_body_stay_within_it(scene: Scene) -> None:
    meeting = scene.held(is_public=False)
    approved(scene, meeting)
    queries_minutes.read(scene.cast.shen, meeting.id)
    with pytest.raises(NotFound):
        queries_minutes.read(ANONYMOUS, meeting.id)
