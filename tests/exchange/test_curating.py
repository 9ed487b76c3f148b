"""Locking, pinning, moving, duplicates, merging, splitting, hiding: each on record, each undone without loss."""

import pytest
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS
from platform_app.exchange import (
    queries,
    queries_posts,
    records,
    service_answers,
    service_curating,
    service_merging,
)
from platform_app.exchange.inputs import Because, Into, Move, Pin, Split
from platform_app.exchange.models import Post, Thread
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from platform_app.kernel.pages import PageRequest
from tests import factories
from tests.cast import Cast

WHY = Because(reason="另有讨论。")


def fresh(thread: Thread) -> Thread:
    return db.session.get_one(Thread, thread.id, populate_existing=True)


def places(thread: Thread) -> list[tuple[int, str]]:
    rows = db.session.execute(select(Post.no, Post.text).where(Post.thread_id == thread.id).order_by(Post.no))
    return [(no, text) for no, text in rows]


def test_each_act_is_on_record_with_who_and_why_and_when_it_was_undone(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin, field="new-urbanization")
    service_curating.lock(cast.gao, thread.id, WHY)
    service_curating.pin(cast.gao, thread.id, Pin(reason="常被问到。"))
    service_curating.move(cast.gao, thread.id, Move(field="smart-city", kind="discussion", reason="属于智慧城市。"))
    row = fresh(thread)
    assert (row.is_locked, row.pinned, row.field_slug, row.kind) == (True, "field", "smart-city", "discussion")
    for act in ("move", "pin", "lock"):
        service_curating.undo(cast.gao, thread.id, act)
    row = fresh(thread)
    assert (row.is_locked, row.pinned, row.field_slug, row.kind) == (False, None, "new-urbanization", "question")
    kept = records.of_thread(cast.gao, row)
    assert [(each.act, each.person_name, each.undone_by_name) for each in kept] == [
        ("move", "高远", "高远"),
        ("pin", "高远", "高远"),
        ("lock", "高远", "高远"),
    ]
    assert all(each.reason and each.undone_at for each in kept)
    with pytest.raises(Conflict) as refused:
        service_curating.undo(cast.gao, thread.id, "lock")
    assert refused.value.code == "nothing_to_undo"


def test_a_province_curates_its_own_part_of_the_country_only(cast: Cast) -> None:
    own, other = factories.make_thread(cast.lin), factories.make_thread(cast.chen)
    service_curating.lock(cast.shen, own.id, WHY)
    for actor, thread in ((cast.shen, other), (cast.lin, own), (cast.he, own)):
        with pytest.raises(NotAllowed):
            service_curating.lock(actor, thread.id, WHY)
    with pytest.raises(NotAllowed):
        service_curating.pin(cast.shen, own.id, Pin(where="everywhere", reason="重要。"))


def test_what_is_pinned_stands_on_top_of_its_field(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin, field="smart-city")
    general = factories.make_thread(cast.lin)
    service_curating.pin(cast.gao, thread.id, Pin(reason="常被问到。"))
    with pytest.raises(Invalid):
        service_curating.pin(cast.gao, general.id, Pin(reason="常被问到。"))
    service_curating.pin(cast.gao, general.id, Pin(where="everywhere", reason="常被问到。"))
    top = queries.pinned(ANONYMOUS, queries.ThreadFilter(field="smart-city"))
    assert {line.thread.id for line in top} == {thread.id, general.id}
    assert [line.thread.id for line in queries.pinned(ANONYMOUS, queries.ThreadFilter())] == [general.id]


def test_a_duplicate_leads_to_the_other_and_takes_nothing(cast: Cast) -> None:
    other, thread = factories.make_thread(cast.lin), factories.make_thread(cast.chen)
    service_curating.close_as_duplicate(cast.gao, thread.id, Into(thread_id=other.id, reason="同一问题。"))
    read = queries.read(ANONYMOUS, thread.id)
    assert read.thread.target and read.thread.target.id == other.id
    with pytest.raises(Conflict):
        factories.make_post(cast.lin, thread)
    service_curating.undo(cast.gao, thread.id, "duplicate")
    factories.make_post(cast.lin, thread)


def test_a_merge_keeps_every_post_and_its_permalink_and_can_be_undone(cast: Cast) -> None:
    target = factories.make_thread(cast.lin, (cast.chen, "甲。"), title="原来的讨论")
    thread = factories.make_thread(cast.qi, (cast.chen, "乙。"), title="后来的讨论", text="丙？")
    moved = [id for (id,) in db.session.execute(select(Post.id).where(Post.thread_id == thread.id).order_by(Post.no))]
    service_merging.merge(cast.gao, thread.id, Into(thread_id=target.id, reason="同一问题。"))
    assert [text for _, text in places(target)][2:] == ["丙？", "乙。"]
    assert (fresh(target).post_count, fresh(target).last_no, fresh(thread).post_count) == (4, 4, 0)
    assert queries_posts.read(ANONYMOUS, moved[0])[0].id == target.id
    with pytest.raises(Conflict):
        factories.make_post(cast.lin, thread)
    factories.make_post(cast.lin, target, "丁。")
    service_merging.undo_merge(cast.gao, thread.id)
    assert places(thread) == [(1, "丙？"), (2, "乙。")]
    assert [no for no, _ in places(target)] == [1, 2, 5]
    assert (fresh(target).post_count, fresh(thread).post_count, fresh(thread).status) == (3, 2, "open")
    factories.make_post(cast.lin, thread)


