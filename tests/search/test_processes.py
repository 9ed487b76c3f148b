"""Several processes write at once and die at any moment; nothing is lost and readers never fail."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

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

ROOT = Path(__file__).resolve().parents[2]
WRITERS, EACH = 4, 8

WRITE = """
import sys
from platform_app.search.{name}_engine import {engine}
from tests.search.library import document
engine, first = {engine}(sys.argv[1], wait=120), int(sys.argv[2])
for number in range(first, first + {each}):
    engine.put([document(number, f"noise number{{number}}", updated=number)])
    assert f"case:{{number}}" in engine.stamps()
"""
DRAIN = """
import sys, time
from platform_app import create_app
from platform_app.config import Settings
from platform_app.search import index, queue
url, instance, engine, pause = sys.argv[1:]
settings = {"database_url": url, "instance_path": instance, "search_engine": engine, "background_drain": False}
settings.update(secret_key="only-for-the-tests-of-this-process", mailer="memory")
app = create_app(Settings.from_environment({}, **settings))
queue.BATCH = 4
put = index.installed().engine.put
index.installed().engine.put = lambda *given: (put(*given), time.sleep(float(pause)))
with app.app_context():
    queue.drain()
"""


@pytest.fixture
def run() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Starts a process of its own that runs a script; none outlives the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(script: str, *arguments: object) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-W", "ignore", "-c", script, *map(str, arguments)]
        started.append(subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.parametrize("engine", [WhooshEngine, TantivyEngine], ids=lambda engine: engine.name)
def test_four_processes_that_write_at_once_lose_nothing(engine, tmp_path, run):
    script = WRITE.format(name=engine.name, engine=engine.__name__, each=EACH)
    writers = [run(script, tmp_path, first) for first in range(0, WRITERS * EACH, EACH)]
    reader = engine(tmp_path)
    totals = []
    while any(writer.poll() is None for writer in writers):
        totals.append(reader.find(Request(parse("noise"))).total)
        time.sleep(0.002)
    assert [writer.returncode for writer in writers] == [0] * WRITERS
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
        child = run(DRAIN, database_url, app.instance_path, engine, 0.05)
        while len(installed().engine.stamps()) < 12:
            assert child.poll() is None, "it ended before it could be killed"
            time.sleep(0.001)
        child.send_signal(signal.SIGKILL)
        child.wait()
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
        fill_queue(60)
        installed().engine.rebuild([])
        drainers = [run(DRAIN, database_url, app.instance_path, "whoosh", 0) for _ in range(3)]
        assert [drainer.wait(180) for drainer in drainers] == [0, 0, 0]
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
