"""The one door: what it commits, what it undoes, and what it tells the world."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.levels import Level
from platform_app.accounts.models import Organisation
from platform_app.events import OrganisationEdited
from platform_app.kernel import use_case as door
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, NotAllowed, Stale
from platform_app.kernel.use_case import Recorded, record, use_case
from platform_app.moderation.models import AuditLine


def _organisation(code: str) -> Organisation:
    return Organisation(
        code=code, level=Level.CITY, admin_type="x", path="/1/", name_zh="甲", name_en="A", short_zh="甲"
    )


def _count(model: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


@use_case
def add(actor: Actor, *codes: str, fail: bool = False) -> Organisation:
    for code in codes:
        row = _organisation(code)
        db.session.add(row)
        db.session.flush()
        record(OrganisationEdited(row.id, row.id))
    if fail:
        raise RuntimeError("half way")
    return row


@use_case
def add_two_in_one(actor: Actor, *, fail: bool = False) -> None:
    add(actor, "one")
    add(actor, "two", fail=fail)


@pytest.fixture
def told(platform: Flask) -> Iterator[list[Recorded]]:
    """What the world was told; the tables are put back afterwards."""
    heard: list[Recorded] = []
    before, after = door._before, door._after
    door.install(before, {OrganisationEdited: [_broken, heard.extend]})
    yield heard
    door.install(before, after)


def _broken(events: Any) -> None:
    raise RuntimeError("the outside world is down")


def test_the_change_and_its_audit_line_are_committed_together(told: list[Recorded]) -> None:
    add(SYSTEM, "one")
    assert (_count(Organisation), _count(AuditLine)) == (1, 1)


def test_any_exception_undoes_all_of_it_and_nobody_is_told(told: list[Recorded]) -> None:
    with pytest.raises(RuntimeError):
        add(SYSTEM, "one", fail=True)
    assert (_count(Organisation), _count(AuditLine), told) == (0, 0, [])


def test_inner_calls_join_the_outer_transaction(told: list[Recorded]) -> None:
    with pytest.raises(RuntimeError):
        add_two_in_one(SYSTEM, fail=True)
    assert (_count(Organisation), told) == (0, [])
    add_two_in_one(SYSTEM)
    assert _count(Organisation) == 2


def test_the_world_is_told_once_after_the_commit_and_its_failure_undoes_nothing(
    told: list[Recorded], caplog: pytest.LogCaptureFixture
) -> None:
    add_two_in_one(SYSTEM)
    assert len(told) == 2
    assert _count(Organisation) == 2
    assert "_broken" in caplog.text


def test_a_broken_uniqueness_rule_is_a_conflict(told: list[Recorded]) -> None:
    add(SYSTEM, "one")
    with pytest.raises(Conflict) as refused:
        add(SYSTEM, "one")
    assert refused.value.code == "duplicate"
    assert _count(Organisation) == 1


def test_a_row_changed_by_another_transaction_is_stale(told: list[Recorded]) -> None:
    org_id = add(SYSTEM, "one").id

    @use_case
    def rename_late(actor: Actor) -> None:
        row = db.session.get_one(Organisation, org_id)
        db.session.execute(Organisation.__table__.update().values(version=row.version + 1))
        row.name_zh = "乙"

    with pytest.raises(Stale):
        rename_late(SYSTEM)
    assert db.session.get_one(Organisation, org_id).name_zh == "甲"


def test_a_token_that_may_only_read_opens_no_door(told: list[Recorded]) -> None:
    with pytest.raises(NotAllowed) as refused:
        add(replace(SYSTEM, scope="read"), "one")
    assert refused.value.code == "token_scope"
    assert _count(Organisation) == 0


def test_nothing_is_recorded_outside_a_door() -> None:
    with pytest.raises(RuntimeError):
        record(OrganisationEdited(1))
