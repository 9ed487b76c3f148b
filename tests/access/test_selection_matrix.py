"""The permission table for batches, candidacies and reviews: who may do what, and lists agree with doors."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, SYSTEM, Actor
from platform_app.access.check import allows, visible
from platform_app.access.levels import PlatformRole, Role
from platform_app.access.permissions import P
from platform_app.cases.models import Case
from platform_app.kernel.db import db
from platform_app.selection import queries, service_announcing, service_batches, service_candidacies, service_reviews
from platform_app.selection.models import Batch, Candidacy, Review
from tests import factories
from tests.selection.conftest import (
    Selection,
    announcement,
    make_selection,
    new_batch,
    review,
    reviewed,
    reviewing,
    selection,
)

__all__ = ["make_selection", "reviewed", "reviewing", "selection"]  # fixtures

EVERYBODY = frozenset(
    [
        "anonymous",
        "guest",
        "lin",
        "zhou",
        "wu",
        "chen",
        "shen",
        "huang",
        "qi",
        "amal",
        "gao",
        "he",
        "tang",
        "system",
        "chair",
        "first",
        "second",
        "third",
    ]
)
OWN = frozenset({"lin", "zhou", "wu"})
PROVINCE = frozenset({"shen"})  # `third` sits in the province too, but signs off nothing
LEADING = frozenset({"he", "system"})

CANDIDACIES: dict[P, dict[str, frozenset[str]]] = {
    P.CANDIDACY_SEE: {
        "under_review": EVERYBODY,
        "announced": EVERYBODY,
        "declined": OWN | PROVINCE | {"he", "chair", "first", "second", "third", "system"},
        "withdrawn": OWN | PROVINCE | {"he", "chair", "first", "second", "third", "system"},
    },
    P.CANDIDACY_DECLINE: dict.fromkeys(("under_review", "announced", "declined", "withdrawn"), frozenset({"he"})),
    P.CANDIDACY_WITHDRAW: dict.fromkeys(
        ("under_review", "announced", "declined", "withdrawn"), frozenset({"lin", "shen", "he", "system"})
    ),
    P.CANDIDACY_ANSWER: dict.fromkeys(("under_review", "announced", "declined", "withdrawn"), frozenset({"lin"})),
    P.APPEAL_DECIDE: dict.fromkeys(("under_review", "announced", "declined", "withdrawn"), frozenset({"chair"})),
    P.SCORES_OPEN: dict.fromkeys(("under_review", "announced", "declined", "withdrawn"), frozenset({"chair", "he"})),
}
# Of the first review: assigned; given, the second not yet; both given, which opens them to its people; announced.
REVIEWS: dict[P, dict[str, frozenset[str]]] = {
    P.REVIEW_SEE: {
        "assigned": frozenset({"first", "system"}),
        "given": frozenset({"first", "he", "chair", "system"}),
        "both given": frozenset({"first", "second", "he", "chair", "system"}) | OWN,
        "public": EVERYBODY,
    },
    P.REVIEW_GIVE: dict.fromkeys(("assigned", "given", "both given", "public"), frozenset({"first"})),
    P.CONFLICT_DECLARE: dict.fromkeys(("assigned", "given", "both given", "public"), frozenset({"first"})),
}


def actors(scene: Selection) -> dict[str, Actor]:
    """Everybody, as those who read reviews are asked about."""
    named = {**scene.cast.actors, "anonymous": ANONYMOUS, "system": SYSTEM, "chair": scene.chair}
    named |= dict(zip(("first", "second", "third"), scene.reviewers, strict=True))
    return {name: queries.as_reviewer(actor) for name, actor in named.items()}


def check(asked: dict[str, Actor], permission: P, model: Any, row_id: int, expected: frozenset[str]) -> None:
    """The door lets in whom the matrix says, and each one's list holds the row exactly then."""
    row = db.session.get_one(model, row_id)
    assert {name for name, actor in asked.items() if allows(actor, permission, row)} == expected, permission.name
    listed = {
        name
        for name, actor in asked.items()
        if row_id in db.session.scalars(select(model.id).where(visible(actor, permission, model))).all()
    }
    assert listed == expected, permission.name


