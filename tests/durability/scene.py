"""What the killing happens to: a city with a token, a secretariat with one, and a reviewed batch for each kill."""

from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from platform_app import create_app
from platform_app.access.actor import Actor
from platform_app.accounts import service_tokens
from platform_app.accounts.inputs import NewToken
from platform_app.config import Settings
from platform_app.selection import service_batches
from platform_app.selection.inputs import Appointment
from tests import factories
from tests.cast import Cast, assemble
from tests.selection.conftest import Selection, new_batch


@dataclass(frozen=True)
class Scene:
    """`batches` are pairs of a batch and the case that waits in it to be announced."""

    app: Flask
    cast: Cast
    tokens: dict[str, str]
    batches: list[tuple[int, int]]


def prepare(folder: Path, *, batches: int) -> Scene:
    """Fill an instance whose tables are there."""
    values = {"instance_path": str(folder), "secret_key": "k" * 40, "mailer": "memory", "demo": True}
    app = create_app(Settings.from_environment({}, **values, background_drain=False, prepare_files=False))
    with app.app_context():
        cast = assemble()
        factories.make_fields()
        ready = [_reviewed(app, cast, number) for number in range(1, batches + 1)]
        tokens = {name: _token(getattr(cast, name)) for name in ("lin", "he")}
    return Scene(app, cast, tokens, ready)


def _reviewed(app: Flask, cast: Cast, number: int) -> tuple[int, int]:
    chair, *reviewers = (factories.make_actor() for _ in range(4))
    batch = service_batches.plan(cast.he, new_batch(chair.email, number=f"2026-{number}"))
    for reviewer in reviewers:
        service_batches.appoint(cast.he, batch.id, Appointment(person=reviewer.email))
    service_batches.open_call(cast.he, batch.id)
    first, second, third = reviewers
    case = Selection(app, cast, chair, (first, second, third), batch).reviewed()
    return batch.id, case.id


def _token(actor: Actor) -> str:
    return service_tokens.create_token(actor, NewToken(name="killing", scope="write")).secret
