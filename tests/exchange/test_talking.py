"""Starting threads, replying, editing, taking back, giving signs; what each leaves behind."""

import pytest
from sqlalchemy import func, select

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.exchange import queries, queries_posts, service_curating, service_posts, service_threads
from platform_app.exchange.inputs import Because, NewThread, PostChange, ThreadChange
from platform_app.exchange.models import Post, PostRevision, Thread
from platform_app.exchange.models_marks import Mention, Reaction, ReplyDraft
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from platform_app.kernel.inputs import read
from platform_app.kernel.pages import PageRequest
from tests import factories
from tests.cast import Cast


def fresh(thread: Thread) -> Thread:
    return db.session.get_one(Thread, thread.id, populate_existing=True)


def test_a_thread_speaks_for_its_authors_organisation_and_counts_its_posts(cast: Cast) -> None:
    thread = factories.make_thread(
        cast.lin, (cast.chen, "约四十万元。"), field="new-urbanization", tags=["电梯", "费用"]
    )
    row = fresh(thread)
    assert (row.org_id, row.author_name, row.post_count, row.last_no) == (cast.hangzhou.id, "林晓", 2, 2)
    assert (row.last_author, row.tags, row.language) == ("陈屿", ["电梯", "费用"], "zh")
    wanted = queries.ThreadFilter(tag="电梯", field="new-urbanization", unanswered=True)
    assert [line.thread.id for line in queries.threads(ANONYMOUS, wanted, PageRequest()).items] == [thread.id]


