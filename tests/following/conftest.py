"""The cast with two fields, and what each was told in few words."""

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.exchange.models import Thread
from platform_app.following import queries, service, worker
from platform_app.kernel.db import db
from platform_app.kernel.pages import PageRequest
from tests import factories
from tests.cast import Cast, assemble
from tests.scenes import Scene


def everybody() -> Cast:
    """The cast and two fields, in the open database."""
    made = assemble()
    factories.make_fields()
    return made


def thread_of(cast: Cast, **parts: object) -> Thread:
    """A question of Hangzhou's in a field, with a tag."""
    return factories.make_thread(cast.lin, field="smart-city", tags=["电梯"], **parts)


def _ask() -> Cast:
    cast = everybody()
    thread_of(cast)
    return cast


_asked = Scene(_ask, with_notices=True)


@pytest.fixture
def cast(platform: Flask, request: pytest.FixtureRequest) -> Cast:
    """Everybody; with a question of Hangzhou's, if the test asks for the thread."""
    return _asked.put() if "thread" in request.fixturenames else everybody()


@pytest.fixture
def thread(cast: Cast) -> Thread:
    """The question."""
    row = db.session.scalars(select(Thread)).one()
    db.session.close()
    return row


def told(actor: Actor) -> list[str]:
    """What she finds among her notices, the newest first: what and how often."""
    page = queries.groups(actor, PageRequest(50))
    return [group.notice.what if group.count == 1 else f"{group.notice.what} x{group.count}" for group in page.items]


def follow(actor: Actor, kind: str, ref: object) -> None:
    """Follow something."""
    service.follow(actor, kind, str(ref))


def mute(actor: Actor, kind: str, ref: object) -> None:
    """Hear nothing of something."""
    service.follow(actor, kind, str(ref), how="mute")


@pytest.fixture
def later(platform: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """What happened waits in the queue until the test drains."""
    monkeypatch.setattr(worker, "_teller", type("Idle", (), {"poke": lambda self: None})())
