"""What the processes do that write into one index at once."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platform_app import create_app
from platform_app.config import Settings
from platform_app.search import index, maintenance, queue
from platform_app.search.engine import SearchEngine
from platform_app.search.tantivy_engine import TantivyEngine
from platform_app.search.whoosh_engine import WhooshEngine
from tests.search.library import document

ENGINES = {engine.name: engine for engine in (WhooshEngine, TantivyEngine)}


def write(name: str, folder: Path, first: int, count: int) -> None:
    """Put documents one by one, each of which is there as soon as it is put."""
    engine: SearchEngine = ENGINES[name](folder, wait=120)
    for number in range(first, first + count):
        engine.put([document(number, f"noise number{number}", updated=number)])
        assert f"case:{number}" in engine.stamps()


def drain(url: str, instance: str, name: str, pause: float) -> None:
    """Work off a platform's queue in small batches, with a pause after each."""
    app = create_app(_settings(url, instance, search_engine=name))
    queue.BATCH = 4
    put = index.installed().engine.put
    index.installed().engine.put = lambda *given: (put(*given), time.sleep(pause))  # type: ignore[method-assign]
    with app.app_context():
        queue.drain()


def watch(url: str, instance: str, work: str, seen: Path) -> None:
    """Drain or rebuild; notes which words are loaded at first, and whenever the writer's lock is about to be taken."""
    app = create_app(_settings(url, instance))
    index.installed().dictionary.build = lambda: None  # type: ignore[method-assign]  # slow, and not what is looked at
    take = index.installed().engine.writing

    def note() -> None:
        with seen.open("a") as notes:
            print("pypinyin" in sys.modules, queue.load_words.cache_info().currsize, file=notes)

    @contextmanager
    def watched() -> Iterator[None]:
        note()
        with take():
            yield

    index.installed().engine.writing = watched  # type: ignore[method-assign]
    note()
    with app.app_context():
        {"drain": queue.drain, "rebuild": maintenance.rebuild}[work]()


def _settings(url: str, instance: str, **more: str) -> Settings:
    values = {"database_url": url, "instance_path": instance, "background_drain": False, "mailer": "memory", **more}
    return Settings.from_environment({}, secret_key="only-for-the-tests-of-this-process", **values)
