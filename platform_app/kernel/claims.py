"""Takes the rows of a queue that are due: for a while they are one process's own, and nobody else sees them as due.

A table of this kind has `id`, `next_try_at` and `attempts`. Who took a row notes the outcome under the number of
attempts that it got: a claim that ran out meanwhile is another process's by then. A process that dies leaves no more
than a claim that runs out.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, select, update
from sqlalchemy.engine import Row

from platform_app.kernel import clock
from platform_app.kernel.db import UtcDateTime, writing


class Claims:
    """How rows of one queue are taken: which of them, how many at once and for how long."""

    def __init__(self, model: Any, *waiting: ColumnElement[bool], at_most: int, lasting: timedelta) -> None:
        table: Table = model.__table__
        self._lasting = lasting
        now = bindparam("now", type_=UtcDateTime)
        due = select(table.c.id).where(table.c.next_try_at <= now, *waiting).order_by(table.c.id).limit(at_most)
        taken = due.with_for_update(skip_locked=True).cte("due")  # as a subquery, PostgreSQL may ask it more than once
        values = {"attempts": table.c.attempts + 1, "next_try_at": bindparam("until", type_=UtcDateTime)}
        mine = table.c.id.in_(select(taken.c.id))
        self._statement = update(table).where(mine).values(values).returning(*table.c)

    def take(self) -> Sequence[Row[Any]]:
        """What is ours now, in the order of the queue."""
        now = clock.now()
        with writing() as connection:
            rows = connection.execute(self._statement, {"now": now, "until": now + self._lasting}).all()
        return sorted(rows, key=lambda row: row.id)