NO_MERGES: list[str] = ["itself", "unknown", "hidden", "other readers", "a circle"]


def test_a_merge_that_cannot_be_is_refused_with_its_field(cast: Cast, subtests: pytest.Subtests) -> None:
    for case in NO_MERGES:
        with subtests.test(case=case):
            thread, other = factories.make_thread(cast.lin), factories.make_thread(cast.lin)
            into = {"itself": thread.id, "unknown": 999_999}.get(case, other.id)
            if case == "hidden":
                service_curating.hide(cast.gao, other.id, WHY)
            elif case == "other readers":
                into = factories.make_thread(cast.lin, visibility="members").id
            elif case == "a circle":
                service_merging.merge(cast.gao, other.id, Into(thread_id=thread.id, reason="同一问题。"))
            with pytest.raises(Invalid) as refused:
                service_merging.merge(cast.gao, thread.id, Into(thread_id=into, reason="同一问题。"))
            assert set(refused.value.errors) == {"thread_id"}


def test_a_split_makes_a_thread_of_its_own_and_leaves_the_places(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin, (cast.chen, "甲。"), (cast.qi, "另一个话题。"), (cast.chen, "乙。"))
    ids = [post.post.id for post in queries_posts.page_of(ANONYMOUS, fresh(thread), 1)]
    off = Split(post_ids=[ids[2]], title="资金从哪里来", reason="另一个话题。")
    new = service_merging.split(cast.gao, thread.id, off)
    assert (places(new), new.author_name) == ([(1, "另一个话题。")], "齐正")
    assert [no for no, _ in places(thread)] == [1, 2, 4]
    factories.make_post(cast.lin, new, "补充。")
    with pytest.raises(Invalid):
        service_merging.split(cast.gao, thread.id, Split(post_ids=[ids[0]], title="第一条也走", reason="不行。"))
    service_merging.undo_split(cast.gao, thread.id)
    assert [text for _, text in places(thread)][1:] == ["甲。", "另一个话题。", "乙。", "补充。"]
    assert fresh(new).status == "merged"
    assert fresh(thread).post_count == 5


def test_a_hidden_post_keeps_its_place_and_shows_its_author_why(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    post = factories.make_post(cast.chen, thread, "不当言论。")
    service_curating.hide_post(cast.gao, post.id, Because(reason="与主题无关。"))
    for actor, reads in ((ANONYMOUS, False), (cast.lin, False), (cast.chen, True), (cast.gao, True)):
        shown = queries_posts.page_of(actor, fresh(thread), 1)[1]
        assert shown.is_readable is reads
    row = db.session.get_one(Post, post.id)
    assert (fresh(thread).post_count, row.status_reason, row.status_by) == (1, "与主题无关。", "高远")
    with pytest.raises(Conflict):
        factories.make_post(cast.lin, thread, in_reply_to=post.id)
    with pytest.raises(NotFound):
        queries_posts.get(cast.lin, post.id)
    with pytest.raises(NotAllowed):
        service_curating.show_post(cast.chen, post.id)
    service_curating.show_post(cast.gao, post.id)
    assert fresh(thread).post_count == 2
    own = factories.make_post(cast.gao, thread, "请围绕主题。")
    with pytest.raises(NotAllowed):
        service_curating.hide_post(cast.gao, own.id, WHY)


def test_a_hidden_thread_is_out_of_every_list(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    service_curating.hide(cast.gao, thread.id, WHY)
    assert not queries.threads(cast.chen, queries.ThreadFilter(), PageRequest()).items
    assert queries.count(cast.chen, queries.ThreadFilter()) == 0
    with pytest.raises(NotFound):
        queries.get(cast.chen, thread.id)
    assert queries.get(cast.lin, thread.id).status == "hidden"
    service_curating.undo(cast.gao, thread.id, "hide")
    assert queries.get(ANONYMOUS, thread.id).status == "open"


def test_only_whose_question_it_is_accepts_an_answer(cast: Cast) -> None:
    thread = factories.make_thread(cast.zhou)
    post = factories.make_post(cast.chen, thread)
    for stranger in (cast.chen, cast.gao, cast.shen):
        with pytest.raises(NotAllowed):
            service_answers.accept(stranger, thread.id, post.id)
    assert service_answers.accept(cast.lin, thread.id, post.id).is_answered  # coordinator of the asker's organisation
    elsewhere = factories.make_post(cast.chen, factories.make_thread(cast.lin))
    first = queries_posts.page_of(ANONYMOUS, thread, 1)[0].post
    for wrong in (elsewhere.id, first.id, 999_999):
        with pytest.raises(Invalid) as refused:
            service_answers.accept(cast.zhou, thread.id, wrong)
        assert set(refused.value.errors) == {"post_id"}
    service_answers.unaccept(cast.zhou, thread.id)
    assert fresh(thread).accepted_post_id is None
    talk = factories.make_thread(cast.lin, kind="discussion")
    with pytest.raises(Conflict):
        service_answers.accept(cast.lin, talk.id, factories.make_post(cast.chen, talk).id)
