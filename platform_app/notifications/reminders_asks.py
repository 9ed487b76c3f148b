"""What organisations that were asked are reminded of, and when who stands over them is told. Rules over rows."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from platform_app import events
from platform_app.exchange.models import Thread
from platform_app.exchange.models_asks import Ask
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.notifications.due import DAYS_BEFORE, Due, stage

FORGOTTEN = timedelta(days=30)  # what lay longer when nobody was told is old news


def due() -> Iterator[Due]:
    """Reminders of asks whose day is near, and the word to who stands over those whose day has passed."""
    today = clock.today()
    near = _open_asks().where(Ask.due_on >= today, Ask.due_on <= today + timedelta(days=max(DAYS_BEFORE)))
    for ask, org, thread, due_on, made_at in db.session.execute(near):
        days = stage(due_on, _day(made_at), today)
        if days is not None:
            event = events.AskReminded(ask, org, thread_id=thread, days_left=(due_on - today).days)
            yield Due(f"ask_{days}", ask, due_on, event)
    over = _open_asks().where(Ask.due_on < today, Ask.due_on >= today - FORGOTTEN)
    for ask, org, thread, due_on, _ in db.session.execute(over):
        yield Due("ask_over", ask, due_on, events.AskOverdue(ask, org, thread_id=thread))


def _open_asks() -> Any:
    """Where it can still be answered: the thread is open and not locked."""
    query = select(Ask.id, Ask.org_id, Ask.thread_id, Ask.due_on, Ask.created_at).join(Ask.thread)
    return query.where(Ask.status == "open", Thread.status == "open", Thread.is_locked.is_(False)).order_by(Ask.id)


def _day(moment: Any) -> date:
    day: date = moment.astimezone(clock.BEIJING).date()
    return day
