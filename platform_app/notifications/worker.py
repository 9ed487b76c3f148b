"""A thread in each serving process that works a queue off after the answer has left, and looks again after a pause."""

import logging
import os
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from platform_app.kernel.use_case import Recorded
from platform_app.notifications import mail

log = logging.getLogger(__name__)
LOOK_AGAIN_S = 60.0


class Postman:
    """Started by the first mail of a process, not before: a thread does not survive a fork."""

    def __init__(
        self,
        context: Callable[[], AbstractContextManager[Any]],
        work: Callable[[], object] = mail.drain,
        name: str = "postman",
    ) -> None:
        self._context, self._work, self._name = context, work, name
        self._wake = threading.Event()
        self._lock = threading.Lock()
        self._pid: int | None = None
        self._thread: threading.Thread | None = None
        self._stopped = False

    def poke(self) -> None:
        """There is mail."""
        with self._lock:
            if self._pid != os.getpid():
                self._pid = os.getpid()
                self._thread = threading.Thread(target=self._walk, name=self._name, daemon=True)
                self._thread.start()
        self._wake.set()

    def stop(self) -> None:
        """Finish the round and end."""
        self._stopped = True
        self._wake.set()
        if self._thread:
            self._thread.join()

    def _walk(self) -> None:
        while not self._stopped:
            self._wake.wait(LOOK_AGAIN_S)
            self._wake.clear()
            try:
                with self._context():
                    self._work()
            except SQLAlchemyError:
                log.exception("the queue of the %s could not be read; it is tried again in a minute", self._name)


_postman: Postman | None = None


def install(context: Callable[[], AbstractContextManager[Any]], *, background: bool) -> None:
    """Choose whether mail leaves from a thread or at once; installing again replaces the choice."""
    global _postman
    _postman = Postman(context) if background else None


def send_soon(recorded: Sequence[Recorded]) -> None:
    """After a commit: have the queue sent."""
    if _postman:
        _postman.poke()
    else:
        mail.drain()
