"""The cast, a receiver on this machine, and an application that may send to it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import Actor
from platform_app.accounts.models import Organisation
from platform_app.config import Settings
from platform_app.kernel.inputs import read
from platform_app.webhooks import service
from platform_app.webhooks.inputs import NewWebhook
from platform_app.webhooks.service import Issued
from tests import factories
from tests.cast import Cast, assemble
from tests.services import reuse
from tests.webhooks.receiver import Receiver, receiving

Hook = Callable[..., Issued]


@pytest.fixture
def app(settings_with: Callable[..., Settings], at_once: bool) -> Iterator[Flask]:
    """Lent by the process, as applications without settings of their own are."""
    app = reuse.lend(settings_with(webhooks_allow_private=True, public_url="https://cities.example"))
    reuse.tell(at_once)
    app.testing = True
    yield app
    reuse.close(app)


@pytest.fixture
def cast(platform: Flask) -> Cast:
    factories.make_fields()
    return assemble()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as opened:
        yield opened


@pytest.fixture
def hook(cast: Cast, receiver: Receiver) -> Hook:
    """Makes a webhook of Hangzhou, or another, that is told of everything of its own."""

    def make(actor: Actor = cast.lin, organisation: Organisation = cast.hangzhou, **parts: Any) -> Issued:
        names = ["case.published", "thread.started", "post.written", "ask.made"]
        new = {"name": "内网门户", "url": receiver.url, "events": names, **parts}
        return service.register(actor, organisation.id, read(NewWebhook, new))

    return make
