"""What every test can ask for: `app` on each database, a `client`, a `live_server`, a real browser's `page`.

Tests of the services run on SQLite and on PostgreSQL; tests that drive a mouth (`tests/web`, `tests/api`,
`tests/cli`, `tests/journeys`) run on SQLite, because what differs between databases lies below the mouths.
`@pytest.mark.databases("sqlite", "postgresql")` on a test or a module says otherwise.
"""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app.config import Settings
from tests.services import beginning, reuse  # noqa: F401 - the first of them works by being imported

pytest_plugins = [
    "pytester",
    "tests.services.requirement",
    "tests.services.databases",
    "tests.services.once",
    "tests.services.browsers",
    "tests.services.accessibility",
]

# A busy machine is slow, not wrong; and a run that fails can be run again just so.
hypothesis.settings.register_profile("ours", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ours")

DATABASES = ("sqlite", "postgresql")
MOUTHS = ("web", "api", "cli", "journeys")
# Where notices and mail follow a commit at once. Elsewhere they wait in their queues, as they do on a server until its
# threads come to them: most tests look at neither, and a fifth of what an act costs is to tell of it.
TOLD = (
    *("accounts/", "cli/", "durability/", "following/", "journeys/", "library/", "moderation/", "notifications/"),
    *("services/", "access/test_following_matrix.py", "api/test_following.py", "cases/test_concurrency.py"),
    *("cases/test_drafting.py", "exchange/test_together.py", "meetings/test_answers.py", "web/test_delegates.py"),
    *("web/test_following.py", "web/test_language.py", "web/test_signin_links.py", "webhooks/test_sending.py"),
)
LONG = ("services/test_serve.py", "durability/", "journeys/", "search/test_processes.py")


def pytest_configure(config: pytest.Config) -> None:
    """Name the one marker of our own."""
    config.addinivalue_line("markers", "databases(*names): the databases on which this test runs")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long ones: at the end of a run, one of them would keep all processes waiting for its own."""
    items.sort(key=lambda item: not _place(item.path).startswith(LONG))


def pytest_collection_finish() -> None:
    """What reading all our code left stays to the end; the collector need not go through it again and again.

    What a test leaves in circles is little, and the collector took a tenth of the time to look for it so often.
    """
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 20)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once on each of its databases, if it uses one at all."""
    if "database" not in metafunc.fixturenames:
        return
    marker = metafunc.definition.get_closest_marker("databases")
    folder = Path(_place(metafunc.definition.path)).parts[0]
    names = marker.args if marker else DATABASES[:1] if folder in MOUTHS else DATABASES
    metafunc.parametrize("database", names)


def _place(path: Path) -> str:
    return str(path.relative_to(Path(__file__).parent))


@pytest.fixture
def at_once(request: pytest.FixtureRequest) -> bool:
    """Whether people are told and mailed at once in this test."""
    return _place(request.path).startswith(TOLD)


@pytest.fixture
def settings_with(database_url: str, tmp_path: Path) -> Callable[..., Settings]:
    """This test's settings over its fresh database: `settings_with(search_engine="tantivy")`."""

    def make(**overrides: Any) -> Settings:
        values = {
            "database_url": database_url,
            "instance_path": str(tmp_path / "instance"),
            "secret_key": "only-for-the-tests-of-this-process",
            "mailer": "memory",
            "background_drain": False,
            "posts_per_hour": 1000,  # a test writes in a second what people write in a day
            "prepare_files": False,  # a process for each file; tests that want it call `jobs.drain()`
        }
        return Settings.from_environment({}, **{**values, **overrides})

    return make


@pytest.fixture
def make_app(settings_with: Callable[..., Settings], at_once: bool) -> Iterator[Callable[..., Flask]]:
    """Builds applications of this test's own, which may add to them: `make_app(search_engine="tantivy")`."""
    made: list[Flask] = []

    def make(**overrides: Any) -> Flask:
        made.append(reuse.create(settings_with(**overrides)))
        reuse.tell(at_once)
        made[-1].testing = True
        return made[-1]

    yield make
    for app in made:
        reuse.close(app)


@pytest.fixture
def app(settings_with: Callable[..., Settings], at_once: bool) -> Iterator[Flask]:
    """An application over an empty database with all its tables, lent by the process. No context is pushed."""
    app = reuse.lend(settings_with())
    reuse.tell(at_once)
    app.testing = True
    yield app
    reuse.close(app)


@pytest.fixture
def platform(app: Flask) -> Iterator[Flask]:
    """The same application with its context pushed, for tests that call services.

    Not to be mixed with `client`: a request inside a pushed context shares its `g`, and so who is signed in.
    """
    with app.app_context():
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A test client; write `with app.app_context():` around what prepares the data."""
    return app.test_client()