def test_each_actor_may_do_with_a_case_in_a_batch_what_the_matrix_says(
    selection: Selection, subtests: pytest.Subtests
) -> None:
    he, cases = selection.cast.he, [selection.case() for _ in range(3)]
    declined, withdrawn, announced = cases
    selection.reviewed(*cases)
    steps: dict[str, tuple[Case, Callable[[], object]]] = {
        "under_review": (announced, lambda: None),
        "declined": (declined, lambda: service_candidacies.decline(he, declined.id, reason="证据不足。")),
        "withdrawn": (withdrawn, lambda: service_candidacies.withdraw(he, withdrawn.id, reason="应城市要求。")),
        "announced": (
            announced,
            lambda: service_announcing.announce(he, selection.batch.id, announcement(announced)),
        ),
    }
    for state, (case, step) in steps.items():
        with subtests.test(state):
            step()
            candidacy = queries.of_case(SYSTEM, case.id).candidacy
            assert candidacy.status == state
            asked = actors(selection)
            for permission, states in CANDIDACIES.items():
                check(asked, permission, Candidacy, candidacy.id, states[state])


def test_each_actor_reads_a_review_when_the_matrix_says(selection: Selection, reviewing: Case) -> None:
    case = reviewing
    first, second, _ = selection.reviewers
    mine = queries.own_review(first, case.id).id
    steps = {
        "assigned": lambda: None,
        "given": lambda: service_reviews.give(first, case.id, review()),
        "both given": lambda: service_reviews.give(second, case.id, review()),
        "public": lambda: service_announcing.announce(selection.cast.he, selection.batch.id, announcement(case)),
    }
    for state, step in steps.items():
        step()
        asked = actors(selection)
        for permission, states in REVIEWS.items():
            check(asked, permission, Review, mine, states[state])


def test_who_stepped_back_is_read_by_the_chair_and_the_secretariat(selection: Selection, reviewing: Case) -> None:
    case = reviewing
    first = selection.reviewers[0]
    mine = queries.own_review(first, case.id).id
    check(actors(selection), P.CONFLICT_SEE, Review, mine, frozenset())
    service_reviews.declare_conflict(first, case.id, reason="曾任项目顾问。")
    check(actors(selection), P.CONFLICT_SEE, Review, mine, LEADING | {"first", "chair"})


def test_a_batch_is_seen_from_its_call_on_and_led_by_the_secretariat(selection: Selection) -> None:
    planned = service_batches.plan(selection.cast.he, new_batch(selection.chair.email, number="2027-1"))
    check(actors(selection), P.BATCH_SEE, Batch, planned.id, LEADING | {"chair"})
    check(actors(selection), P.BATCH_SEE, Batch, selection.batch.id, EVERYBODY)
    check(actors(selection), P.BATCH_LEAD, Batch, planned.id, LEADING)
    check(actors(selection), P.PANEL_FOLLOW, Batch, selection.batch.id, LEADING | {"chair"})


def test_somebody_of_the_secretariat_does_not_touch_a_case_of_her_own_city_or_of_one_below(
    selection: Selection, reviewed: Case
) -> None:
    case = reviewed
    candidacy = queries.of_case(SYSTEM, case.id).candidacy
    for place in (selection.cast.hangzhou, selection.cast.zhejiang):
        both = factories.make_actor(place, Role.MEMBER, platform_role=PlatformRole.SECRETARIAT)
        assert not allows(both, P.CANDIDACY_DECLINE, candidacy)
        assert not allows(both, P.CASE_ANNOUNCE, case)
        assert not allows(both, P.CASE_ENTER, case)
