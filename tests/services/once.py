"""What a run makes once for all its processes: the dictionary that takes seconds, the platform with all its content."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from platform_app import create_app
from platform_app.config import Settings
from platform_app.kernel.db import db
from platform_app.search.dictionary import Dictionary

Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """`once("name", make)` is a folder that `make` filled for whichever process asked first; nobody writes there."""
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent

    def once(name: str, make: Callable[[Path], object]) -> Path:
        with (run / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (run / name).exists():
                shutil.rmtree(run / f"{name}.draft", ignore_errors=True)
                (run / f"{name}.draft").mkdir()
                make(run / f"{name}.draft")
                (run / f"{name}.draft").rename(run / name)
        return run / name

    return once


@pytest.fixture(scope="session", autouse=True)
def dictionary_once(once: Once) -> Iterator[Callable[[], Dictionary]]:
    """Whoever builds the dictionary in a process of the tests is lent the one that was built out of the package once.

    It is the same wherever it lies; a program that a test starts builds its own unless the test lends it one.
    """
    build = Dictionary.build

    def built() -> Dictionary:
        return Dictionary(once("dictionary", lambda folder: build(Dictionary(folder))))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Dictionary, "build", lambda self: None if self.path.exists() else _link(built(), self.path))
        yield built


@pytest.fixture(scope="session")
def dictionary(dictionary_once: Callable[[], Dictionary]) -> Dictionary:
    """The dictionary out of its package."""
    return dictionary_once()


@pytest.fixture(scope="session")
def loaded(once: Once) -> Path:
    """An instance folder with `content/`, the demonstration accounts and a filled index, to be copied."""
    return once("loaded", _load)


def _load(folder: Path) -> None:
    settings = Settings.from_environment({}, instance_path=str(folder), demo=True, background_drain=False)
    app = create_app(settings)
    runner = app.test_cli_runner()
    for command in (
        ["db", "upgrade"],
        ["content", "load"],
        ["demo", "accounts"],
        ["demo", "meeting"],
        ["search", "catch-up"],
    ):
        result = runner.invoke(args=command)
        assert result.exit_code == 0, result.output
    with app.app_context():
        db.session.remove()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()


@pytest.fixture
def lent_dictionary(dictionary: Dictionary, tmp_path: Path) -> None:
    """Puts it beside this test's index, so that a rebuild need not make it once more."""
    lend(dictionary, tmp_path / "instance")


def lend(dictionary: Dictionary, instance: Path) -> None:
    """The same for any instance folder."""
    _link(dictionary, instance / "search" / dictionary.path.name)


def _link(dictionary: Dictionary, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.link(dictionary.path, path)
