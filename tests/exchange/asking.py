"""Asks of tests: put, found again."""

from typing import Any

from platform_app.access.actor import Actor
from platform_app.accounts.models import Organisation
from platform_app.exchange import service_asks
from platform_app.exchange.inputs_asks import NewAsks
from platform_app.exchange.models import Thread
from platform_app.exchange.models_asks import Ask
from platform_app.kernel.db import db
from platform_app.kernel.inputs import read


def put(actor: Actor, thread: Thread, *organisations: Organisation, **parts: Any) -> list[Ask]:
    """Put a question to some organisations."""
    codes = [each.code for each in organisations]
    return list(service_asks.ask(actor, thread.id, read(NewAsks, {"organisations": codes, **parts})))


def now(ask: Ask) -> Ask:
    """How an ask stands."""
    return db.session.get_one(Ask, ask.id, populate_existing=True)
