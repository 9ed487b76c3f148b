"""Rows that the services made once in a process, to be copied into the databases of the tests that follow."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Table, exists, func, insert, select

from platform_app.kernel.db import IMMEDIATE, db
from platform_app.moderation.models import AuditLine
from platform_app.search.models import QueuedChange

# What follows from any change. Nothing refers to these rows, so a copy follows what stands there already.
_LOGS: tuple[Table, ...] = (AuditLine.__table__, QueuedChange.__table__)


class Copies:
    """What `make` adds to the open database; it fills the tables of `models` and no others but the logs."""

    def __init__(self, make: Callable[[], object], *models: Any) -> None:
        self._make = make
        self._tables: list[Table] = [model.__table__ for model in models]
        self._rows: dict[Table, list[dict[str, Any]]] = {}

    def put(self) -> bool:
        """Have it in the open database; says whether its tables were empty, so that the rows are the same as ever."""
        empty = not any(db.session.execute(select(*(exists(select(table.c.id)) for table in self._tables))).one())
        if empty and self._rows:
            self._paste()
        elif empty:
            self._copy()
        else:
            self._make()
        db.session.close()
        return empty

    def _copy(self) -> None:
        last = {log: db.session.scalar(select(func.max(log.c.id))) or 0 for log in _LOGS}
        self._make()
        for table in (*self._tables, *_LOGS):
            new = select(table).where(table.c.id > last.get(table, 0)).order_by(table.c.id)
            self._rows[table] = [dict(row) for row in db.session.execute(new).mappings()]
        for log in _LOGS:
            for row in self._rows[log]:
                del row["id"]

    def _paste(self) -> None:
        db.session.close()
        with db.engine.connect().execution_options(**{IMMEDIATE: True}) as connection, connection.begin():
            for table, rows in self._rows.items():
                if rows:
                    connection.execute(insert(table), rows)
            if connection.dialect.name == "postgresql":
                self._move_sequences(connection)

    def _move_sequences(self, connection: Connection) -> None:
        last = {table.name: max(row["id"] for row in self._rows[table]) for table in self._tables}
        moves = [func.setval(func.pg_get_serial_sequence(name, "id"), number) for name, number in last.items()]
        connection.execute(select(*moves))
