"""The permission table for cases, cell by cell: who may do what to a case of Hangzhou, in each of its states."""

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, SYSTEM, Actor
from platform_app.access.check import allows, visible
from platform_app.access.levels import PlatformRole, Role
from platform_app.access.permissions import P
from platform_app.access.rules import RULES
from platform_app.accounts.models import Organisation
from platform_app.cases import publication
from platform_app.cases.models import Case
from platform_app.kernel.db import db
from tests import factories
from tests.cast import Cast, assemble
from tests.scenes import Scene

STATES = ("draft", "drafted", "unpublished", "submitted", "published", "archived")
ON_ORGANISATIONS = {P.CASE_CREATE, P.CASE_DRAFT_FOR}
MADE = ("drafted", "unpublished")  # in a way of their own
NAMES = "anonymous guest lin zhou wu chen shen huang qi amal gao he tang system"
EVERYBODY = frozenset(NAMES.split())
OWN = frozenset({"lin", "zhou", "wu", "system"})  # lin: editor and coordinator; zhou: editor; wu: member
INSIDERS = EVERYBODY - {"anonymous", "guest"}

# permission → state → who; a state that is not named allows nobody.
EXPECTED: dict[P, dict[str, frozenset[str]]] = {
    P.CASE_SEE: {
        "draft": OWN,
        "drafted": OWN | {"shen"},  # by her province
        "submitted": OWN,
        "unpublished": OWN | {"gao"},
        "published": EVERYBODY,
        "archived": EVERYBODY,
    },
    P.CASE_SEE_DRAFTS: {**dict.fromkeys(STATES, OWN), "drafted": OWN | {"shen"}},
    P.CASE_SEE_CONTACT: dict.fromkeys(STATES, INSIDERS),
    P.CASE_EDIT: {
        "draft": frozenset({"lin", "zhou", "system"}),
        "drafted": frozenset({"lin", "zhou", "shen", "system"}),
        "unpublished": frozenset({"lin", "zhou", "system"}),
        "published": frozenset({"lin", "zhou", "system"}),
        "submitted": frozenset({"system"}),
        "archived": frozenset({"system"}),
    },
    P.CASE_SUBMIT: dict.fromkeys(STATES, frozenset({"lin", "zhou", "system"})),
    P.CASE_RETURN: dict.fromkeys(STATES, frozenset({"lin"})),
    P.CASE_PUBLISH: dict.fromkeys(STATES, frozenset({"lin", "system"})),
    P.CASE_UNPUBLISH: dict.fromkeys(STATES, frozenset({"gao"})),
    P.CASE_ARCHIVE: dict.fromkeys(STATES, frozenset({"lin", "gao"})),
    P.CASE_TAKE_OVER: {"drafted": frozenset({"lin", "zhou"})},
    P.CASE_DISCARD: dict.fromkeys(("draft", "drafted"), frozenset({"lin", "zhou"})),
    P.CASE_NOMINATE: dict.fromkeys(STATES, frozenset({"lin"})),
    P.CASE_RECOMMEND: dict.fromkeys(STATES, frozenset({"shen"})),
    P.CASE_FEATURE: dict.fromkeys(STATES, frozenset({"gao"})),
    P.CASE_LOOK: dict.fromkeys(STATES, frozenset({"gao"})),
    P.CASE_INVITE: dict.fromkeys(STATES, frozenset({"shen"})),
    P.CASE_ENTER: dict.fromkeys(STATES, frozenset({"shen", "he"})),
    P.CASE_ANNOUNCE: dict.fromkeys(STATES, frozenset({"he"})),
    P.CASE_CONFIRM: dict.fromkeys(STATES, frozenset({"lin", "zhou"})),
    P.EVIDENCE_CONFIRM: dict.fromkeys(STATES, frozenset({"gao", "he"})),
}


@dataclass
class Stage:
    """The actors by name and a case of Hangzhou in each state."""

    actors: dict[str, Actor]
    cases: dict[str, Case]


def _set_up() -> Stage:
    cast: Cast = assemble()
    factories.make_fields()
    cases = {s: factories.make_case(cast.lin, cast.hangzhou, status=s) for s in STATES if s not in MADE}
    cases["unpublished"] = factories.make_case(cast.lin, cast.hangzhou, status="published")
    cases["drafted"] = factories.make_case(cast.shen, cast.hangzhou)
    publication.unpublish(cast.gao, cases["unpublished"].id, reason="待核实。")
    return Stage({**cast.actors, "anonymous": ANONYMOUS, "system": SYSTEM}, cases)


