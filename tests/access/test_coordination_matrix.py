"""The permission table for requests between levels: who reads, answers, judges, publishes; lists agree with doors."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, SYSTEM, Actor
from platform_app.access.check import allows, visible
from platform_app.access.levels import Role
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.coordination import queries, service_publishing
from platform_app.coordination.inputs import Interpretation
from platform_app.coordination.models import Holiday, Request, RequestAnswer, RequestParty
from platform_app.kernel.db import db
from tests import factories
from tests.cast import Cast, assemble
from tests.coordination.requesting import answer, put

EVERYBODY = frozenset(
    "lin zhou wu chen shen huang qi amal gao he tang guest minister anonymous system".split()  # noqa: SIM905
)
# Hangzhou (lin, zhou, wu) asks Zhejiang (shen); Xiamen (chen, below huang's Fujian) has a copy.
EXPECTED: dict[P, tuple[type, frozenset[str]]] = {
    P.REQUEST_SEE: (Request, frozenset("lin zhou wu shen chen huang he minister system".split())),  # noqa: SIM905
    P.REQUEST_RAISE: (Organisation, frozenset({"lin", "zhou", "system"})),
    P.REQUEST_ANSWER: (RequestAnswer, frozenset({"shen"})),
    P.REQUEST_ADD_PAPER: (RequestParty, frozenset({"lin", "zhou"})),
    P.REQUEST_DIRECT: (RequestAnswer, frozenset({"shen"})),
    P.REQUEST_ESCALATE: (RequestAnswer, frozenset({"shen", "lin", "he", "system"})),
    P.REQUEST_OBJECT: (RequestAnswer, frozenset({"shen", "lin"})),
    P.REQUEST_JUDGE: (RequestAnswer, frozenset({"lin"})),
    P.REQUEST_CLOSE: (Request, frozenset({"lin", "system"})),
    P.REQUEST_PUBLISH: (RequestAnswer, frozenset({"shen"})),
    P.INTERPRETATION_SEE: (RequestAnswer, EVERYBODY),
    P.HOLIDAY_EDIT: (Holiday, frozenset({"tang", "system"})),
}


def test_every_permission_on_requests_is_in_this_matrix() -> None:
    assert {p for p in P if p.name.startswith(("REQUEST_", "INTERPRETATION_", "HOLIDAY_"))} == set(EXPECTED)


@pytest.fixture
def cast(platform: Flask) -> Cast:
    factories.make_fields()
    return assemble()


def test_each_actor_may_do_what_the_matrix_says_and_lists_agree(cast: Cast, subtests: pytest.Subtests) -> None:
    minister = factories.make_actor(cast.ministry, Role.MEMBER)
    request = put(cast.lin, cast.hangzhou, cast.zhejiang, kind="interpretation", copies=["350200"])
    answer(cast.shen, request)
    service_publishing.publish(cast.shen, request.id, Interpretation(question="补贴按台计算吗？"))
    other = put(cast.qi, cast.beijing, cast.ministry)
    row, strange = queries.get(SYSTEM, request.id), queries.get(SYSTEM, other.id)
    rows: dict[type, Any] = {
        Holiday: None,
        Organisation: db.session.get_one(Organisation, cast.hangzhou.id),
        Request: row,
        RequestParty: row.parties[0],
        RequestAnswer: row.answers[0],
    }
    actors = {**cast.actors, "minister": minister, "anonymous": ANONYMOUS, "system": SYSTEM}
    for permission, (model, expected) in EXPECTED.items():
        with subtests.test(permission=permission.name_):
            check(actors, permission, rows[model], expected)
    for permission in (P.REQUEST_SEE, P.REQUEST_CLOSE):
        with subtests.test("strange", permission=permission.name_):
            for name, actor in actors.items():
                listed = set(db.session.scalars(select(Request.id).where(visible(actor, permission, Request))))
                assert (other.id in listed) == allows(actor, permission, strange), name


def check(actors: dict[str, Actor], permission: P, row: Any, expected: frozenset[str]) -> None:
    """Who may, at the door and in the list."""
    assert {name for name, actor in actors.items() if allows(actor, permission, row)} == expected
    for name, actor in actors.items() if row is not None else ():
        listed = set(db.session.scalars(select(row.__class__.id).where(visible(actor, permission, row.__class__))))
        assert (row.id in listed) == (name in expected), name
