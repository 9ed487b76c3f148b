"""Who may, by name: at the door of a row, and in the lists of all rows of its kind."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.kernel.db import db


def opened(actors: dict[str, Actor], permission: P, row: Any) -> set[str]:
    """Whom the door lets in."""
    return {name for name, actor in actors.items() if allows(actor, permission, row)}


class Lists:
    """Everybody's list of the rows of a kind, asked for once."""

    def __init__(self, actors: dict[str, Actor], permission: P, kind: Any) -> None:
        self._ids = {
            name: set(db.session.scalars(select(kind.id).where(visible(actor, permission, kind))))
            for name, actor in actors.items()
        }

    def holding(self, row: Any) -> set[str]:
        """Whose list holds it."""
        return {name for name, ids in self._ids.items() if row.id in ids}


def disagreeing(actors: dict[str, Actor], kind: Any, permissions: Iterable[P]) -> list[tuple[str, str]]:
    """Where somebody's list holds other rows of a kind than the doors that open to her: permission and her name."""
    rows = db.session.scalars(select(kind)).all()
    found = []
    for permission in permissions:
        lists = Lists(actors, permission, kind)
        for row in rows:
            found += [(permission.name, name) for name in lists.holding(row) ^ opened(actors, permission, row)]
    return found
