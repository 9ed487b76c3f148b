"""Runs `flask …` in the test's own process and gives back what it printed and how it ended."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

CONTENT = Path(__file__).parents[2] / "content"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture(autouse=True)
def english_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of its own for each test, whatever the one is in which the tests run."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")  # commands set it; so it is put back


@pytest.fixture
def loaded_app(make_app: Callable[..., Flask], loaded: Path, tmp_path: Path) -> Flask:
    """A platform into which all our content was loaded by `flask content load`."""
    shutil.copyfile(loaded / "platform.db", tmp_path / "loaded.db")
    return make_app(database_url=f"sqlite:///{tmp_path / 'loaded.db'}", demo=True)


@pytest.fixture
def run(app: Flask) -> Run:
    """`run("people", "list")` is `flask people list`; whatever raises there is not hidden."""
    return running(app)


def running(app: Flask) -> Run:
    """The same for any application."""

    def run(*words: Any, typed: str | None = None) -> Ended:
        result = app.test_cli_runner().invoke(args=[str(word) for word in words], input=typed)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ended(result.exit_code, result.stdout, result.stderr)

    return run
