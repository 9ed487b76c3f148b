"""Writers of SQLite stand in line, and who dies in it holds nobody up."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from platform_app.access.actor import SYSTEM, Actor
from platform_app.kernel.db import db, writing
from platform_app.kernel.turns import turn_to_write
from platform_app.kernel.use_case import use_case

pytestmark = pytest.mark.databases("sqlite")
HOLD = """
import sys
from sqlalchemy import create_engine
from platform_app.kernel.turns import turn_to_write
with turn_to_write(create_engine(sys.argv[1])):
    print("mine", flush=True)
    sys.stdin.read()
"""
WRITE = text("UPDATE organisations SET name_en = name_en")


@use_case
def through_the_door(actor: Actor) -> None:
    db.session.execute(WRITE)


def beside_the_session() -> None:
    with writing() as connection:
        connection.execute(WRITE)


@pytest.fixture
def holder(platform: Flask) -> Iterator[subprocess.Popen[str]]:
    """Another process whose turn it is."""
    command = [sys.executable, "-c", HOLD, db.engine.url.render_as_string()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "mine\n"
        yield process
        process.kill()


@pytest.mark.parametrize("write", [lambda: through_the_door(SYSTEM), beside_the_session], ids=["door", "beside"])
def test_a_write_waits_for_its_turn_and_a_killed_process_gives_it_up(
    platform: Flask, holder: subprocess.Popen[str], write: Callable[[], None]
) -> None:
    done = threading.Event()

    def run() -> None:
        with platform.app_context():
            write()
        done.set()

    thread = threading.Thread(target=run)
    thread.start()
    assert not done.wait(0.3)
    holder.kill()
    thread.join(60)
    assert done.is_set()


def test_a_database_in_memory_has_no_line() -> None:
    engine = create_engine("sqlite://")
    with turn_to_write(engine), turn_to_write(engine):
        assert engine.url.database is None
