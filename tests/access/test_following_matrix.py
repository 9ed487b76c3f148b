"""The permission table for what one follows, is told and keeps: hers alone, and lists agree with doors."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, SYSTEM, Actor
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.following.models import Follow, Notice
from platform_app.following.models_choices import SavedSearch
from platform_app.kernel import clock
from platform_app.kernel.db import db
from tests.cast import Cast, assemble

PEOPLE = frozenset({"lin", "zhou", "wu", "chen", "shen", "huang", "qi", "amal", "gao", "he", "tang", "guest"})
EVERYBODY = PEOPLE | {"anonymous", "system"}
# Of no row: who may at all.
AT_ALL = {
    P.FOLLOW_SET: PEOPLE,
    P.NOTICE_MARK: PEOPLE,
    P.NOTICE_CHOOSE: PEOPLE,
    P.NOTICE_FEED: PEOPLE,
    P.SEARCH_KEEP: PEOPLE,
    P.NOTICE_UNSUBSCRIBE: EVERYBODY,
    P.NOTICE_TELL: frozenset({"system"}),
}
# Of a row of Lin's.
OF_LIN = {P.FOLLOW_SEE: Follow, P.NOTICE_SEE: Notice, P.SEARCH_CHANGE: SavedSearch}


@pytest.fixture
def actors(platform: Flask) -> dict[str, Actor]:
    """Everybody by name."""
    cast: Cast = assemble()
    return {**cast.actors, "anonymous": ANONYMOUS, "system": SYSTEM}


def test_who_may_at_all(actors: dict[str, Actor], subtests: pytest.Subtests) -> None:
    for permission in AT_ALL:
        with subtests.test(permission=permission.name_):
            assert {name for name, actor in actors.items() if allows(actor, permission)} == AT_ALL[permission]


@pytest.mark.parametrize("permission", OF_LIN, ids=lambda permission: permission.name_)
def test_what_is_lins_is_lins_alone_and_lists_agree_with_doors(actors: dict[str, Actor], permission: P) -> None:
    for name in ("lin", "chen"):
        db.session.add(_row(OF_LIN[permission], actors[name].id))
    db.session.flush()
    model: Any = OF_LIN[permission]
    for name, actor in actors.items():
        rows = db.session.scalars(select(model)).all()
        opened = {row.person_id for row in rows if allows(actor, permission, row)}
        listed = set(db.session.scalars(select(model.person_id).where(visible(actor, permission, model))))
        assert opened == listed == ({actor.id} if name in ("lin", "chen") else set()), name


def _row(model: Any, person_id: int | None) -> Any:
    rows = {
        Follow: {"kind": "tag", "ref": "电梯", "how": "follow"},
        Notice: {
            "kind": "replies", "what": "reply", "occasion": "post:1", "group_key": "thread:1", "by_name": "",
            "subject_kind": "thread", "subject_id": 1,
        },
        SavedSearch: {"name": "更新", "request": {"q": "更新"}, "next_look_at": clock.now()},
    }  # fmt: skip
    return model(person_id=person_id, **rows[model])