def test_a_reply_is_not_lost_and_answers_a_post_of_its_thread(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    first = queries_posts.page_of(ANONYMOUS, thread, 1)[0].post
    answer = factories.make_post(cast.chen, thread, "> 每台造价多少？\n\n约四十万元。", in_reply_to=first.id)
    shown = queries_posts.page_of(ANONYMOUS, fresh(thread), 1)
    assert [each.post.no for each in shown] == [1, 2]
    assert shown[1].post.in_reply_to and shown[1].post.in_reply_to.author_name == "林晓"
    other = factories.make_thread(cast.lin)
    with pytest.raises(Invalid) as refused:
        factories.make_post(cast.chen, other, in_reply_to=answer.id)
    assert set(refused.value.errors) == {"in_reply_to"}


NO_POSTS: list[tuple[str, str]] = [
    ("", "text"),
    ("> 只有引用\n> 没有别的", "text"),
    ("长" * 20_001, "text"),
    (" ".join(f"@[某人](person:{n})" for n in range(1, 501)), "text"),
    ("half \ud800", "text"),
]


def test_what_is_no_post_is_refused_with_its_field_and_nothing_is_written(
    cast: Cast, subtests: pytest.Subtests
) -> None:
    thread = factories.make_thread(cast.lin)
    for text, field in NO_POSTS:
        with subtests.test(text=text, field=field):
            with pytest.raises(Invalid) as refused:
                factories.make_post(cast.chen, thread, text)
            assert set(refused.value.errors) == {field}
            assert db.session.scalar(select(func.count(Post.id))) == 1
            assert fresh(thread).last_no == 1


NO_THREADS: list[tuple[dict[str, object], str]] = [
    ({"title": "短"}, "title"),
    ({"field": "no-such"}, "field"),
    ({"subject": {"kind": "case", "id": 999}}, "subject"),
    ({"organisation": "350200"}, "organisation"),
    ({"organisation": "999999"}, "organisation"),
    ({"visibility": "subtree", "scope": "350000"}, "scope"),
    ({"visibility": "public", "scope": "330000"}, "scope"),
    ({"kind": "poll"}, "kind"),
]


def test_a_thread_that_cannot_be_names_the_field(cast: Cast, subtests: pytest.Subtests) -> None:
    for parts, field in NO_THREADS:
        with subtests.test(parts=parts, field=field):
            with pytest.raises(Invalid) as refused:
                factories.make_thread(cast.lin, **parts)
            assert set(refused.value.errors) == {field}
            assert db.session.scalar(select(func.count(Thread.id))) == 0


def test_a_thread_is_about_what_everybody_may_read_and_stands_there(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    draft = factories.make_case(cast.lin, cast.hangzhou)
    thread = factories.make_thread(cast.chen, subject={"kind": "case", "id": case.id})
    assert thread.subject
    assert [row.id for row in queries.of_subject(ANONYMOUS, thread.subject)] == [thread.id]
    with pytest.raises(Invalid):
        factories.make_thread(cast.lin, subject={"kind": "case", "id": draft.id})


def test_who_announces_to_whom(cast: Cast) -> None:
    announced = {"kind": "announcement", "title": "申报通知", "text": "请于月底前报送。"}
    down = factories.make_thread(cast.shen, **announced, visibility="subtree")
    assert down.scope_path == cast.zhejiang.path
    assert queries.get(cast.wu, down.id).id == down.id
    for stranger in (ANONYMOUS, cast.guest, cast.chen):
        with pytest.raises(NotFound):
            queries.get(stranger, down.id)
    for may_not in (cast.lin, cast.chen):
        with pytest.raises(NotAllowed):
            factories.make_thread(may_not, **announced, visibility="subtree")
    with pytest.raises(NotAllowed):
        factories.make_thread(cast.shen, **announced)  # to everybody
    assert factories.make_thread(cast.gao, **announced).org_id is None


def test_an_edit_keeps_the_old_text_and_a_stale_one_is_refused(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    post = factories.make_post(cast.chen, thread, "约四十万元。")
    seen = post.version
    edited = service_posts.edit(cast.chen, post.id, PostChange(text="约四十五万元。"), version=seen)
    assert (edited.revision_no, edited.edited_at is not None) == (2, True)
    texts = [each.text for each in queries_posts.revisions(ANONYMOUS, post.id)[1]]
    assert texts == ["约四十五万元。", "约四十万元。"]
    with pytest.raises(Stale):
        service_posts.edit(cast.chen, post.id, PostChange(text="约五十万元。"), version=seen)
    with pytest.raises(NotAllowed):
        service_posts.edit(cast.lin, post.id, PostChange(text="我改一下。"))
    assert db.session.scalar(select(func.count(PostRevision.id)).where(PostRevision.post_id == post.id)) == 2


def test_what_is_taken_back_leaves_its_place(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin, (cast.chen, "一。"), (cast.qi, "二。"))
    second = queries_posts.page_of(ANONYMOUS, fresh(thread), 1)[1].post
    service_posts.take_back(cast.chen, second.id)
    shown = queries_posts.page_of(cast.chen, fresh(thread), 1)
    assert [(each.post.no, each.is_readable) for each in shown] == [(1, True), (2, False), (3, True)]
    assert (fresh(thread).post_count, fresh(thread).last_no) == (2, 3)
    with pytest.raises(NotFound):
        service_posts.take_back(cast.chen, second.id)
    factories.make_post(cast.chen, thread, "三。")
    assert fresh(thread).last_no == 4  # no number is given twice


def test_a_thread_nobody_answered_goes_with_its_first_post(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    service_posts.take_back(cast.lin, queries_posts.page_of(cast.lin, thread, 1)[0].post.id)
    assert fresh(thread).status == "deleted"
    with pytest.raises(NotFound):
        queries.get(ANONYMOUS, thread.id)


def test_a_sign_counts_once_and_not_for_oneself(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    post = factories.make_post(cast.chen, thread)
    for _ in range(2):
        service_posts.react(cast.lin, post.id, "thanks")
    service_posts.react(cast.qi, post.id, "thanks")
    service_posts.react(cast.qi, post.id, "helpful")
    row = db.session.get_one(Post, post.id, populate_existing=True)
    assert row.reactions == {"helpful": 1, "thanks": 2}
    assert db.session.scalar(select(func.count()).select_from(Reaction)) == 3
    service_posts.take_sign_back(cast.qi, post.id, "thanks")
    assert db.session.get_one(Post, post.id, populate_existing=True).reactions == {"helpful": 1, "thanks": 1}
    with pytest.raises(NotAllowed):
        service_posts.react(cast.chen, post.id, "agree")
    assert row.version == post.version, "a sign must not make an edit stale"


def test_mentions_stand_under_their_true_names_and_unknown_ones_stay_words(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    said = f"@[随便](organisation:350200) @[谁](person:{cast.chen.id}) @[无](organisation:999999)"
    post = factories.make_post(cast.qi, thread, said)
    assert '@<a class="mention" href="/organisations/350200">厦门市</a>' in post.html
    assert '@<span class="mention">陈屿</span> @无' in post.html
    kept = {(each.kind, each.target_id) for each in db.session.scalars(select(Mention))}
    assert kept == {("organisation", cast.xiamen.id), ("person", cast.chen.id)}


def test_what_one_has_begun_to_write_is_hers_until_it_is_sent(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    service_posts.keep_draft(cast.chen, thread.id, "还没写完")
    assert queries.read(cast.chen, thread.id).draft.text == "还没写完"  # type: ignore[union-attr]
    assert queries.read(cast.lin, thread.id).draft is None
    factories.make_post(cast.chen, thread)
    assert db.session.scalar(select(func.count()).select_from(ReplyDraft)) == 0


def test_a_read_mark_only_moves_on(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin, (cast.chen, "一。"), (cast.qi, "二。"))
    service_posts.mark_read(cast.lin, thread.id, 2)
    service_posts.mark_read(cast.lin, thread.id, 1)
    service_posts.mark_read(cast.lin, thread.id, 2)
    assert queries.read(cast.lin, thread.id).read_no == 2
    line = queries.threads(cast.lin, queries.ThreadFilter(), PageRequest()).items[0]
    assert line.unread == 1


def test_a_locked_thread_takes_nothing_from_anybody(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    post = factories.make_post(cast.chen, thread)
    service_curating.lock(cast.gao, thread.id, Because(reason="讨论已结束。"))
    for actor in (cast.chen, cast.lin, cast.gao):
        with pytest.raises(Conflict) as refused:
            factories.make_post(actor, thread)
        assert refused.value.code == "thread_locked"
    with pytest.raises(Conflict):
        service_posts.edit(cast.chen, post.id, PostChange(text="改一改。"))
    with pytest.raises(Conflict):
        service_posts.react(cast.lin, post.id, "thanks")
    with pytest.raises(Conflict):
        service_threads.edit(cast.lin, thread.id, ThreadChange(title="换个标题"))
    service_curating.undo(cast.gao, thread.id, "lock")
    factories.make_post(cast.chen, thread)


def test_the_editors_write_in_both_languages(cast: Cast) -> None:
    new = {**factories.THREAD, "title_translation": "What did it cost?", "translation": "How much is one lift?"}
    thread = service_threads.start(SYSTEM, read(NewThread, new), slug="lift-cost")
    post = queries_posts.page_of(ANONYMOUS, thread, 1)[0].post
    assert (thread.author_name, post.author_name) == ("编辑部 Editors",) * 2
    assert post.translation_html == "<p>How much is one lift?</p>"