_stage = Scene(_set_up)


@pytest.fixture
def stage(platform: Flask) -> Stage:
    return _stage.put()


def test_every_permission_on_cases_is_in_this_matrix() -> None:
    on_cases = {p for p in P if p.name.startswith("CASE_")} - ON_ORGANISATIONS | {P.EVIDENCE_CONFIRM}
    assert on_cases == set(EXPECTED)
    assert set(RULES) == set(P)


def test_each_actor_may_do_what_the_matrix_says_and_nothing_else(stage: Stage) -> None:
    wrong = []
    for permission, states in EXPECTED.items():
        for state, case in stage.cases.items():
            row = db.session.get_one(Case, case.id)
            allowed = {name for name, actor in stage.actors.items() if allows(actor, permission, row)}
            if allowed != states.get(state, frozenset()):
                wrong.append((permission.name, state, sorted(allowed ^ states.get(state, frozenset()))))
    assert wrong == []


def test_lists_agree_with_doors_for_every_actor_permission_and_state(stage: Stage) -> None:
    rows = db.session.scalars(select(Case)).all()
    assert {row.status for row in rows} == {"draft", "submitted", "published", "archived"}
    for permission in EXPECTED:
        for name, actor in stage.actors.items():
            listed = set(db.session.scalars(select(Case.id).where(visible(actor, permission, Case))))
            opened = {row.id for row in rows if allows(actor, permission, row)}
            assert listed == opened, (permission.name, name)


def test_lists_agree_with_doors_for_organisations(stage: Stage) -> None:
    rows = db.session.scalars(select(Organisation)).all()
    deciding = (*ON_ORGANISATIONS, P.ORGANISATION_INVITE, P.ORGANISATION_ADMIT, P.ORGANISATION_EXPORT)
    for permission in (*deciding, P.ORGANISATION_SEE_PEOPLE):
        for name, actor in stage.actors.items():
            listed = set(db.session.scalars(select(Organisation.id).where(visible(actor, permission, Organisation))))
            assert listed == {row.id for row in rows if allows(actor, permission, row)}, (permission.name, name)


RECOMMENDS: list[tuple[str, set[str]]] = [
    ("hangzhou", {"shen"}),
    ("xiamen", {"huang"}),
    ("beijing", {"he"}),  # a municipality has no province above it
    ("dubai", {"he"}),
    ("zhejiang", {"he"}),  # not its own coordinator
]


def test_the_province_recommends_or_the_secretariat_where_there_is_none(
    platform: Flask, subtests: pytest.Subtests
) -> None:
    cast = assemble()
    factories.make_fields()
    for place, recommends in RECOMMENDS:
        with subtests.test(place=place, recommends=recommends):
            organisation = cast.organisations[place]
            case = factories.make_case(SYSTEM, organisation)
            assert {name for name, actor in cast.actors.items() if allows(actor, P.CASE_RECOMMEND, case)} == recommends


DRAFTS: list[tuple[str, set[str]]] = [
    ("hangzhou", {"shen"}),
    ("xiamen", {"huang"}),  # a coordinator who is no editor
    ("beijing", {"he"}),
    ("dubai", {"he"}),
    ("zhejiang", {"he"}),
]


def test_the_province_drafts_or_the_secretariat_where_there_is_none(platform: Flask, subtests: pytest.Subtests) -> None:
    cast = assemble()
    for place, drafts in DRAFTS:
        with subtests.test(place=place, drafts=drafts):
            organisation = cast.organisations[place]
            assert {
                name for name, actor in cast.actors.items() if allows(actor, P.CASE_DRAFT_FOR, organisation)
            } == drafts


def test_nobody_acts_beyond_nominating_on_a_case_of_her_own_organisation(platform: Flask) -> None:
    cast = assemble()
    factories.make_fields()
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    both = factories.make_actor(cast.hangzhou, Role.COORDINATOR, platform_role=PlatformRole.MODERATOR)
    assert allows(both, P.CASE_NOMINATE, case)
    others = (P.CASE_RECOMMEND, P.CASE_FEATURE, P.CASE_UNPUBLISH, P.EVIDENCE_CONFIRM, P.CASE_INVITE, P.CASE_LOOK)
    assert not any(allows(both, p, case) for p in others)
