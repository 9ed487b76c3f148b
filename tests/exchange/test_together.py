"""Many at once: sixteen writers in one thread lose nothing, and every counter is what the rows say."""

from functools import partial

from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import SYSTEM
from platform_app.access.levels import Role
from platform_app.exchange import counting, service_curating, service_posts
from platform_app.exchange.inputs import Because, NewPost
from platform_app.exchange.models import Post, Thread
from platform_app.kernel.db import db
from tests import factories
from tests.cast import assemble
from tests.simultaneously import together

WRITERS, EACH = 16, 2


def test_sixteen_writers_in_one_thread_lose_no_post_and_no_counter_drifts(app: Flask) -> None:
    with app.app_context():
        cast = assemble()
        thread_id = factories.make_thread(cast.lin).id
        first = db.session.scalar(select(Post.id)) or 0
        people = [factories.make_actor(cast.xiamen, Role.MEMBER) for _ in range(WRITERS)]

    def write(number: int) -> None:
        for turn in range(EACH):
            service_posts.reply(people[number], thread_id, NewPost(text=f"第{number}人第{turn}条"))
        service_posts.react(people[number], first, "thanks")

    outcomes = together(app, *(partial(write, number) for number in range(WRITERS)))
    assert outcomes == ["done"] * WRITERS
    with app.app_context():
        numbers = db.session.scalars(select(Post.no).where(Post.thread_id == thread_id).order_by(Post.no)).all()
        assert numbers == list(range(1, WRITERS * EACH + 2))
        thread = db.session.get_one(Thread, thread_id)
        assert (thread.last_no, thread.post_count) == (WRITERS * EACH + 1, WRITERS * EACH + 1)
        assert db.session.get_one(Post, first).reactions == {"thanks": WRITERS}
        assert counting.check(SYSTEM) == []


def test_writing_while_hiding_leaves_true_counters(app: Flask) -> None:
    with app.app_context():
        cast = assemble()
        thread = factories.make_thread(cast.lin)
        posts = [factories.make_post(cast.chen, thread, f"第{n}条").id for n in range(8)]
    hide = [partial(service_curating.hide_post, cast.gao, id, Because(reason="无关。")) for id in posts]
    reply = [partial(service_posts.reply, cast.chen, thread.id, NewPost(text=f"再说{n}")) for n in range(8)]
    assert together(app, *hide, *reply) == ["done"] * 16
    with app.app_context():
        row = db.session.get_one(Thread, thread.id)
        assert (row.post_count, row.last_no) == (9, 17)
        assert counting.check(SYSTEM) == []


def test_a_counter_that_drifted_is_found_and_put_right(app: Flask) -> None:
    with app.app_context():
        cast = assemble()
        thread = factories.make_thread(cast.lin, (cast.chen, "一。"))
        with db.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE threads SET post_count = 7")
            connection.exec_driver_sql("UPDATE posts SET reactions = '{\"thanks\": 3}' WHERE no = 2")
        db.session.close()
        found = counting.check(SYSTEM)
        assert {(each.kind, each.what) for each in found} == {("thread", "post_count"), ("post", "reactions")}
        counting.repair(SYSTEM)
        assert counting.check(SYSTEM) == []
        assert db.session.get_one(Thread, thread.id).post_count == 2
