"""The migrations build exactly the tables that the models describe, on both databases."""

from collections.abc import Callable
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from platform_app import create_app
from platform_app.config import Settings
from platform_app.kernel.db import Base, db


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


def test_migrations_make_the_tables_of_the_models(empty_app: Flask) -> None:
    with empty_app.app_context():
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            differences = compare_metadata(context, Base.metadata)
        db.engine.dispose()
    assert differences == []


def test_migrating_twice_does_nothing_the_second_time(empty_app: Flask) -> None:
    with empty_app.app_context():
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            first = MigrationContext.configure(connection).get_current_heads()
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            second = MigrationContext.configure(connection).get_current_heads()
        db.engine.dispose()
    assert len(first) == 1
    assert first == second
