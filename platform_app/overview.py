"""Read-only figures across features."""

from dataclasses import dataclass

from sqlalchemy import func, select

from platform_app.access.actor import Actor
from platform_app.accounts.models import Organisation
from platform_app.cases.models import Case
from platform_app.kernel.db import db
from platform_app.standards.models import Standard


@dataclass(frozen=True)
class Figures:
    """How much there is to read."""

    cases: int
    cities: int  # organisations with a published case
    organisations: int
    standards: int


def figures(actor: Actor) -> Figures:
    """Count what is public, in one statement."""
    published = Case.status == "published"
    row = db.session.execute(
        select(
            select(func.count()).select_from(Case).where(published).scalar_subquery(),
            select(func.count(Case.org_id.distinct())).where(published).scalar_subquery(),
            select(func.count()).select_from(Organisation).scalar_subquery(),
            select(func.count()).select_from(Standard).scalar_subquery(),
        )
    ).one()
    return Figures(*row)
