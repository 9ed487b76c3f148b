"""Rows that the services made once in a process, to be copied into the databases of the tests that follow.

Thousands of tests begin with them, so they are kept as the driver takes them: no statement is made, no value converted.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table

from platform_app.kernel.db import db
from platform_app.moderation.models import AuditLine
from platform_app.search.models import QueuedChange

# What follows from any change. Nothing refers to these rows, so a copy follows what stands there already.
_LOGS: tuple[Table, ...] = (AuditLine.__table__, QueuedChange.__table__)


class Copies:
    """What `make` adds to the open database; it fills the tables of `models` and no others but the logs."""

    def __init__(self, make: Callable[[], object], *models: Any) -> None:
        self._make = make
        self._tables: list[Table] = [model.__table__ for model in models]
        self._filled = f"SELECT {' OR '.join(f'EXISTS (SELECT 1 FROM {table.name})' for table in self._tables)}"
        self._kept: dict[str, Any] = {}  # by the name of the dialect, what its `_paste_…` takes

    def put(self) -> bool:
        """Have it in the open database; says whether its tables were empty, so that the rows are the same as ever."""
        with driver() as (dialect, connection):
            (filled,) = connection.execute(self._filled).fetchone()
            empty = not filled
            if empty and dialect in self._kept:
                _HOW[dialect][1](connection, self._kept[dialect])
                return True
            before = [(table, _last(connection, table)) for table in (*self._tables, *_LOGS)]
        self._make()
        if empty:
            with driver() as (dialect, connection):
                self._kept[dialect] = _HOW[dialect][0](connection, before)
        return empty


@contextmanager
def driver() -> Iterator[tuple[str, Any]]:
    """The name of the dialect and the driver's own connection to the open database, without what the session holds."""
    db.session.close()
    held = db.engine.raw_connection()
    try:
        yield db.engine.dialect.name, held.driver_connection
    finally:
        held.close()


def _last(connection: Any, table: Table) -> int:
    return int(connection.execute(f"SELECT coalesce(max(id), 0) FROM {table.name}").fetchone()[0])


def _columns(table: Table) -> list[str]:
    return [column.name for column in table.columns if table not in _LOGS or column.name != "id"]


def _copy_sqlite(connection: sqlite3.Connection, new: Sequence[tuple[Table, int]]) -> list[tuple[str, list[Any]]]:
    kept = []
    for table, last in new:
        names = _columns(table)
        rows = connection.execute(f"SELECT {', '.join(names)} FROM {table.name} WHERE id > {last} ORDER BY id")
        marks = ", ".join("?" * len(names))
        kept.append((f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", rows.fetchall()))
    return kept


def _paste_sqlite(connection: sqlite3.Connection, kept: list[tuple[str, list[Any]]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement, rows in kept:
        connection.executemany(statement, rows)
    connection.execute("COMMIT")


def _copy_postgresql(connection: Any, new: Sequence[tuple[Table, int]]) -> str:
    statements = []
    for table, last in new:
        names = _columns(table)
        quoted = ", ".join(f"quote_nullable({name}::text)" for name in names)
        asked = f"SELECT concat_ws(', ', {quoted}) FROM {table.name} WHERE id > {last} ORDER BY id"
        rows = ", ".join(f"({values})" for (values,) in connection.execute(asked).fetchall())
        if rows:
            statements.append(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES {rows}")
        if table not in _LOGS:
            statements.append(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {_last(connection, table)})"
            )
    return "; ".join(statements)


def _paste_postgresql(connection: Any, kept: str) -> None:
    connection.execute(kept)  # without parameters it is sent as it is, all in one
    connection.commit()


_HOW: dict[str, tuple[Callable[..., Any], Callable[..., None]]] = {
    "sqlite": (_copy_sqlite, _paste_sqlite),
    "postgresql": (_copy_postgresql, _paste_postgresql),
}
