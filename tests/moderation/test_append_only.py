"""Nothing that was written into the audit log can be changed or taken away, not even past the services."""

from collections.abc import Callable, Iterator
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from platform_app import create_app
from platform_app.config import Settings
from platform_app.kernel.db import db

COLUMNS = "id, at, actor_name, act, subject_kind, subject_id"
INSERT = f"INTO audit_log ({COLUMNS}) VALUES ({{id}}, '2026-11-22 12:00:00', '{{name}}', 'CasePublished', 'case', 1)"
MADE_BY = ["create_all", "migrations"]


@pytest.fixture
def log(made_by: str, database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """A platform whose tables `create_all` or the migrations have made, with one audit line."""
    app = request.getfixturevalue("app") if made_by == "create_all" else _migrated(database, tmp_path, request)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("INSERT " + INSERT.format(id=1, name="Lin")))
    yield app
    with app.app_context():
        db.engine.dispose()


def _migrated(database: str, folder: Path, request: pytest.FixtureRequest) -> Flask:
    url = f"sqlite:///{folder / 'migrated.db'}"
    if database == "postgresql":
        make: Callable = request.getfixturevalue("make_postgres_database")
        url = make().render_as_string(hide_password=False)
    values = {"database_url": url, "instance_path": str(folder), "demo": True, "background_drain": False}
    app = create_app(Settings.from_environment({}, **values))
    with app.app_context():
        flask_migrate.upgrade()
    return app


def names(app: Flask) -> list[str]:
    """Who stands in the log."""
    with app.app_context(), db.engine.connect() as connection:
        return list(connection.scalars(text("SELECT actor_name FROM audit_log ORDER BY id")))


def try_to(app: Flask, statement: str) -> None:
    """Run a statement as somebody with the database in hand would."""
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text(statement))


CHANGES = (
    "UPDATE audit_log SET actor_name = 'nobody'",
    "DELETE FROM audit_log",
    "DELETE FROM audit_log WHERE id = 1",
)
MORE_CHANGES = {
    "sqlite": "INSERT OR REPLACE " + INSERT.format(id=1, name="nobody"),
    "postgresql": "TRUNCATE audit_log",  # all of it at once
}


@pytest.mark.parametrize("made_by", MADE_BY)
def test_an_audit_line_can_be_added_and_never_changed_replaced_or_deleted(
    log: Flask, database: str, subtests: pytest.Subtests
) -> None:
    for statement in (*CHANGES, MORE_CHANGES[database]):
        with subtests.test(statement):
            with pytest.raises(DBAPIError, match="append-only"):
                try_to(log, statement)
            assert names(log) == ["Lin"]
    with subtests.test("a line is added"):
        try_to(log, "INSERT " + INSERT.format(id=2, name="Wang"))
        assert names(log) == ["Lin", "Wang"]
