"""The permission table for requests between levels: who reads, answers, judges, publishes; lists agree with doors."""

from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.access.levels import Role
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.coordination import queries, service_publishing
from platform_app.coordination.inputs import Interpretation
from platform_app.coordination.models import Holiday, Request, RequestAnswer, RequestParty
from platform_app.kernel.db import db
from tests import factories
from tests.access.asking import Lists, opened
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
            row = rows[model]
            assert opened(actors, permission, row) == expected
            if row is None:
                continue
            lists = Lists(actors, permission, model)
            assert lists.holding(row) == expected
            if model is Request:
                assert lists.holding(strange) == opened(actors, permission, strange)
