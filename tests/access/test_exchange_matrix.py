"""The permission table for threads and posts of Hangzhou, cell by cell, and that lists agree with doors."""

from dataclasses import dataclass

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, SYSTEM, Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.access.rules_exchange import EXCHANGE
from platform_app.exchange import service_answers, service_curating, service_posts
from platform_app.exchange.inputs import Because, Proposed
from platform_app.exchange.models import Post, Thread
from platform_app.exchange.models_records import Proposal
from platform_app.kernel.db import db
from tests import factories
from tests.access.asking import disagreeing
from tests.cast import assemble
from tests.scenes import Scene

STATES = ("public", "members", "subtree", "hidden", "deleted", "merged")
POST_STATES = ("shown", "hidden", "deleted")
NAMES = "anonymous guest lin zhou wu chen shen huang qi amal gao he tang system"
EVERYBODY = frozenset(NAMES.split())
INSIDERS = EVERYBODY - {"anonymous", "guest"}
SPEAKERS = INSIDERS
ZHEJIANG = frozenset({"lin", "zhou", "wu", "shen"})
CURATORS = frozenset({"gao", "shen", "system"})
AUTHOR = frozenset({"zhou"})
ASKER = frozenset({"zhou", "lin"})

# permission → state → who; a state that is not named allows nobody. Zhou of Hangzhou wrote them all.
ON_THREADS: dict[P, dict[str, frozenset[str]]] = {
    P.THREAD_SEE: {
        "public": EVERYBODY,
        "members": INSIDERS,
        "subtree": ZHEJIANG | {"gao", "system"},
        "hidden": AUTHOR | CURATORS,
        "deleted": AUTHOR | CURATORS,
        "merged": EVERYBODY,
    },
    P.THREAD_START: dict.fromkeys(STATES, SPEAKERS),
    P.THREAD_ANNOUNCE: {
        **dict.fromkeys(STATES, frozenset({"gao", "he", "system"})),
        "subtree": frozenset({"gao", "he", "shen", "system"}),
    },
    P.THREAD_EDIT: dict.fromkeys(STATES, AUTHOR | {"gao", "system"}),
    P.THREAD_CURATE: dict.fromkeys(STATES, CURATORS),
    P.THREAD_PIN_EVERYWHERE: dict.fromkeys(STATES, frozenset({"gao", "system"})),
    P.POST_WRITE: dict.fromkeys(STATES, SPEAKERS),
    P.ANSWER_ACCEPT: dict.fromkeys(STATES, ASKER),
    P.ANSWER_PROPOSE: dict.fromkeys(STATES, ASKER | {"gao"}),
}
ON_POSTS: dict[P, dict[str, frozenset[str]]] = {
    P.POST_READ_WITHHELD: dict.fromkeys(POST_STATES, AUTHOR | CURATORS),
    P.POST_EDIT: dict.fromkeys(POST_STATES, AUTHOR | {"system"}),
    P.POST_DELETE: dict.fromkeys(POST_STATES, AUTHOR),
    P.POST_REACT: dict.fromkeys(POST_STATES, SPEAKERS - AUTHOR),
    P.POST_HIDE: dict.fromkeys(POST_STATES, frozenset({"gao", "shen"})),
}
ON_PROPOSALS: dict[P, dict[str, frozenset[str]]] = {  # made by Zhou; a lesson for a case of Xiamen
    P.PROPOSAL_SEE: {
        "lesson": frozenset({"zhou", "chen", "gao", "system"}),
        "faq": frozenset({"zhou", "gao", "system"}),
    },
    P.PROPOSAL_DECIDE: {"lesson": frozenset({"chen"}), "faq": frozenset({"gao"})},
}


@dataclass
class Stage:
    """The actors by name, and a thread, post and proposal in each state."""

    actors: dict[str, Actor]
    threads: dict[str, int]
    posts: dict[str, int]
    proposals: dict[str, int]


def _set_up() -> Stage:
    cast = assemble()
    factories.make_fields()
    threads = {name: factories.make_thread(cast.zhou, visibility=name) for name in ("public", "members", "subtree")}
    threads |= {name: factories.make_thread(cast.zhou) for name in ("hidden", "deleted", "merged")}
    service_curating.hide(cast.gao, threads["hidden"].id, Because(reason="无关。"))
    for name in ("deleted", "merged"):
        db.session.get_one(Thread, threads[name].id).status = name
    db.session.commit()
    talk = factories.make_thread(cast.lin)
    posts = {name: factories.make_post(cast.zhou, talk, name) for name in POST_STATES}
    service_curating.hide_post(cast.gao, posts["hidden"].id, Because(reason="无关。"))
    service_posts.take_back(cast.zhou, posts["deleted"].id)
    service_answers.accept(cast.zhou, threads["public"].id, factories.make_post(cast.chen, threads["public"]).id)
    case = factories.make_case(cast.chen, cast.xiamen, status="published")
    asked = threads["public"].id
    proposals = {
        "lesson": service_answers.propose(cast.zhou, asked, Proposed(kind="lesson", case_id=case.id, text="经验。")).id,
        "faq": service_answers.propose(cast.zhou, asked, Proposed(kind="faq", text="答复。")).id,
    }
    actors = {**cast.actors, "anonymous": ANONYMOUS, "system": SYSTEM}
    by_id = {name: thread.id for name, thread in threads.items()}
    return Stage(actors, by_id, {name: post.id for name, post in posts.items()}, proposals)


_stage = Scene(_set_up)


@pytest.fixture
def stage(platform: Flask) -> Stage:
    return _stage.put()


def wrong(
    stage: Stage, model: type, rows: dict[str, int], expected: dict[P, dict[str, frozenset[str]]]
) -> list[object]:
    """The cells that are not as expected."""
    found: list[object] = []
    for permission, states in expected.items():
        for state, id in rows.items():
            row = db.session.get_one(model, id)
            allowed = {name for name, actor in stage.actors.items() if allows(actor, permission, row)}
            if allowed != states.get(state, frozenset()):
                found.append((permission.name, state, sorted(allowed ^ states.get(state, frozenset()))))
    return found


def test_each_actor_may_do_what_the_matrix_says_and_nothing_else(stage: Stage) -> None:
    assert wrong(stage, Thread, stage.threads, ON_THREADS) == []
    assert wrong(stage, Post, stage.posts, ON_POSTS) == []
    assert wrong(stage, Proposal, stage.proposals, ON_PROPOSALS) == []


def test_every_permission_of_the_exchange_is_in_this_matrix() -> None:
    assert set(EXCHANGE) - {P.EXCHANGE_CHECK} == set(ON_THREADS) | set(ON_POSTS) | set(ON_PROPOSALS)


LISTS: list[tuple[type[Thread | Post | Proposal], dict[P, object]]] = [
    (Thread, ON_THREADS),
    (Post, ON_POSTS),
    (Proposal, ON_PROPOSALS),
]


def test_lists_agree_with_doors_for_every_actor_and_state(stage: Stage, subtests: pytest.Subtests) -> None:
    for model, permissions in LISTS:
        with subtests.test(model=model):
            assert disagreeing(stage.actors, model, permissions) == []
