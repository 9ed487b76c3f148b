"""Writes down what programs are to be told, in the transaction of what happened. `sending.py` works it off."""

import json
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from platform_app.accounts.models import Organisation
from platform_app.config import Settings
from platform_app.kernel.db import db
from platform_app.kernel.use_case import Recorded
from platform_app.webhooks import catalogue
from platform_app.webhooks.catalogue import PING, Told
from platform_app.webhooks.models import Delivery, Webhook

_site = ""


def install(settings: Settings) -> None:
    """Set the site's address; installing again replaces it."""
    global _site
    _site = settings.public_url.rstrip("/")


def is_noted(event: type) -> bool:
    """Whether programs can be told of this."""
    return event in catalogue.BY_EVENT


def note(recorded: Recorded) -> None:
    """A row for each webhook that wants this, if everybody may read it."""
    name = catalogue.BY_EVENT[type(recorded.event)].name
    hooks = db.session.scalars(select(Webhook).where(Webhook.disabled_at.is_(None)).order_by(Webhook.id))
    wanting = [hook for hook in hooks if name in hook.events]
    told = catalogue.told(recorded.event) if wanting else None
    if told is None:
        return
    payload = {**_about(told), "at": _moment(recorded.at)}
    for hook in wanting:
        if hook.scope == "everything" or any(path.startswith(hook.org_path) for path in told.paths):
            put(hook, told.name, told.subject.kind, told.subject.id, payload)


def put(hook: Webhook, name: str, kind: str, subject_id: int, payload: dict[str, Any]) -> Delivery:
    """One row."""
    key = str(uuid4())
    body = json.dumps({"id": key, "event": name, **payload}, ensure_ascii=False, separators=(",", ":"))
    row = Delivery(webhook_id=hook.id, key=key, event=name, subject_kind=kind, subject_id=subject_id, body=body)
    db.session.add(row)
    db.session.flush()
    return row


def put_ping(hook: Webhook, at: datetime) -> Delivery:
    """A test that says nothing but that it is one."""
    return put(hook, PING, "webhook", hook.id, {"subject": None, "organisation": None, "at": _moment(at)})


def _about(told: Told) -> dict[str, Any]:
    """Ids and addresses only: who wants to know more asks for it, and reads what may be read then."""
    payload: dict[str, Any] = {"subject": _subject(told), "organisation": _organisation(told.org_id)}
    if told.thread_id is not None and told.subject.kind != "thread":
        payload["thread"] = _thing("thread", told.thread_id, f"/threads/{told.thread_id}")
    return payload


def _subject(told: Told) -> dict[str, Any]:
    kind, id = told.subject.kind, told.subject.id
    page = f"/threads/{told.thread_id}/asks" if kind == "ask" else f"/{kind}s/{id}"
    return _thing(kind, id, page)


def _thing(kind: str, id: int, page: str) -> dict[str, Any]:
    return {"kind": kind, "id": id, "url": f"{_site}/api/v1/{kind}s/{id}", "page_url": f"{_site}{page}"}


def _organisation(org_id: int | None) -> dict[str, Any] | None:
    row = db.session.get(Organisation, org_id) if org_id is not None else None
    if row is None:
        return None
    return {**_thing("organisation", row.id, f"/organisations/{row.code}"), "code": row.code}


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
