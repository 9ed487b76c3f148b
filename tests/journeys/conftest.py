"""The platform as a stranger finds it: real content, demo accounts, a filled index, served to a real browser."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

PASSWORD = "city-exchange-demo"


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """An application with `content/` loaded and the demonstration accounts made."""
    app = make_app(demo=True)
    runner = app.test_cli_runner()
    for command in (["content", "load"], ["demo", "accounts"], ["search", "catch-up"]):
        result = runner.invoke(args=command)
        assert result.exit_code == 0, result.output
    return app


@pytest.fixture
def sign_in(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Opens a browser of her own for a demo person and signs her in: `sign_in("city")`."""

    def open_for(name: str, **options: Any) -> Page:
        page = new_context(**options).new_page()
        page.goto("/sign-in")
        page.fill("input[name=email]", f"{name}@demo.example")
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/desk")
        return page

    return open_for
