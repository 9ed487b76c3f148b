"""The cast with tokens in their hands: `api.lin.post("/cases", {...})`."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from platform_app import create_app
from platform_app.accounts import service_tokens
from platform_app.accounts.inputs import NewToken
from platform_app.config import Settings
from platform_app.kernel.db import db
from tests.cast import Cast, assemble
from tests.factories import SHORT_CASE, make_fields

ROOT = "/api/v1"


@dataclass
class Caller:
    """Somebody who sends requests, in English, with or without a token."""

    client: FlaskClient
    token: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, method: str, path: str, json: Any = None, **options: Any) -> TestResponse:
        """One request to an address below /api/v1 (or to a full one)."""
        headers = {"Accept-Language": "en", **self.headers, **options.pop("headers", {})}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if json is not None:
            options["json"] = json
        address = path if path.startswith("http") else ROOT + path
        return self.client.open(address, method=method, headers=headers, **options)

    def get(self, path: str, **options: Any) -> TestResponse:
        """Read."""
        return self.send("GET", path, **options)

    def post(self, path: str, json: Any = None, **options: Any) -> TestResponse:
        """Make."""
        return self.send("POST", path, json, **options)

    def patch(self, path: str, json: Any, match: str | None = None, **options: Any) -> TestResponse:
        """Change what is at `match`."""
        headers = {**options.pop("headers", {}), **({"If-Match": match} if match else {})}
        return self.send("PATCH", path, json, headers=headers, **options)

    def delete(self, path: str, json: Any = None, match: str | None = None) -> TestResponse:
        """Take away or back."""
        return self.send("DELETE", path, json, headers={"If-Match": match} if match else {})


@dataclass
class Api:
    """Everybody of the cast as a caller; `anyone` has no token."""

    app: Flask
    cast: Cast
    known: dict[str, Caller] = field(default_factory=dict)

    @property
    def anyone(self) -> Caller:
        """Somebody without a token."""
        return Caller(self.app.test_client())

    def __getattr__(self, name: str) -> Caller:
        if name not in self.known:
            self.known[name] = self.with_scope(name, "write")
        return Caller(self.app.test_client(), self.known[name].token)

    def with_scope(self, name: str, scope: str) -> Caller:
        """A member of the cast with a fresh token."""
        with self.app.app_context():
            new = NewToken.model_validate({"name": "test", "scope": scope})
            issued = service_tokens.create_token(self.cast.actors[name], new)
            return Caller(self.app.test_client(), issued.secret)

    def new_case(self, name: str = "lin", **parts: Any) -> dict[str, Any]:
        """A complete draft of Hangzhou, made through the API."""
        answer = getattr(self, name).post("/cases", {"organisation": "330100", **SHORT_CASE, **parts})
        assert answer.status_code == 201, answer.text
        return dict(answer.json or {})

    def published_case(self, **parts: Any) -> dict[str, Any]:
        """The same, submitted and signed off."""
        case, lin = self.new_case(**parts), self.lin
        lin.post(f"/cases/{case['id']}/submission")
        answer = lin.post(f"/cases/{case['id']}/publication")
        assert answer.status_code == 201, answer.text
        return dict(answer.json or {})


@pytest.fixture
def populate() -> Callable[[Flask], Api]:
    """Fills an application's database with the cast and the first fields."""

    def fill(app: Flask) -> Api:
        with app.app_context():
            make_fields()
            return Api(app, assemble())

    return fill


@pytest.fixture
def api(app: Flask, populate: Callable[[Flask], Api]) -> Api:
    """The cast with tokens over a fresh database."""
    return populate(app)


@pytest.fixture(scope="module")
def shared(sqlite_schema: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """The same once for a whole module, for tests that leave everything as it was."""
    folder = tmp_path_factory.mktemp("shared")
    shutil.copyfile(sqlite_schema, folder / "test.db")
    app = create_app(
        Settings.from_environment(
            {},
            database_url=f"sqlite:///{folder / 'test.db'}",
            instance_path=str(folder),
            secret_key="only-for-the-tests-of-this-process",
            mailer="memory",
            background_drain=False,
            rate_limit_api="100000 per minute",
        )
    )
    app.testing = True
    with app.app_context():
        make_fields()
        cast = assemble()
    yield Api(app, cast)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
