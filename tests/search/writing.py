"""What the processes do that write into one index at once."""

import time
from pathlib import Path

from platform_app import create_app
from platform_app.config import Settings
from platform_app.search import index, queue
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
    settings = {"database_url": url, "instance_path": instance, "search_engine": name, "background_drain": False}
    app = create_app(
        Settings.from_environment({}, secret_key="only-for-the-tests-of-this-process", mailer="memory", **settings)
    )
    queue.BATCH = 4
    put = index.installed().engine.put
    index.installed().engine.put = lambda *given: (put(*given), time.sleep(pause))  # type: ignore[method-assign]
    with app.app_context():
        queue.drain()
