"""Who is told of what: each event, and whoever follows, is answered, is mentioned, has muted, or may not see it."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.check import require
from platform_app.access.levels import Role
from platform_app.access.permissions import P
from platform_app.accounts import service_people, service_seats
from platform_app.accounts.inputs import Refusal
from platform_app.cases import curation, publication
from platform_app.cases import service as cases
from platform_app.exchange import service_answers, service_curating, service_merging, service_posts
from platform_app.exchange.inputs import Because, Into, PostChange
from platform_app.exchange.models import Thread
from platform_app.following import queries, queue, words, worker
from platform_app.following.models import Follow, Notice, NoticeJob
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.pages import PageRequest
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import Recorded, use_case
from tests import factories
from tests.cast import Cast
from tests.following.conftest import follow, mute, thread_of, told

FOLLOWED: dict[str, Callable[[Cast], tuple[str, object]]] = {
    "its field": lambda cast: ("field", "smart-city"),
    "its tag": lambda cast: ("tag", "电梯"),
    "its organisation": lambda cast: ("organisation", cast.hangzhou.code),
    "the province above it": lambda cast: ("organisation", cast.zhejiang.code),
}


def test_who_follows_what_a_thread_lies_in_is_told_that_it_was_started(cast: Cast, subtests: pytest.Subtests) -> None:
    followers = (cast.chen, cast.amal, cast.gao, cast.tang)
    for what, follower in zip(FOLLOWED.values(), followers, strict=True):
        follow(follower, *what(cast))
    follow(cast.qi, "field", "new-urbanization")
    thread_of(cast)
    for what, follower in zip(FOLLOWED, followers, strict=True):
        with subtests.test(what):
            assert told(follower) == ["thread_started"]
    assert told(cast.qi) == told(cast.lin) == []


def test_who_follows_it_for_several_reasons_is_told_once(cast: Cast) -> None:
    for what in FOLLOWED.values():
        follow(cast.chen, *what(cast))
    thread_of(cast)
    assert told(cast.chen) == ["thread_started"]


def test_a_reply_reaches_followers_whoever_was_answered_and_not_its_author(cast: Cast, thread: Thread) -> None:
    follow(cast.chen, "thread", thread.id)
    answer = factories.make_post(cast.qi, thread)
    assert (told(cast.lin), told(cast.chen), told(cast.qi)) == (["reply"], ["reply"], [])
    factories.make_post(cast.lin, thread, "谢谢", in_reply_to=answer.id)
    assert told(cast.qi) == ["reply_to_you"]
    assert (told(cast.chen), told(cast.lin)) == (["reply x2"], ["reply"])


def test_who_writes_in_a_thread_follows_it_from_then_on(cast: Cast, thread: Thread) -> None:
    factories.make_post(cast.chen, thread)
    factories.make_post(cast.qi, thread)
    assert told(cast.chen) == ["reply"]
    assert {row.person_id for row in db.session.scalars(select(Follow))} == {cast.lin.id, cast.chen.id, cast.qi.id}
    assert all(row.is_automatic for row in db.session.scalars(select(Follow)))


def test_a_mention_is_told_as_a_mention_and_not_as_a_reply_too(cast: Cast, thread: Thread) -> None:
    factories.make_post(cast.chen, thread, f"请看 @[林](person:{cast.lin.id}) 的话")
    assert told(cast.lin) == ["mention"]


def test_a_mention_of_an_organisation_reaches_its_coordinators(cast: Cast) -> None:
    factories.make_thread(cast.chen, text="请 @[杭州](organisation:330100) 介绍")
    assert told(cast.lin) == ["organisation_mention"]
    assert told(cast.zhou) == told(cast.wu) == []


def test_who_is_mentioned_by_an_edit_is_told_and_who_was_before_is_not_told_again(cast: Cast, thread: Thread) -> None:
    post = factories.make_post(cast.chen, thread, f"@[林](person:{cast.lin.id}) 好")
    both = f"@[林](person:{cast.lin.id}) @[齐](person:{cast.qi.id}) 好"
    service_posts.edit(cast.chen, post.id, PostChange(text=both))
    assert (told(cast.lin), told(cast.qi)) == (["mention"], ["mention"])


def test_an_accepted_answer_reaches_its_author_and_the_followers_once(cast: Cast, thread: Thread) -> None:
    answer = factories.make_post(cast.chen, thread)
    follow(cast.qi, "thread", thread.id)
    for _ in range(2):
        service_answers.accept(cast.lin, thread.id, answer.id)
        service_answers.unaccept(cast.lin, thread.id)
    assert (told(cast.chen), told(cast.qi)) == (["yours_accepted"], ["accepted"])
    assert told(cast.lin) == ["reply"], "she accepted it herself"


def test_a_published_case_reaches_who_follows_its_city_province_or_field(cast: Cast) -> None:
    follow(cast.chen, "organisation", cast.hangzhou.code)
    follow(cast.qi, "field", "new-urbanization")
    follow(cast.amal, "tag", "Sponge City")
    factories.make_case(cast.lin, cast.hangzhou, status="published", tags={"zh": ["海绵城市"], "en": ["sponge city"]})
    assert told(cast.chen) == told(cast.qi) == told(cast.amal) == ["case_published"]


def test_a_newer_text_of_a_case_reaches_only_who_follows_the_case(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    follow(cast.chen, "case", case.id)
    follow(cast.qi, "field", "new-urbanization")
    cases.edit(cast.zhou, case.id, {"result": {"zh": "半年完成三十处改造。"}}, version=case.version)
    publication.publish(SYSTEM, case.id)
    assert (told(cast.chen), told(cast.qi)) == (["case_revised"], [])
    assert told(cast.lin) == ["case_revised", "case_published"], "the author follows her own case"


def test_a_featured_case_reaches_those_who_follow_it_or_its_field(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    follow(cast.chen, "field", "new-urbanization")
    curation.nominate(cast.lin, case.id)
    curation.recommend(cast.shen, case.id)
    curation.feature(cast.gao, case.id)
    assert told(cast.chen) == ["case_featured"]
    assert told(cast.gao) == []


def test_a_mute_wins_over_everything(cast: Cast, thread: Thread) -> None:
    mute(cast.chen, "thread", thread.id)
    mine = factories.make_post(cast.chen, thread)
    factories.make_post(cast.lin, thread, f"@[陈](person:{cast.chen.id}) 好", in_reply_to=mine.id)
    service_answers.accept(cast.lin, thread.id, mine.id)
    assert told(cast.chen) == []
    (row,) = db.session.scalars(select(Follow).where(Follow.person_id == cast.chen.id))
    assert row.how == "mute", "writing there has not undone it"


def test_a_muted_field_silences_new_threads_in_it_whatever_else_they_lie_in(cast: Cast) -> None:
    follow(cast.chen, "organisation", cast.hangzhou.code)
    mute(cast.chen, "field", "smart-city")
    thread = thread_of(cast)
    assert told(cast.chen) == []
    factories.make_post(cast.lin, thread, f"@[陈](person:{cast.chen.id}) 好")
    assert told(cast.chen) == ["mention"], "a thread is another subject than its field"


def test_what_waited_is_hushed_by_a_mute(cast: Cast, thread: Thread) -> None:
    factories.make_post(cast.chen, thread)
    assert queries.count_unread(cast.lin) == 1
    mute(cast.lin, "thread", thread.id)
    assert queries.count_unread(cast.lin) == 0


def test_a_mention_of_somebody_who_may_not_see_the_thread_is_no_notice_and_no_error(cast: Cast) -> None:
    about = {"visibility": "subtree", "scope": cast.zhejiang.code}
    factories.make_thread(cast.lin, text=f"@[陈](person:{cast.chen.id}) @[吴](person:{cast.wu.id})", **about)
    assert (told(cast.chen), queries.count_unread(cast.chen)) == ([], 0)
    assert told(cast.wu) == ["mention"]


def test_what_is_hidden_meanwhile_is_shown_to_nobody_who_was_told(cast: Cast, thread: Thread) -> None:
    post = factories.make_post(cast.chen, thread)
    assert told(cast.lin) == ["reply"]
    service_curating.hide_post(cast.gao, post.id, Because(reason="广告"))
    assert (told(cast.lin), queries.count_unread(cast.lin)) == ([], 0)


def test_who_leaves_the_members_sees_no_notices_of_what_is_theirs(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin, visibility="members")
    reader = factories.make_person(cast.xiamen, Role.MEMBER)
    follow(factories.acting(reader), "thread", thread.id)
    factories.make_post(cast.chen, thread)
    assert told(factories.acting(reader)) == ["reply"]
    for seat in db.session.scalars(select(service_seats.Membership).filter_by(person_id=reader.id)).all():
        service_seats.end_seat(factories.acting(reader), seat.id)
    assert told(factories.acting(reader)) == []


def test_suspended_people_are_told_nothing(cast: Cast, thread: Thread) -> None:
    service_people.suspend(SYSTEM, cast.lin.id or 0, Refusal(reason="离职"))
    factories.make_post(cast.chen, thread)
    assert db.session.scalar(select(Notice).where(Notice.person_id == cast.lin.id)) is None


def test_an_act_puts_one_row_into_the_queue_however_many_follow(cast: Cast, later: None) -> None:
    thread = thread_of(cast)
    for name in ("chen", "qi", "amal", "wu"):
        follow(cast.actors[name], "thread", thread.id)
    factories.make_post(cast.zhou, thread)
    assert [job.event for job in db.session.scalars(select(NoticeJob))] == ["ThreadStarted", "PostWritten"]


def test_who_has_read_a_post_in_its_thread_is_told_of_it_no_more(cast: Cast, thread: Thread) -> None:
    answer = factories.make_post(cast.chen, thread)
    factories.make_post(cast.chen, thread)
    service_posts.mark_read(cast.lin, thread.id, 2)
    assert told(cast.lin) == ["reply", "reply"], "one read, one not"
    assert queries.count_unread(cast.lin) == 1
    service_posts.mark_read(cast.lin, thread.id, 3)
    assert queries.count_unread(cast.lin) == 0
    service_posts.mark_read(cast.chen, thread.id, 3)
    service_answers.accept(cast.lin, thread.id, answer.id)
    assert queries.count_unread(cast.chen) == 1, "that it was accepted is news all the same"


def test_who_followed_a_thread_that_was_merged_follows_where_it_went(cast: Cast) -> None:
    gone, stays = thread_of(cast), factories.make_thread(cast.qi)
    follow(cast.chen, "thread", gone.id)
    mute(cast.amal, "thread", stays.id)
    follow(cast.amal, "thread", gone.id)
    service_merging.merge(cast.gao, gone.id, Into(thread_id=stays.id, reason="同一个问题"))
    factories.make_post(cast.zhou, stays)
    assert (told(cast.chen), told(cast.amal)) == (["reply"], [])


def test_one_person_is_told_what_moderators_decided_about_what_she_wrote(cast: Cast, thread: Thread) -> None:
    post = factories.make_post(cast.chen, thread)
    hide_and_tell(cast.gao, post.id, cast.chen.id or 0)
    worker.drain()
    assert told(cast.chen) == ["moderated"], "the post is hidden from others, and hers to read"
    (group,) = queries.groups(cast.chen, PageRequest()).items
    assert (words.sentence(group, "zh"), told(cast.qi)) == ("您的发言因广告被隐藏。", [])


@use_case
def hide_and_tell(actor: Actor, post_id: int, person_id: int) -> None:
    """As a handler of an event of moderation does it."""
    require(actor, P.AUDIT_READ)
    service_curating.hide_post(actor, post_id, Because(reason="广告"))
    recorded = Recorded(None, actor, clock.now())
    queue.note_for(recorded, person_id, SubjectRef("post", post_id), "您的发言因广告被隐藏。")
