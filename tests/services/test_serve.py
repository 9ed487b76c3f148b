"""What a stranger types: from an empty instance folder to an answered page, and again without doing anything twice."""

import gc
import os
import re
import runpy
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import pytest

from platform_app.search.dictionary import Dictionary
from tests.services.once import lend

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 150  # seconds, on a machine that runs other tests beside this one
# Of the largest files, the lines that stay: whoever is above others, the cities of three provinces, a few terms.
WANTED: dict[str, Callable[[str], bool]] = {
    "organisations.csv": lambda line: ",city," not in line or line.startswith(("32", "33", "35")),
    "standards.csv": lambda line: "-2016," in line,
    "glossary.csv": lambda line: line.startswith("G00"),
}
ADDRESSES = [f"{who}@demo.example" for who in ("city", "editor", "peer", "province", "moderator", "secretariat")]


@dataclass(frozen=True)
class Served:
    """A running site, and the file with all that it prints."""

    address: str
    said: Path
    process: subprocess.Popen[bytes]

    def first_page(self) -> str:
        """The front page, as soon as there is one."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/?lang=en", timeout=10) as answer:
                    return str(answer.read().decode())
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        raise AssertionError(f"there was no page; it said:\n{self.printed}")

    def stop(self) -> None:
        """End it, with all that it started."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=PATIENCE)
        with pytest.raises(ProcessLookupError):  # nothing that it started outlives it
            os.killpg(self.process.pid, 0)

    @property
    def printed(self) -> str:
        """What the person at the terminal reads."""
        return self.said.read_text("utf-8")


def environment(instance: Path, content: Path, language: str) -> dict[str, str]:
    """What a terminal gives to the programs of `make serve`."""
    ours = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "DEMO")}
    return ours | {"INSTANCE_PATH": str(instance), "CONTENT_PATH": str(content), "CLI_LANGUAGE": language}


@contextmanager
def served(instance: Path, content: Path, language: str) -> Iterator[Served]:
    """Run the script of `make serve` until the block ends."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    said = instance.with_suffix(".log")
    with said.open("wb") as out:
        process = subprocess.Popen(
            [ROOT / "scripts" / "serve"],
            env=environment(instance, content, language) | {"PORT": port},
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    site = Served(f"http://127.0.0.1:{port}", said, process)
    try:
        yield site
    finally:
        if process.poll() is None:
            site.stop()


def rows(instance: Path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(sqlite3.connect(instance / "platform.db")) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Our content with little of what there is much of: that all of it loads is shown elsewhere."""
    few = tmp_path / "content"
    shutil.copytree(ROOT / "content", few, ignore=shutil.ignore_patterns("cases"))
    (few / "cases").mkdir()
    for name in ("hangzhou-city-brain", "rugao-library-bus"):
        shutil.copy(ROOT / "content" / "cases" / f"{name}.md", few / "cases")
    for name, wanted in WANTED.items():
        head, *lines = (few / "reference" / name).read_text("utf-8").splitlines(keepends=True)
        (few / "reference" / name).write_text(head + "".join(filter(wanted, lines)), "utf-8")
    return few


def test_a_stranger_reads_cases_after_one_command_and_the_second_run_repeats_nothing(
    content: Path, dictionary: Dictionary, tmp_path: Path
) -> None:
    instance = tmp_path / "instance"
    lend(dictionary, instance)  # that it is made out of its package is shown elsewhere
    with served(instance, content, "en") as site:
        page = site.first_page()
        assert len(set(re.findall(r'href="/cases/(\d+)', page))) == 2
        assert site.address in site.printed
        assert all(sign_in in site.printed for sign_in in ADDRESSES)
        assert "Sign in with the password" in site.printed
    before = rows(instance)
    assert before["cases"] == 2
    again = environment(instance, content, "zh") | {"DEMO": "1"}
    printed = subprocess.check_output([sys.executable, ROOT / "scripts" / "prepare_demo.py"], env=again, text=True)
    assert printed.count("无变化") == 10
    assert "登录密码" in printed
    assert rows(instance) == before


def test_a_process_does_not_go_through_all_it_has_loaded_once_more_before_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMO", "1")
    monkeypatch.setenv("INSTANCE_PATH", str(tmp_path))
    app = runpy.run_path(str(ROOT / "wsgi.py"))["app"]
    assert gc.isenabled()
    assert not any(known is app for known in gc.get_objects()), "the collector knows nothing of what starting left"
