"""The queue of what is to be told: claims, several workers, a worker that dies, a job that fails."""

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from platform_app.following import telling, worker
from platform_app.following.models import Notice, NoticeJob
from platform_app.kernel import clock
from platform_app.kernel.db import db
from tests import factories
from tests.cast import Cast
from tests.following.conftest import follow, told


def test_several_workers_tell_each_thing_once(cast: Cast, platform: Flask, later: None) -> None:
    thread = factories.make_thread(cast.lin)
    for name in ("chen", "qi", "amal"):
        follow(cast.actors[name], "thread", thread.id)
    for _ in range(12):
        factories.make_post(cast.zhou, thread)
    db.session.close()
    done: list[int] = []

    def work() -> None:
        with platform.app_context():
            done.append(worker.drain())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(done) == 13
    assert db.session.scalar(select(func.count(NoticeJob.id))) == 0
    assert told(cast.chen) == told(cast.qi) == told(cast.amal) == ["reply x12"]


def test_a_worker_that_dies_has_told_nobody_and_another_tells_when_its_claim_ends(cast: Cast, later: None) -> None:
    thread = factories.make_thread(cast.lin)
    factories.make_post(cast.chen, thread)
    worker.drain()
    factories.make_post(cast.chen, thread)
    assert worker._claims.take()  # and then the process is gone
    assert worker.drain() == 0
    with clock.stopped_at(clock.now() + worker.CLAIM + timedelta(seconds=1)):
        assert worker.drain() == 1
    assert told(cast.lin) == ["reply x2"]


def test_a_claim_that_ran_out_tells_nothing_more(cast: Cast, later: None) -> None:
    factories.make_thread(cast.lin)
    (mine,) = worker._claims.take()
    with clock.stopped_at(clock.now() + worker.CLAIM + timedelta(seconds=1)):
        (theirs,) = worker._claims.take()
        assert worker._tell(worker.SYSTEM, mine.id, mine.attempts) == 0
        assert worker._tell(worker.SYSTEM, theirs.id, theirs.attempts) == 1


def test_a_job_that_fails_holds_up_no_other_and_is_given_up_after_some_tries(
    cast: Cast, later: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = factories.make_thread(cast.lin)
    follow(cast.qi, "thread", thread.id)
    factories.make_post(cast.chen, thread)

    def broken(job: NoticeJob) -> None:
        db.session.execute(select(Notice.id).where(func.no_such_function(Notice.id) == 1))

    monkeypatch.setattr(worker, "TELLERS", {**telling.TELLERS, "ThreadStarted": broken})
    assert worker.drain() == 1
    assert told(cast.qi) == ["reply"]
    now = clock.now()
    for n in range(1, worker.MOST_TRIES + 2):
        with clock.stopped_at(now + n * (worker.CLAIM + timedelta(seconds=1))):
            assert worker.drain() == 0
    assert db.session.scalars(select(NoticeJob.attempts)).all() == [worker.MOST_TRIES]
