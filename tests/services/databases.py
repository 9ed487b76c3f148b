"""A fresh database with all tables for every test: a SQLite file is copied, a PostgreSQL one emptied."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.engine import URL, Engine

from platform_app import create_app
from platform_app.config import Settings
from platform_app.kernel.db import db
from tests.services import reuse

# Twenty times as fast as TRUNCATE on tables of a few rows.
EMPTY = """
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
    FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
        PERFORM setval(quote_ident(name)::regclass, 1, false);
    END LOOP;
END $$
"""


@pytest.fixture
def database_url(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The address of an empty database with all tables, of the kind that the test is parametrised with."""
    if database == "postgresql":
        engine: Engine = request.getfixturevalue("postgres_schema")
        _empty(engine)
        return engine.url.render_as_string(hide_password=False)
    shutil.copyfile(request.getfixturevalue("sqlite_schema"), tmp_path / "test.db")
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture(scope="session")
def sqlite_schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables and no rows, to be copied."""
    folder = tmp_path_factory.mktemp("schema")
    _create_tables(f"sqlite:///{folder / 'empty.db'}", folder)
    with create_engine(f"sqlite:///{folder / 'empty.db'}").connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        connection.engine.dispose()
    return folder / "empty.db"


@pytest.fixture(scope="session")
def postgres_schema(
    make_postgres_database: Callable[[], URL], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A PostgreSQL database of this test process with all tables, and a connection for emptying it."""
    url = make_postgres_database()
    _create_tables(url.render_as_string(hide_password=False), tmp_path_factory.mktemp("schema"))
    engine = create_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def make_postgres_database() -> Iterator[Callable[[], URL]]:
    """Makes empty PostgreSQL databases in the server at TEST_POSTGRES_URL and drops them at the end."""
    address = os.environ.get("TEST_POSTGRES_URL")
    if not address:
        pytest.skip("needs PostgreSQL: set TEST_POSTGRES_URL or run scripts/with-postgres make test")
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    names: list[str] = []

    def make() -> URL:
        names.append(f"test_{os.getpid()}_{len(names)}")
        with server.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{names[-1]}"'))
        return make_url(address).set(database=names[-1])

    yield make
    reuse.close_all()
    with server.connect() as connection:
        for name in names:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    server.dispose()


def _create_tables(url: str, instance: Path) -> None:
    settings = Settings.from_environment({}, database_url=url, instance_path=str(instance), demo=True)
    with create_app(settings).app_context():
        db.create_all()
        db.session.remove()
        db.engine.dispose()


def _empty(engine: Engine) -> None:
    with engine.begin() as connection:
        # Rows that may never change are protected by triggers; emptying for the next test is not a change.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(EMPTY))
