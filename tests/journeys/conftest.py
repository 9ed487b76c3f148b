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
from tests.services import reuse
from tests.web.arriving import arrive

PASSWORD = "city-exchange-demo"


@pytest.fixture
def app(loaded: Path, tmp_path: Path) -> Iterator[Flask]:
    """An application of its own for each journey, over a copy of the loaded platform."""
    shutil.copytree(loaded, tmp_path / "instance")
    values = {"instance_path": str(tmp_path / "instance"), "demo": True, "mailer": "memory", "background_drain": False}
    app = create_app(Settings.from_environment({}, **values))
    yield app
    reuse.close(app)


@pytest.fixture
def sign_in(app: Flask, live_server: str, new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Opens a browser of her own in which a demo person has signed in before; nothing is shown yet: `sign_in("city")`.

    With `locale="en-GB"` she chose English on that device: her account says Chinese.
    """

    def open_for(name: str, **options: Any) -> Page:
        return arrive(app, live_server, new_context, f"{name}@demo.example", **options)

    return open_for


@pytest.fixture
def sign_in_by_hand(new_context: Callable[..., BrowserContext]) -> Callable[[str], Page]:
    """Opens a browser of her own for a demo person, who signs in with her password and comes to her desk."""

    def open_for(name: str) -> Page:
        page = new_context().new_page()
        page.goto("/sign-in")
        page.fill("input[name=email]", f"{name}@demo.example")
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/desk")
        return page

    return open_for
