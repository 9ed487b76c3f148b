"""The three questions one can ask the permission table."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.permissions import P
from platform_app.access.rules import RULES
from platform_app.kernel.errors import NotAllowed
from platform_app.kernel.messages import msg


def allows(actor: Actor, permission: P, subject: Any = None) -> bool:
    """May she do this to this row?"""
    return any(all(bool(test(actor, subject)) for test in row) for row in RULES[permission])


def require(actor: Actor, permission: P, subject: Any = None) -> None:
    """Go on only if she may.

    Raises:
        NotAllowed: she may not; the message says who may.
    """
    if not allows(actor, permission, subject):
        raise NotAllowed(msg("You may not {what}. Who may: {who}", what=permission.meaning, who=permission.who_may))


def visible(actor: Actor, permission: P, model: Any) -> ColumnElement[bool]:
    """The same table as a clause: which rows of `model` would `allows` say yes to?"""
    if actor is ANONYMOUS:  # most readers; what is open to them never changes, and making the clause takes a while
        return _open_to_anybody(permission, model)
    return _clause(actor, permission, model)


@cache
def _open_to_anybody(permission: P, model: Any) -> ColumnElement[bool]:
    return _clause(ANONYMOUS, permission, model)


def _clause(actor: Actor, permission: P, model: Any) -> ColumnElement[bool]:
    clauses = []
    for row in RULES[permission]:
        outcomes = [test(actor, model) for test in row]
        if not any(outcome is False for outcome in outcomes):
            clauses.append(and_(true(), *(o for o in outcomes if o is not True)))
    return or_(false(), *clauses)
