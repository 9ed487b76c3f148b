"""A worker that dies: the process is as good as killed at its n-th statement, or before it writes or commits."""

import re
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


def dies_anew(work: Callable[[], object], known: set[str]) -> bool:
    """Whether it was killed before a kind of writing that is not known yet, or a commit; from now on that is known.

    Where nothing was written in between, to die before one reading is to die before another.
    """

    def look(sql: str) -> None:
        kind = re.sub(r"\d+", "", sql)  # savepoints and rows are numbered
        if not kind.startswith("SELECT") and kind not in known:
            known.add(kind)
            raise Killed

    def before_statement(connection: Any, cursor: Any, sql: str, *rest: Any) -> None:
        look(sql)

    def before_commit(connection: Any) -> None:
        look("COMMIT")

    event.listen(db.engine, "before_cursor_execute", before_statement)
    event.listen(db.engine, "commit", before_commit)
    try:
        work()
        return False
    except Killed:
        return True
    finally:
        event.remove(db.engine, "before_cursor_execute", before_statement)
        event.remove(db.engine, "commit", before_commit)
        db.session.remove()
