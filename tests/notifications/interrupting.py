"""A worker that dies: the process is as good as killed at its n-th statement."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import event

from platform_app.kernel.db import db


class Killed(BaseException):
    """The process ends here; nothing that catches errors catches this."""


@contextmanager
def killed_at(statement: int) -> Iterator[list[str]]:
    """Die just before a statement (1 = the first); gives those that were begun."""
    begun: list[str] = []

    def count(connection: Any, cursor: Any, sql: str, *rest: Any) -> None:
        begun.append(sql)
        if len(begun) == statement:
            raise Killed

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        yield begun
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
        db.session.remove()


def dies(work: Callable[[], object], statement: int) -> bool:
    """Whether the work was killed at a statement, or was over before it."""
    with suppress(Killed), killed_at(statement):
        work()
        return False
    return True
