"""Whose turn it is to write to SQLite: writers stand in line at a file beside the database.

SQLite itself has no line. Who finds it locked sleeps, longer each time, and looks again; under load newcomers, who look
often, pass those who have waited long, until these fail (https://www.sqlite.org/c3ref/busy_timeout.html). The kernel
keeps those who wait for a file in line, wakes the next at once, and frees the file of a process that died.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import Engine

MEMORY = {None, "", ":memory:"}


@contextmanager
def turn_to_write(engine: Engine) -> Iterator[None]:
    """Wait until no other thread or process writes, and keep it so; other databases than SQLite need none of it."""
    if engine.dialect.name != "sqlite" or engine.url.database in MEMORY:
        yield
        return
    line = os.open(f"{engine.url.database}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(line, fcntl.LOCK_EX)
        yield
    finally:
        os.close(line)
