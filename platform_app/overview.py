"""Read-only figures across features."""

from dataclasses import dataclass

from sqlalchemy import func, select

from platform_app.access.actor import Actor
from platform_app.accounts.models import Organisation
from platform_app.cases.models import Case
from platform_app.coordination import queries as requests
from platform_app.kernel.db import db
from platform_app.meetings import queries_actions
from platform_app.meetings.queries_actions import ActionFilter, Counts
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


@dataclass(frozen=True)
class Board:
    """What an organisation owes and what is owed to it: action items, and requests (box, state) → how many."""

    owe: Counts
    owed: Counts
    requests: dict[tuple[str, str], int]


def board(actor: Actor) -> Board:
    """The figures above the lists of her board, in three statements."""
    return Board(
        queries_actions.counts(actor, ActionFilter(mine=True)),
        queries_actions.counts(actor, owed_to(actor)),
        requests.counts(actor, actor.org_ids),
    )


def owed_to(actor: Actor) -> ActionFilter:
    """The action items of bodies whose secretariat is one of her organisations."""
    return ActionFilter(kept_by=actor.org_ids)
