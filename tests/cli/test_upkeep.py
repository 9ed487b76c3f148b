"""Search, queues, the worker and translations from the command line."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from flask import Flask

from platform_app.search import queue
from tests import factories
from tests.cast import Cast, assemble
from tests.cli.conftest import Run, running

ROOT = Path(__file__).parents[2]


@pytest.fixture
def cast(app: Flask) -> Cast:
    """The cast, in the application's database."""
    with app.app_context():
        factories.make_fields()
        return assemble()


def test_the_index_is_built_verified_and_catches_up(app: Flask, run: Run, cast: Cast) -> None:
    assert run("search", "verify").code == 1
    assert "9 documents in a new index" in run("search", "rebuild").out
    assert run("search", "verify").code == 0
    with app.app_context():
        assert queue.waiting() == 0  # the new index knows what waited
        factories.make_case(cast.lin, cast.hangzhou, status="published")
    run("search", "catch-up")
    assert run("search", "verify").code == 0


def test_what_waits_is_drained_once(app: Flask, run: Run, cast: Cast) -> None:
    with app.app_context():
        assert queue.waiting() > 0
    assert "documents indexed" in run("queues", "drain").out
    assert run("queues", "drain").out == "0 files prepared, 0 documents indexed, 0 mails sent\n"
    assert run("mail", "drain").out == "0 mails sent\n"


def test_the_worker_works_the_queue_off_and_ends_cleanly_when_told(
    app: Flask, cast: Cast, database_url: str, tmp_path: Path
) -> None:
    with app.app_context():
        assert queue.waiting() > 0
    environment = {
        **os.environ,
        "DEMO": "1",
        "DATABASE_URL": database_url,
        "INSTANCE_PATH": str(tmp_path / "instance"),
        "MAILER": "memory",
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker", "--pause", "0.05"]
    worker = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        with app.app_context():
            _wait_until(lambda: queue.waiting() == 0)
        worker.send_signal(signal.SIGTERM)
        _, errors = worker.communicate(timeout=20)
    finally:
        worker.kill()
    assert worker.returncode == 0
    assert "Traceback" not in errors


def test_a_database_without_tables_is_a_sentence(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    ended = running(make_app(database_url=f"sqlite:///{tmp_path / 'nothing.db'}"))("content", "load")
    assert (ended.code, "flask db upgrade" in ended.err) == (2, True)


def test_translations_are_compiled(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "zh" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text('msgid "Save"\nmsgstr "保存"\n', "utf-8")
    assert run("translations", "compile", "--path", tmp_path).out == "zh: 1 messages\n"
    with (folder / "messages.mo").open("rb") as compiled:
        assert read_mo(compiled).get("Save").string == "保存"


def test_a_broken_translation_is_named(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "zh" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text('msgid "Save"\nmsgtsr "保存"\n', "utf-8")
    ended = run("translations", "compile", "--path", tmp_path)
    assert (ended.code, "messages.po" in ended.err) == (2, True)


def _wait_until(holds: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_a_wrong_setting_is_a_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "content", "load"]
    environment = {**os.environ, "INSTANCE_PATH": str(tmp_path), "DEMO": "0", "SECRET_KEY": "short"}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("Error: SECRET_KEY must be set")
    assert "Traceback" not in ended.stderr


def test_settings_are_listed_with_their_meaning(run: Run) -> None:
    assert "| `SEARCH_ENGINE` | `whoosh` | whoosh (embedded default)" in run("settings").out
