"""The numbers of resolutions: `JM/2026/3`, without a gap, whoever adopts at the same time and whatever fails."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from platform_app.kernel.db import db
from platform_app.meetings.models_decisions import Serial


def take(series: str, year: int) -> int:
    """The next number of a series and year, in the caller's transaction.

    Its row stays locked until that ends: the next one waits, and a number that is not kept is given again.
    """
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    db.session.execute(insert(Serial).values(series=series, year=year, last=0).on_conflict_do_nothing())
    query = select(Serial).where(Serial.series == series, Serial.year == year).with_for_update()
    row = db.session.scalars(query.execution_options(populate_existing=True)).one()
    row.last += 1
    db.session.flush()
    return row.last


def written(series: str, year: int, serial: int) -> str:
    """A number as it is cited."""
    return f"{series}/{year}/{serial}"
