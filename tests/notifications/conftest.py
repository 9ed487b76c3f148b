"""Letters are looked at here, and no notices: nobody tells them."""

import pytest
from flask import Flask

from platform_app.following import worker


class _Idle:
    """A teller who does not come."""

    def poke(self) -> None: ...


@pytest.fixture
def app(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application, whose notices wait in their queue."""
    monkeypatch.setattr(worker, "_teller", _Idle())
    return app
