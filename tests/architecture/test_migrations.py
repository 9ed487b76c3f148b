"""The migrations build exactly the tables that the models describe, on both databases."""

from collections.abc import Callable
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import func, select

from platform_app import create_app
from platform_app.config import Settings
from platform_app.kernel.db import Base, db
from tests import factories
from tests.cast import assemble
from tests.desk.asking import decide
from tests.scenes import migrate

OLDEST_WITH_CASES = "0003_files"
SINCE_EVER = {"cases", "case_revisions", "case_decisions", "case_fields", "organisations", "people", "audit_log"}


@pytest.fixture
def empty_app(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Flask:
    """An application over a database without any table."""
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    if database == "postgresql":
        make: Callable = request.getfixturevalue("make_postgres_database")
        url = make().render_as_string(hide_password=False)
    return create_app(
        Settings.from_environment({}, database_url=url, instance_path=str(tmp_path), demo=True, background_drain=False)
    )


def test_migrations_make_the_tables_of_the_models_and_do_nothing_the_second_time(empty_app: Flask) -> None:
    with empty_app.app_context():
        flask_migrate.upgrade()
        first = _heads()
        flask_migrate.upgrade()
        second = _heads()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            differences = compare_metadata(context, Base.metadata)
        db.engine.dispose()
    assert (len(first), second) == (1, first)
    assert differences == []


def _heads() -> tuple[str, ...]:
    """How far the database has been migrated."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_heads()


def test_migrations_keep_every_row_and_every_reference(empty_app: Flask) -> None:
    with empty_app.app_context():
        migrate()
        cast = assemble()
        factories.make_fields()
        case = factories.make_case(cast.lin, cast.hangzhou, status="published")
        decide(cast.gao, case, "to_look_through", "look")
        before = _rows()
        db.session.remove()
        flask_migrate.downgrade(revision=OLDEST_WITH_CASES)
        flask_migrate.upgrade()
        assert {name: count for name, count in _rows().items() if name in SINCE_EVER} == {
            name: count for name, count in before.items() if name in SINCE_EVER
        }
        db.session.remove()
        db.engine.dispose()


def _rows() -> dict[str, int]:
    """How many rows each table has."""
    count = {name: select(func.count()).select_from(table) for name, table in Base.metadata.tables.items()}
    return {name: db.session.scalar(query) or 0 for name, query in count.items()}
