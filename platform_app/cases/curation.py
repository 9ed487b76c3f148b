"""The ladder of distinction: nominated by the case's city, recommended by its province, featured by a moderator."""

from typing import Any

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.cases import completeness, ladder, publication, queries, revisions, workflow
from platform_app.cases.models import Case
from platform_app.cases.reasons import needed_reason, optional_statement
from platform_app.cases.workflow import Rung
from platform_app.kernel import clock
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case


@use_case
def nominate(actor: Actor, case_id: int, *, statement: str = "") -> Case:
    """Put a published case of one's own organisation forward."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_NOMINATE, case)
    return _climb(actor, case, "nomination", statement)


@use_case
def invite(actor: Actor, case_id: int, *, statement: str) -> Case:
    """Ask a city to nominate its published case, as the province above it (the secretariat where there is none)."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_INVITE, case)
    workflow.check_invitation(case.status, case.held, case.invited_at is not None)
    words = optional_statement(statement)
    if words is None:
        raise Invalid.one("statement", msg("Say in a few words why you invite it."))
    case.invited_at = case.updated_at = clock.now()
    publication.note_decision(actor, case, "invite", words)
    record(events.CaseInvited(case.id, case.org_id, ladder.public_revision_id(case)))
    return case


@use_case
def recommend(actor: Actor, case_id: int, *, statement: str = "") -> Case:
    """Speak for a nominated case as the province above it (the secretariat where there is none).

    What the case still lacks for an announcement is looked up and goes on record with the recommendation.
    """
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_RECOMMEND, case)
    return _climb(actor, case, "recommendation", statement, still_missing=_missing(case))


@use_case
def feature(actor: Actor, case_id: int, *, statement: str = "") -> Case:
    """Put a recommended case on the front page."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_FEATURE, case)
    return _climb(actor, case, "featuring", statement)


@use_case
def withdraw_nomination(actor: Actor, case_id: int, *, reason: str) -> Case:
    """Take a nomination back."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_NOMINATE, case)
    return _descend(actor, case, "nomination", reason)


@use_case
def withdraw_recommendation(actor: Actor, case_id: int, *, reason: str) -> Case:
    """Take a recommendation back."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_RECOMMEND, case)
    return _descend(actor, case, "recommendation", reason)


@use_case
def withdraw_featuring(actor: Actor, case_id: int, *, reason: str) -> Case:
    """Take a case off the featured ones."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_FEATURE, case)
    return _descend(actor, case, "featuring", reason)


def _climb(actor: Actor, case: Case, rung: Rung, statement: str, **details: Any) -> Case:
    workflow.check_climb(case.status, case.held, rung)
    words = optional_statement(statement)
    ladder.give(actor, case, rung, org_id=_acts_for(actor, case, rung), statement=words, **details)
    record(ladder.GIVEN[rung](case.id, case.org_id, ladder.public_revision_id(case)))
    return case


def _descend(actor: Actor, case: Case, rung: Rung, reason: str) -> Case:
    workflow.check_descent(case.held, rung)
    ladder.end(actor, case, rung, needed_reason(reason))
    record(ladder.WITHDRAWN[rung](case.id, case.org_id, ladder.public_revision_id(case)))
    return case


def _missing(case: Case) -> list[str]:
    """What the public revision lacks for an announcement, by the fields' names."""
    content = revisions.content_of(revisions.numbered(case.id, case.public_no))
    return [need.field for need in completeness.missing_for_announcement(content)]


def _acts_for(actor: Actor, case: Case, rung: Rung) -> int | None:
    """The organisation she speaks for: her city, her province, or the platform itself (None)."""
    if rung == "nomination":
        return case.org_id
    over: Any = [seat for seat in actor.seats if seat.role == "coordinator" and case.org_path.startswith(seat.org_path)]
    return over[0].org_id if rung == "recommendation" and over else None
