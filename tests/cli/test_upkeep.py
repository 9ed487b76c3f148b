"""Search, queues, the worker and translations from the command line."""

import gc
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from babel.messages.mofile import read_mo
from click.testing import CliRunner
from flask import Flask
from flask.cli import cli as flask_command

from platform_app.search import queue
from platform_app.search.index import installed
from tests import factories
from tests.cast import Cast, assemble
from tests.cli.conftest import Run, running

ROOT = Path(__file__).parents[2]
PATIENCE = 120  # seconds, on a machine that runs other tests beside this one


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


def test_the_index_is_verified_in_the_language_of_the_reader(make_app: Callable[..., Flask], cast: Cast) -> None:
    chinese = running(make_app(cli_language="zh"))
    assert chinese("search", "verify").out.startswith("缺失：organisation:1, ")
    assert chinese("search", "rebuild").out == "新索引含9篇文档\n"
    assert chinese("search", "verify").out == "索引与数据库一致\n"
    assert running(make_app(cli_language="en"))("search", "verify").out == "the index holds what the database holds\n"


def test_what_waits_is_drained_once(app: Flask, run: Run, cast: Cast) -> None:
    with app.app_context():
        assert queue.waiting() > 0
    assert "documents indexed" in run("queues", "drain").out
    assert run("queues", "drain").out == "0 files prepared, 0 documents indexed, 0 mails sent, 0 webhooks told\n"
    assert run("mail", "drain").out == "0 mails sent\n"


@pytest.mark.usefixtures("lent_dictionary")
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
        _, errors = worker.communicate(timeout=PATIENCE)
    finally:
        worker.kill()
        worker.wait()
    assert worker.returncode == 0
    assert "Traceback" not in errors


@pytest.mark.usefixtures("lent_dictionary")
def test_the_worker_ends_at_whatever_moment_it_is_told(app: Flask, run: Run) -> None:
    installed().engine.rebuild([])
    for moment in range(20):  # from the look through the pause into the next look
        with _told_at(moment):
            assert run("worker", "--pause", "0.05").code == 0


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


@contextmanager
def _told_at(moment: int) -> Iterator[None]:
    """SIGTERM so many calls after the worker's first look; to wait for ever because of it is a failure."""

    def count(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        if calls is None and event == "return" and frame.f_code.co_name == "_round":
            calls = -1
        if calls is not None:
            calls += 1
            if calls == moment:
                os.kill(os.getpid(), signal.SIGTERM)

    def fail(*_: object) -> None:
        raise AssertionError(f"it waits for ever when told {moment} calls after its look")

    calls: int | None = None
    before = {sign: signal.getsignal(sign) for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)}
    signal.signal(signal.SIGALRM, fail)
    signal.alarm(PATIENCE)
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)
        signal.alarm(0)
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _wait_until(holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"SECRET_KEY": "short"}, "Error: SECRET_KEY must be set"),
        ({"SMTP_PORT": "mail", "LC_ALL": "zh_CN.UTF-8"}, "错误：SMTP_PORT须为整数。"),
        ({"DEMO": "1", "CLI_LANGUAGE": "fr"}, "Error: CLI_LANGUAGE must be zh or en, or empty."),
    ],
)
def test_a_wrong_setting_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: dict[str, str], sentence: str
) -> None:
    set_by_flask = {"FLASK_RUN_FROM_CLI": "true"}  # so that it is put back
    for name, value in {"INSTANCE_PATH": str(tmp_path), "DEMO": "0", **set_by_flask, **settings}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(ROOT)
    monkeypatch.delitem(sys.modules, "wsgi", raising=False)  # it is read anew, as by a program that starts
    ended = CliRunner().invoke(flask_command, ["--app", "wsgi", "content", "load"])
    gc.enable()  # reading it had just disabled it
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.startswith(sentence)
    assert isinstance(ended.exception, SystemExit)


def test_settings_are_listed_with_their_meaning(run: Run, make_app: Callable[..., Flask]) -> None:
    assert "| `SEARCH_ENGINE` | `whoosh` | whoosh (embedded default)" in run("settings").out
    head, _, *rows = running(make_app(cli_language="zh"))("settings").out.splitlines()
    assert head == "| 变量 | 默认值 | 含义 |"
    assert [row for row in rows if not re.search(r"[\u4e00-\u9fff][^|]*\|$", row)] == []
