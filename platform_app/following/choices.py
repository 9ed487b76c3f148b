"""What people have chosen about mail: read for her page, for mail and for the link that stops it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select, update

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.following.inputs import DEFAULT_HOW, DEFAULT_ZONE, KINDS, NoticePreferences
from platform_app.following.models import Notice
from platform_app.following.models_choices import NoticeChoice, NoticeSettings
from platform_app.following.rhythm import Hours, hours
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound


def preferences(actor: Actor) -> NoticePreferences:
    """What she has chosen; where she has not, what holds for everybody."""
    require(actor, P.NOTICE_CHOOSE)
    if actor.id is None:
        raise NotFound
    kept = db.session.get(NoticeSettings, actor.id)
    times: dict[str, Any] = {}
    if kept:
        times = {"time_zone": kept.time_zone, "quiet_from": kept.quiet_from, "quiet_until": kept.quiet_until}
    return NoticePreferences.model_validate({**hows(actor.id), **times})


def hows(person_id: int) -> Mapping[str, str]:
    """How each kind comes to one person."""
    query = select(NoticeChoice.kind, NoticeChoice.how).where(NoticeChoice.person_id == person_id)
    chosen = {kind: how for kind, how in db.session.execute(query)}  # noqa: C416  rows are no pairs for mypy
    return {**dict.fromkeys(KINDS, DEFAULT_HOW), **chosen}


def hours_of(person_id: int) -> Hours:
    """When one person is left alone."""
    kept = db.session.get(NoticeSettings, person_id)
    return hours(kept.time_zone, kept.quiet_from, kept.quiet_until) if kept else hours(DEFAULT_ZONE, None, None)


def put_hows(person_id: int, chosen: Mapping[str, str]) -> None:
    """Set how some kinds come; what waits for a mail that will not come waits no longer. A step of the doors."""
    own = (NoticeChoice.person_id == person_id, NoticeChoice.kind.in_(chosen))
    db.session.execute(delete(NoticeChoice).where(*own))
    db.session.add_all(NoticeChoice(person_id=person_id, kind=kind, how=how) for kind, how in chosen.items())
    db.session.flush()
    stopped = [kind for kind, how in chosen.items() if how == "never"]
    waiting = (Notice.person_id == person_id, Notice.kind.in_(stopped), Notice.to_mail.is_(True))
    db.session.execute(update(Notice).where(*waiting).values(to_mail=False))


def put_hours(person_id: int, wanted: NoticePreferences) -> None:
    """Set where she is and when she is left alone. A step of the doors."""
    kept = db.session.get(NoticeSettings, person_id) or NoticeSettings(person_id=person_id)
    kept.time_zone, kept.quiet_from, kept.quiet_until = wanted.time_zone, wanted.quiet_from, wanted.quiet_until
    db.session.add(kept)
