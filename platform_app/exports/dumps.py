"""The whole database as one file and back: SQLite's online backup, PostgreSQL's own pg_dump and pg_restore.

Both are taken while others write; what they hold is the state of one moment.
"""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, make_url, select, text
from sqlalchemy.engine import URL

from platform_app.kernel.db import BUSY_TIMEOUT_MS, db
from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg
from platform_app.media.models import File

POSTGRES_BINARIES = Path("/usr/lib/postgresql")
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


@dataclass(frozen=True)
class Dump:
    """What was dumped: the kind of database, its tables' version, and the files its rows speak of."""

    dialect: str
    revision: str
    digests: tuple[str, ...]


def dump(target: Path) -> Dump:
    """Write the database of this application into a new file.

    Raises:
        Conflict: the database has not been set up, or PostgreSQL's programs are missing or too old.
    """
    if db.engine.dialect.name == "sqlite":
        return _dump_sqlite(target)
    return _dump_postgres(target)


def load(source: Path) -> None:
    """Make the empty database of this application what the file holds.

    Raises:
        Conflict: PostgreSQL's programs are missing or too old, or refuse the file.
    """
    db.session.remove()
    db.engine.dispose()
    if db.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(source)) as old, closing(_sqlite()) as new:
            old.backup(new)
    else:
        program = _program("pg_restore")
        options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
        with _connection_options() as (environment, database):
            _run([program, *options, f"--dbname={database}", str(source)], environment)


def is_empty() -> bool:
    """Whether the database has no table yet."""
    return not inspect(db.engine).get_table_names()


def digests() -> list[str]:
    """The contents of the files that its rows speak of."""
    with db.engine.connect() as connection:
        return sorted(connection.scalars(select(File.sha256).distinct()))


def _dump_sqlite(target: Path) -> Dump:
    """One step under one read lock: writers go on beside it, and nothing of them is half in the copy."""
    with closing(_sqlite()) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new, pages=-1)
        new.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        tables = {name for (name,) in new.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        _check_set_up(tables)
        (revision,) = new.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
        known = new.execute("SELECT DISTINCT sha256 FROM files").fetchall() if "files" in tables else []
    return Dump("sqlite", revision, tuple(sorted(digest for (digest,) in known)))


def _dump_postgres(target: Path) -> Dump:
    """pg_dump reads from the very snapshot from which we read what the rows speak of."""
    program = _program("pg_dump")
    with db.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection, connection.begin():
        tables = set(inspect(connection).get_table_names())
        _check_set_up(tables)
        _check_version(program, connection)
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        revision = connection.scalar(text("SELECT version_num FROM alembic_version")) or ""
        known = connection.scalars(text("SELECT DISTINCT sha256 FROM files")).all() if "files" in tables else ()
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}"]
        with _connection_options() as (environment, database):
            _run([program, *options, f"--dbname={database}"], environment)
    return Dump("postgresql", revision, tuple(sorted(known)))


def _check_set_up(tables: set[str]) -> None:
    if "alembic_version" not in tables:
        raise Conflict(msg("The database has not been set up by “flask db upgrade”; there is nothing to back up."))


def _sqlite() -> sqlite3.Connection:
    return sqlite3.connect(str(db.engine.url.database), timeout=BUSY_TIMEOUT_MS / 1000)


def _program(name: str) -> str:
    """The newest there is, on the path or where Debian puts them."""
    places = sorted(POSTGRES_BINARIES.glob(f"*/bin/{name}"), key=lambda path: _major(str(path)))
    found = [str(path) for path in places] + [path for path in [shutil.which(name)] if path]
    if not found:
        raise Conflict(
            msg("{name} is not installed here: on Debian, apt-get install postgresql-client.", name=name), "no_program"
        )
    return max(found, key=_major)


def _major(program: str) -> int:
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=60).stdout
    except OSError:
        return 0
    found = _VERSION.search(said)
    return int(found[1]) if found else 0


def _check_version(program: str, connection: Connection) -> None:
    server = int(connection.scalar(text("SHOW server_version_num")) or 0) // 10_000
    if _major(program) < server:
        raise Conflict(
            msg(
                "{program} is of version {own} and the server of version {server}: install postgresql-client-{server}.",
                program=program,
                own=_major(program),
                server=server,
            ),
            "old_program",
        )


@contextmanager
def _connection_options() -> Iterator[tuple[dict[str, str], str]]:
    """How the programs reach the database; the password goes by the environment, where `ps` does not show it."""
    url: URL = make_url(db.engine.url)
    environment = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    bare = url.set(drivername="postgresql", password=None)
    yield environment, bare.render_as_string(hide_password=False)


def _run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        first = next((line for line in done.stderr.splitlines() if line.strip()), str(done.returncode))
        raise Conflict(msg("{program} failed: {error}", program=Path(command[0]).name, error=first), "program_failed")
