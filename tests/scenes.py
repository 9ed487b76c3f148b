"""Scenes that a test process makes once: whole databases, put back into the empty ones of the tests that follow."""

import sqlite3
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import flask_migrate
from flask import current_app
from sqlalchemy import delete

from platform_app.following import worker as teller
from platform_app.following.models import NoticeJob
from platform_app.kernel.db import db
from platform_app.meetings import calendar
from platform_app.notifications.models import QueuedMail
from tests.copies import driver
from tests.services.reuse import nobody_told

T = TypeVar("T")

_FILLED = "SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'public'"
_COUNTED = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"


class Scene(Generic[T]):
    """All that `make` leaves in the open database, and what it gives: plain values, or rows that nobody changes."""

    def __init__(self, make: Callable[..., T], *, with_notices: bool = False) -> None:
        self._make, self._with_notices = make, with_notices
        self._kept: dict[str, tuple[T, Any]] = {}  # by the name of the dialect

    def put(self, *arguments: Any) -> T:
        """Have it in the open database instead of whatever stands there; later arguments make no difference."""
        dialect = db.engine.dialect.name
        take, put_back = _HOW[dialect]
        calendar.forget()  # it knows events by uid and version, which are the same whenever a scene is put back
        if dialect not in self._kept:
            with nobody_told():
                given = self._make(*arguments)
                if self._with_notices:
                    teller.drain()
            _forget_letters()
            with driver() as (_, connection):
                self._kept[dialect] = given, take(connection)
        else:
            with driver() as (_, connection):
                put_back(connection, self._kept[dialect][1])
        return self._kept[dialect][0]


def migrate() -> None:
    """Make the tables of the open database, which has none, as the migrations make them."""
    if db.engine.dialect.name == "sqlite":
        _migrated.put()
    else:
        flask_migrate.upgrade()


_migrated = Scene(flask_migrate.upgrade)


def _forget_letters() -> None:
    """Whichever test asks first: what was to be mailed and told of the making is not there afterwards."""
    for queue in (QueuedMail, NoticeJob):
        db.session.execute(delete(queue))
    db.session.commit()
    if outbox := getattr(current_app.extensions.get("mailer"), "outbox", None):
        outbox.clear()


def _take_sqlite(connection: sqlite3.Connection) -> sqlite3.Connection:
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    connection.backup(kept)
    return kept


def _put_sqlite(connection: sqlite3.Connection, kept: sqlite3.Connection) -> None:
    kept.backup(connection)


def _take_postgresql(connection: Any) -> tuple[dict[str, bytes], list[tuple[str, int]]]:
    with connection.cursor() as cursor:
        names = [name for (name,) in cursor.execute(_FILLED).fetchall()]
        tables = {}
        for name in names:
            with cursor.copy(f'COPY "{name}" TO STDOUT (FORMAT BINARY)') as rows:
                tables[name] = b"".join(bytes(part) for part in rows)
        sequences = cursor.execute(_COUNTED).fetchall()
    connection.rollback()
    return {name: rows for name, rows in tables.items() if len(rows) > _NO_ROWS}, sequences


_NO_ROWS = len(b"PGCOPY\n\xff\r\n\0") + 4 + 4 + 2  # the head and the end of a binary copy


def _put_postgresql(connection: Any, kept: tuple[dict[str, bytes], list[tuple[str, int]]]) -> None:
    tables, sequences = kept
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # rows refer to rows that come later
        for name, rows in tables.items():
            cursor.execute(f'DELETE FROM "{name}"')
            with cursor.copy(f'COPY "{name}" FROM STDIN (FORMAT BINARY)') as copy:
                copy.write(rows)
        for name, last in sequences:
            cursor.execute("SELECT setval(%s, %s)", (f'public."{name}"', last))
    connection.commit()


_HOW: dict[str, tuple[Callable[..., Any], Callable[..., None]]] = {
    "sqlite": (_take_sqlite, _put_sqlite),
    "postgresql": (_take_postgresql, _put_postgresql),
}
