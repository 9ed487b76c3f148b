"""What is asked of the accounts before the platform serves."""

from sqlalchemy import inspect, select

from platform_app.accounts.models import Person
from platform_app.config import Misconfigured
from platform_app.kernel.db import db


def refuse_demo_accounts() -> None:
    """Check the database before serving without DEMO=1; one without tables is fine.

    Raises:
        Misconfigured: it holds demonstration accounts, whose password everybody knows.
    """
    with db.engine.connect() as connection:
        if not inspect(connection).has_table(Person.__tablename__):
            return
        found = connection.execute(select(Person.email).where(Person.is_demo).limit(1)).scalar()
    if found:
        raise Misconfigured(
            f"The database holds demonstration accounts ({found}): start with DEMO=1, or use a database without them"
        )
