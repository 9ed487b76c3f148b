"""The database: one metadata, one session, how SQLite and PostgreSQL are opened. The one kernel file with Flask."""

import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from sqlite3 import SQLITE_BUSY
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Executable, MetaData, Text, TypeDecorator, event, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DataError, DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from platform_app.kernel import clock
from platform_app.kernel.turns import turn_to_write

log = logging.getLogger(__name__)
IMMEDIATE = "begin_immediate"
# For those who know no SQL and must say that the database does not answer, or cannot take a value (NUL in PostgreSQL).
DatabaseTrouble = DBAPIError
Unstorable = DataError
BUSY_TIMEOUT_MS = 20_000


class Base(DeclarativeBase):
    """Base of every table; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC, on engines with and without time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Store UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Give back UTC, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class RawJson(TypeDecorator[Any]):
    """JSON as escaped text, for what people typed before anybody cleaned it: PostgreSQL's JSONB refuses U+0000."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str:
        """Store plain ASCII."""
        return json.dumps(value)

    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        """Give back what was typed."""
        return None if value is None else json.loads(value)


class Stamped:
    """When a row was made and last changed, and its version for optimistic locking."""

    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, onupdate=clock.now)
    version: Mapped[int] = mapped_column(default=1)


def is_reachable() -> bool:
    """Whether the database answers; why it does not is logged."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        log.exception("the database does not answer")
        return False
    return True


@contextmanager
def writing() -> Iterator[Connection]:
    """A write transaction on a connection beside the session: what a request has read stays as it is."""
    immediate = db.engine.execution_options(**{IMMEDIATE: True})
    with turn_to_write(db.engine), immediate.begin() as connection:
        yield connection


def write_unless_busy(statement: Executable, each: Sequence[dict[str, Any]], *, patience_ms: int) -> bool:
    """A write in a transaction of its own, once for each; False where others held SQLite's write lock all the time."""
    with db.engine.connect().execution_options(**{IMMEDIATE: True}) as connection:
        in_sqlite: Any = connection.connection.driver_connection if connection.dialect.name == "sqlite" else None
        if in_sqlite:
            in_sqlite.execute(f"PRAGMA busy_timeout = {patience_ms}")
        try:
            with connection.begin():
                connection.execute(statement, each)
            return True
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != SQLITE_BUSY:
                raise
            return False
        finally:
            if in_sqlite:
                in_sqlite.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")


@event.listens_for(Engine, "connect")
def _open_sqlite(connection: Any, _record: Any) -> None:
    if type(connection).__module__.split(".")[0] != "sqlite3":
        return
    connection.isolation_level = None  # we say BEGIN ourselves, below
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Take SQLite's write lock at the start of a write: upgrading a read later fails at once with SQLITE_BUSY."""
    if connection.dialect.name == "sqlite":
        immediate = connection.get_execution_options().get(IMMEDIATE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
