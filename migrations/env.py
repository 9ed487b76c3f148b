"""Runs the migrations on the application's own engine, in one transaction where the database can."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy.engine import Connection
from sqlalchemy.types import JSON, TypeDecorator

migrate = current_app.extensions["migrate"]


def plain_type(kind: str, item: Any, autogen_context: Any) -> str | bool:
    """Write down what a type of ours is to the database, so that a landed migration never needs our code again."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    if kind == "type" and isinstance(item, JSON):  # Alembic writes the variant in a form that does not run
        autogen_context.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")'
    return False


def drop_empty(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Write no file when the models and the tables agree."""
    if getattr(context.config.cmd_opts, "autogenerate", False) and directives[0].upgrade_ops.is_empty():
        directives[:] = []


def run() -> None:
    """Bring the database from where it is to where it is asked to go."""
    with migrate.db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=migrate.db.metadata,
            render_item=plain_type,
            process_revision_directives=drop_empty,
            **migrate.configure_args,
        )
        with rows_kept(connection), context.begin_transaction():
            context.run_migrations()
            check_references(connection)


@contextmanager
def rows_kept(connection: Connection) -> Iterator[None]:
    """While a table is made anew under its old name, SQLite must not take the old one's rows for deleted.

    https://www.sqlite.org/lang_altertable.html#otheralter; a pragma counts only outside a transaction.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def check_references(connection: Connection) -> None:
    """What pointed at a row still does."""
    if connection.dialect.name == "sqlite" and (lost := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
        raise RuntimeError(f"the migration would break references, so nothing was changed: {lost[:5]}")


run()
