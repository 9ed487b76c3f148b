"""The platform as a stranger finds it: real content, demo accounts, a filled index, served to a real browser."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from platform_app import create_app
from platform_app.config import Settings
from platform_app.kernel.db import db

PASSWORD = "city-exchange-demo"


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with `content/`, the demonstration accounts and a filled index, made once to be copied."""
    folder = tmp_path_factory.mktemp("loaded")
    app = create_app(Settings.from_environment({}, **_settings(folder)))
    runner = app.test_cli_runner()
    for command in (["db", "upgrade"], ["content", "load"], ["demo", "accounts"], ["search", "catch-up"]):
        result = runner.invoke(args=command)
        assert result.exit_code == 0, result.output
    with app.app_context():
        db.session.remove()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    return folder


@pytest.fixture
def app(loaded: Path, tmp_path: Path) -> Iterator[Flask]:
    """An application of its own for each journey, over a copy of the loaded platform."""
    shutil.copytree(loaded, tmp_path / "instance")
    app = create_app(Settings.from_environment({}, **_settings(tmp_path / "instance")))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _settings(folder: Path) -> dict[str, Any]:
    return {"instance_path": str(folder), "demo": True, "mailer": "memory", "background_drain": False}


@pytest.fixture
def sign_in(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Opens a browser of her own for a demo person and signs her in: `sign_in("city")`.

    With `locale="en-GB"` she chooses English on that device: her account says Chinese.
    """

    def open_for(name: str, **options: Any) -> Page:
        page = new_context(**options).new_page()
        page.goto("/sign-in")
        page.fill("input[name=email]", f"{name}@demo.example")
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/desk")
        if str(options.get("locale", "")).startswith("en"):
            page.goto("/desk?lang=en")
        return page

    return open_for
