"""The permission on webhooks: coordinators of the organisation, and the platform itself."""

from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.kernel.db import db
from platform_app.webhooks.models import Webhook
from tests.cast import assemble


def test_coordinators_keep_the_webhooks_of_their_organisation_and_lists_agree(platform: Flask) -> None:
    cast = assemble()
    place = cast.hangzhou
    hook = Webhook(
        org_id=place.id, org_path=place.path, name="门户", url="https://a.example/", events=[], scope="own", secret="x"
    )
    db.session.add(hook)
    db.session.flush()
    actors = {**cast.actors, "anonymous": ANONYMOUS, "system": SYSTEM}
    for row in (hook, db.session.get_one(Organisation, place.id)):
        model = type(row)
        assert {name for name, actor in actors.items() if allows(actor, P.WEBHOOK_KEEP, row)} == {"lin", "system"}
        for name, actor in actors.items():
            listed = db.session.scalars(select(model.id).where(visible(actor, P.WEBHOOK_KEEP, model))).all()
            assert (row.id in listed) == (name in ("lin", "system")), name
    db.session.rollback()
