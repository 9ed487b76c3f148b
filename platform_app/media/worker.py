"""A thread in each serving process that makes smaller pictures and texts after the answer has left."""

import logging
import os
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from platform_app.kernel.use_case import Recorded
from platform_app.media import jobs

log = logging.getLogger(__name__)
LOOK_AGAIN_S = 60.0


class Maker:
    """Started by the first file of a process, not before: a thread does not survive a fork."""

    def __init__(self, context: Callable[[], AbstractContextManager[Any]]) -> None:
        self._context = context
        self._wake = threading.Event()
        self._lock = threading.Lock()
        self._pid: int | None = None

    def poke(self) -> None:
        """There is something to make."""
        with self._lock:
            if self._pid != os.getpid():
                self._pid = os.getpid()
                threading.Thread(target=self._walk, name="maker", daemon=True).start()
        self._wake.set()

    def _walk(self) -> None:
        while True:
            self._wake.wait(LOOK_AGAIN_S)
            self._wake.clear()
            look(self._context)


_maker: Maker | None = None
_at_once = False


def install(context: Callable[[], AbstractContextManager[Any]], *, background: bool, here: bool) -> None:
    """Choose whether files are prepared by a thread, at once, or (not `here`) by another process altogether."""
    global _maker, _at_once
    _maker = Maker(context) if background and here else None
    _at_once = here and not background


def make_soon(recorded: Sequence[Recorded]) -> None:
    """After a commit: have what is due made."""
    if _maker:
        _maker.poke()
    elif _at_once:
        jobs.drain()


def look(context: Callable[[], AbstractContextManager[Any]]) -> None:
    """Make what is due, once; trouble is logged and the work is tried again."""
    try:
        with context():
            jobs.drain()
    except (SQLAlchemyError, OSError):
        log.exception("the files could not be prepared; it is tried again in a while")
