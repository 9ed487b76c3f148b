"""The cast with two fields, and what each was told in few words."""

import pytest
from flask import Flask

from platform_app.access.actor import Actor
from platform_app.following import queries, service, worker
from platform_app.kernel.pages import PageRequest
from tests import factories
from tests.cast import Cast, assemble


@pytest.fixture
def cast(platform: Flask) -> Cast:
    """Everybody."""
    made = assemble()
    factories.make_fields()
    return made


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
