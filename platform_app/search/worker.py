"""A thread in each serving process that indexes after the answer has left."""

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from platform_app.kernel.use_case import Recorded
from platform_app.search import maintenance, queue
from platform_app.search.engine import Busy
from platform_app.search.index import installed

log = logging.getLogger(__name__)
LOOK_AGAIN_S = 5.0
GATHER_S = 0.05
"""Changes that follow at once share a commit of the index."""


class Indexer:
    """Started by the first change or search of a process, not before: a thread does not survive a fork."""

    def __init__(self, context: Callable[[], AbstractContextManager[Any]]) -> None:
        self._context = context
        self._wake = threading.Event()
        self._lock = threading.Lock()
        self._pid: int | None = None
        self._thread: threading.Thread | None = None

    def poke(self) -> None:
        """There is something to index, or there may be."""
        with self._lock:
            if not self._walks():
                self._pid = os.getpid()
                self._thread = threading.Thread(target=self._walk, name="indexer", daemon=True)
                self._thread.start()
        self._wake.set()

    def start(self) -> None:
        """Begin to look after the queue, if this process does not yet."""
        if not self._walks():
            self.poke()

    def _walks(self) -> bool:
        """Not after a fork, and not once a fault has ended the thread: the next change starts another."""
        return self._pid == os.getpid() and self._thread is not None and self._thread.is_alive()

    def _walk(self) -> None:
        while True:
            self._wake.wait(LOOK_AGAIN_S)
            time.sleep(GATHER_S)
            self._wake.clear()
            try:
                with self._context():
                    maintenance.follow()
            except Busy:
                log.info("another process is writing the index")
            except Exception:  # whatever it was, a thread that ends here would never index again
                log.exception("the search queue could not be worked off; it is tried again in a few seconds")


_indexer: Indexer | None = None


def install(context: Callable[[], AbstractContextManager[Any]], *, background: bool) -> None:
    """Choose whether changes are indexed by a thread or at once; installing again replaces the choice."""
    global _indexer
    _indexer = Indexer(context) if background else None


def index_soon(recorded: Sequence[Recorded]) -> None:
    """After a commit: have the queue indexed."""
    if _indexer:
        _indexer.poke()
    elif installed().engine.ready():  # without an index, all waits for the first rebuild
        queue.drain()


def look_after_queue() -> None:
    """Have this process index what another one left behind."""
    if _indexer:
        _indexer.start()
