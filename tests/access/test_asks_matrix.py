"""The permission table for questions put to others: who asks, who answers, who reads a word of declining."""

from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.access.permissions import P
from platform_app.exchange.models import Thread
from platform_app.exchange.models_asks import Ask
from platform_app.kernel.db import db
from tests import factories
from tests.access.asking import Lists, opened
from tests.cast import assemble
from tests.exchange.asking import put

# zhou of Hangzhou has started the thread, lin has put it to Xiamen.
EXPECTED: dict[P, tuple[type, frozenset[str]]] = {
    P.ASK_MAKE: (Thread, frozenset({"zhou", "lin", "system"})),
    P.ASK_ANSWER: (Ask, frozenset({"chen"})),
    P.ASK_READ_WORD: (Ask, frozenset({"lin", "chen", "gao", "system"})),
}


def test_every_permission_on_asks_is_in_this_matrix() -> None:
    assert {p for p in P if p.name.startswith("ASK_")} == set(EXPECTED)


def test_each_actor_may_do_what_the_matrix_says_and_lists_agree(platform: Flask, subtests: pytest.Subtests) -> None:
    factories.make_fields()
    cast = assemble()
    thread = factories.make_thread(cast.zhou)
    (ask,) = put(cast.lin, thread, cast.xiamen)
    actors = {**cast.actors, "anonymous": ANONYMOUS, "system": SYSTEM}
    for permission, (model, expected) in EXPECTED.items():
        with subtests.test(permission=permission.name_):
            row: Any = db.session.get_one(model, thread.id if model is Thread else ask.id)
            assert opened(actors, permission, row) == expected
            assert Lists(actors, permission, model).holding(row) == expected
