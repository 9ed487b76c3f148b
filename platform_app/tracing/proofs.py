"""What this platform counts for the targets of the plan, and what proves one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.permissions import P
from platform_app.cases.models import Case
from platform_app.kernel.db import db
from platform_app.meetings.models_decisions import ActionItem
from platform_app.programme.counting import CASES, PUBLIC_SINCE, STANDARDS, TYPES
from platform_app.programme.models import Indicator
from platform_app.standards.models import Standard

MOST_SHOWN = 100


@dataclass(frozen=True)
class Proof:
    """What proves a target, as its reader may see it; `count` is None where nothing is counted here."""

    count: int | None
    cases: Sequence[Case]
    standards: Sequence[Standard]
    actions: Sequence[ActionItem]


def counted(actor: Actor) -> dict[str, int]:
    """What is counted here, by the code of the target: in one statement, of what everybody may see."""
    columns = [query.with_only_columns(func.count()).scalar_subquery() for query in (_standards(), _cases())]
    return dict(zip((STANDARDS, CASES), db.session.execute(select(*columns)).one(), strict=True))


def of_indicator(actor: Actor, indicator: Indicator) -> Proof:
    """The cases, standards and action items of a target, the newest first."""
    cases, standards = _cases().order_by(Case.announced_at.desc()), _standards().order_by(Standard.issued_on.desc())
    is_cases, is_standards = indicator.code == CASES, indicator.code == STANDARDS
    own = (ActionItem.indicator_id == indicator.id, visible(actor, P.ACTION_SEE, ActionItem))
    actions = db.session.scalars(select(ActionItem).where(*own).order_by(ActionItem.id.desc()).limit(MOST_SHOWN)).all()
    return Proof(
        counted(actor).get(indicator.code),
        db.session.scalars(cases.limit(MOST_SHOWN)).all() if is_cases else [],
        db.session.scalars(standards.limit(MOST_SHOWN)).all() if is_standards else [],
        actions,
    )


def _cases() -> Select[Any]:
    return select(Case).where(Case.status == "published", Case.announced_at.is_not(None))


def _standards() -> Select[Any]:
    return select(Standard).where(Standard.type.in_(TYPES), Standard.issued_on >= PUBLIC_SINCE)
