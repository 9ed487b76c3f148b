"""Who reads this page: found once a request from the signed cookie, anonymous without one."""

from flask import Flask, g, session

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts

_BY_NAME = {permission.name_: permission for permission in P}


def current_actor() -> Actor:
    """The signed-in person with her seats and roles; a session that was ended elsewhere counts as none."""
    if "actor" not in g:
        person_id, epoch = session.get("person_id"), session.get("epoch")
        found = accounts.actor_of_session(person_id, epoch) if person_id and epoch else None
        g.actor = found or ANONYMOUS
    actor: Actor = g.actor
    return actor


def can(permission: str, subject: object = None) -> bool:
    """For templates: may this reader do `case.edit` to this case?"""
    return allows(current_actor(), _BY_NAME[permission], subject)


def install(app: Flask) -> None:
    """Give templates `actor` and `can`."""
    app.jinja_env.globals["can"] = can
    app.context_processor(lambda: {"actor": current_actor()})
