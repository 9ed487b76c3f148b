"""Browsers for the tests of pages that only a browser can test."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from tests.cast import address
from tests.web.arriving import arrive


@pytest.fixture
def sign_in(app: Flask, live_server: str, new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Opens a browser of her own in which one of the cast has signed in before: `sign_in("lin", locale="en")`."""

    def open_for(name: str, **options: Any) -> Page:
        return arrive(app, live_server, new_context, address(name), **options)

    return open_for
