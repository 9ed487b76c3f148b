"""`flask queues drain` tells webhooks too."""

from collections.abc import Callable

import pytest
from flask import Flask

from platform_app.kernel.inputs import read
from platform_app.webhooks import service
from platform_app.webhooks.inputs import NewWebhook
from tests.cast import assemble
from tests.cli.conftest import Run
from tests.webhooks.receiver import receiving


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app(webhooks_allow_private=True)


def test_draining_the_queues_tells_webhooks(app: Flask, run: Run) -> None:
    with receiving() as receiver:
        with app.app_context():
            cast = assemble()
            new = read(NewWebhook, {"name": "门户", "url": receiver.url, "events": ["case.published"]})
            hook = service.register(cast.lin, cast.hangzhou.id, new).webhook
            service.ping(cast.lin, hook.id)
        done = run("queues", "drain")
        assert done.out.endswith(" 1 webhooks told\n")
        assert receiver.events == ["ping"]
