"""What can take long does not happen while others wait for the index: loading words, and clearing the queue."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, text
from sqlalchemy.engine import make_url

from platform_app.kernel.db import BUSY_TIMEOUT_MS, db, write_unless_busy
from platform_app.search import queue
from platform_app.search.index import installed
from platform_app.search.models import QueuedChange
from platform_app.search.whoosh_engine import WhooshEngine
from platform_app.search.worker import Indexer
from tests.search import writing
from tests.search.test_processes import Run, fill_queue, run

__all__ = ["run"]
MakeApp = Callable[..., Flask]


@contextmanager
def long_write(database_url: str) -> Iterator[None]:
    """Somebody holds SQLite's write lock, as a load of many cases does."""
    other = sqlite3.connect(make_url(database_url).database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("work", ["drain", "rebuild"])
def test_a_new_process_loads_its_words_before_it_takes_the_writers_lock(
    make_app: MakeApp, database_url: str, work: str, run: Run, tmp_path: Path
) -> None:
    app = make_app()
    with app.app_context():
        fill_queue(2)
        installed().engine.rebuild([])
        db.session.remove()
    child = run(writing.watch, database_url, app.instance_path, work, tmp_path / "seen")
    child.join()
    assert child.exitcode == 0
    at_first, at_the_lock, *_ = (tmp_path / "seen").read_text().splitlines()
    assert (at_first, at_the_lock) == ("False 0", "True 1")
    with app.app_context():
        assert queue.waiting() == 0


@pytest.mark.databases("sqlite")
def test_a_long_write_delays_neither_what_waits_to_be_indexed_nor_other_processes(
    make_app: MakeApp, database_url: str
) -> None:
    app = make_app()
    count = queue.BATCH + 20
    with app.app_context():
        fill_queue(count)
        engine = installed().engine
        engine.rebuild([])
        draining = threading.Thread(target=_drain, args=[app])
        with long_write(database_url):
            draining.start()
            _wait_until(lambda: len(engine.stamps()) == count)
            assert queue.waiting() == count, "the rows cannot go yet"
            with WhooshEngine(Path(app.instance_path) / "search", wait=2.0).writing():
                pass  # another process gets its turn meanwhile
        draining.join(30)
        assert not draining.is_alive()
        assert queue.waiting() == 0


def test_a_row_that_got_the_id_of_one_that_went_is_not_cleared_for_it(platform: Flask) -> None:
    db.session.add(QueuedChange(kind="standard", subject_id=1, hides=False))
    db.session.commit()
    known = queue.rows()
    queue.clear(known)
    ((number, _),) = known
    db.session.add(QueuedChange(id=number, kind="standard", subject_id=2, hides=False))
    db.session.commit()
    queue.clear(known)
    assert queue.waiting() == 1


@pytest.mark.databases("sqlite")
def test_an_impatient_write_gives_up_soon_and_leaves_the_connection_as_patient_as_before(
    platform: Flask, database_url: str
) -> None:
    everything = delete(QueuedChange).where(QueuedChange.id > 0)
    with long_write(database_url):
        began = time.monotonic()
        assert write_unless_busy(everything, [{}], patience_ms=50) is False
        assert time.monotonic() - began < BUSY_TIMEOUT_MS / 1000 / 2
    assert write_unless_busy(everything, [{}], patience_ms=50) is True
    with db.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA busy_timeout")) == BUSY_TIMEOUT_MS


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_that_nobody_foresaw_does_not_end_indexing() -> None:
    rounds: list[str] = []

    @contextmanager
    def context() -> Iterator[None]:
        rounds.append(threading.current_thread().name)
        raise RuntimeError("a fault that nobody foresaw")
        yield

    indexer = Indexer(context)
    for number in (1, 2):
        indexer.poke()
        _wait_until(lambda number=number: len(rounds) >= number)


def _drain(app: Flask) -> None:
    with app.app_context():
        queue.drain()


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline, "waited for a minute"
        time.sleep(0.02)
