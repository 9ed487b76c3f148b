"""Several processes write at once and die at any moment; nothing is lost and readers never fail."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess

import pytest

from platform_app.access.actor import SYSTEM
from platform_app.kernel import batch
from platform_app.kernel.db import db
from platform_app.search import maintenance, queue
from platform_app.search.engine import Request
from platform_app.search.index import installed
from platform_app.search.models import QueuedChange
from platform_app.search.query import parse
from platform_app.search.tantivy_engine import TantivyEngine
from platform_app.search.whoosh_engine import WhooshEngine
from platform_app.standards import service as standards
from platform_app.standards.inputs import NewStandard
from tests.search import writing

WRITERS, EACH = 4, 8

Run = Callable[..., BaseProcess]


@pytest.fixture
def run() -> Iterator[Run]:
    """`run(act, *arguments)` in a process of its own, a copy of one that has read all our code and done nothing."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", writing.__name__])
    started: list[BaseProcess] = []

    def start(act: Callable[..., None], *arguments: object) -> BaseProcess:
        started.append(context.Process(target=act, args=arguments))
        started[-1].start()
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.join()
        process.close()


@pytest.mark.parametrize("engine", [WhooshEngine, TantivyEngine], ids=lambda engine: engine.name)
def test_four_processes_that_write_at_once_lose_nothing(engine, tmp_path, run):
    writers = [run(writing.write, engine.name, tmp_path, first, EACH) for first in range(0, WRITERS * EACH, EACH)]
    reader = engine(tmp_path)
    totals = []
    while any(writer.is_alive() for writer in writers):
        totals.append(reader.find(Request(parse("noise"))).total)
        time.sleep(0.02)
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    assert totals == sorted(totals)
    assert reader.stamps() == {f"case:{number}": number for number in range(WRITERS * EACH)}
    assert reader.find(Request(parse("noise"))).total == WRITERS * EACH
    generation = reader.folder.generation()
    assert generation is not None
    assert len(list(generation.iterdir())) < 200


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_killed_in_the_middle_of_indexing_nothing_is_lost_after_the_next_start(make_app, database_url, engine, run):
    app = make_app(search_engine=engine)
    with app.app_context():
        fill_queue(80)
        installed().engine.rebuild([])
        child = run(writing.drain, database_url, app.instance_path, engine, 0.05)
        while len(installed().engine.stamps()) < 12:
            assert child.is_alive(), "it ended before it could be killed"
            time.sleep(0.001)
        child.kill()
        child.join()
        assert 0 < len(installed().engine.stamps()) < 80
        assert queue.waiting() > 0
        queue.drain()
        assert queue.waiting() == 0
        assert len(installed().engine.stamps()) == 80
        assert not maintenance.verify()


@pytest.mark.databases("sqlite")
def test_several_processes_may_drain_at_once(make_app, database_url, run):
    app = make_app()
    with app.app_context():
        fill_queue(36)
        installed().engine.rebuild([])
        drainers = [run(writing.drain, database_url, app.instance_path, "whoosh", 0) for _ in range(3)]
        for drainer in drainers:
            drainer.join(180)
        assert [drainer.exitcode for drainer in drainers] == [0, 0, 0]
        queue.drain()
        assert queue.waiting() == 0
        assert not maintenance.verify()


def fill_queue(count: int) -> None:
    """Standards, each of which waits to be indexed."""
    rest = {"type": "national", "body": "SAC", "status": "current", "confidence": "high"}
    news = [
        {"number": f"GB {n}-2020", "title_zh": f"标准 {n}", "title_en": f"Standard {n}", **rest} for n in range(count)
    ]
    batch.each(SYSTEM, [NewStandard.model_validate(new) for new in news], standards.put_standard)
    assert db.session.query(QueuedChange).count() == count
