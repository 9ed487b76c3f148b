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
        has_people = inspect(connection).has_table(Person.__tablename__)
        demo = select(Person.email).where(Person.is_demo).order_by(Person.id).limit(1)
        found = connection.execute(demo).scalar() if has_people else None
    db.engine.dispose()  # a connection made before a server forks its workers must not be shared by them
    if found:
        raise Misconfigured(
            "The database holds demonstration accounts ({email}): start with DEMO=1, or use a database without them.",
            email=found,
        )
