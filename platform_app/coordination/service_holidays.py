"""The table of days off and of weekends that are worked, which working days are counted by."""

from datetime import date

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.coordination import queries
from platform_app.coordination.inputs import HolidayEntry
from platform_app.coordination.models import Holiday
from platform_app.events import HolidayRemoved, HolidaySet
from platform_app.kernel.db import db
from platform_app.kernel.use_case import record, use_case


@use_case
def set_holiday(actor: Actor, day: date, new: HolidayEntry) -> Holiday:
    """Enter a day, or change what the table says of it. Days that were set before stay as they are."""
    require(actor, P.HOLIDAY_EDIT)
    row = db.session.scalar(select(Holiday).where(Holiday.day == day)) or Holiday(day=day)
    row.name_zh, row.name_en, row.is_worked = new.name_zh, new.name_en, new.is_worked
    db.session.add(row)
    db.session.flush()
    record(HolidaySet(row.id))
    return row


@use_case
def remove_holiday(actor: Actor, day: date) -> None:
    """Take a day out of the table.

    Raises:
        NotFound: it is not in it.
    """
    require(actor, P.HOLIDAY_EDIT)
    row = queries.holiday(actor, day)
    db.session.delete(row)
    record(HolidayRemoved(row.id))
