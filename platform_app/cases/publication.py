"""The way of a case to its readers and off again. Every step is a decision on record with its reason."""

from sqlalchemy import delete

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.cases import drafting, ladder, queries, revisions, shown, workflow
from platform_app.cases.completeness import missing
from platform_app.cases.models import (
    Case,
    CaseAutosave,
    CaseDecision,
    CaseField,
    CaseImport,
    CaseRevision,
    CaseStandard,
    Distinction,
    EvidenceClaim,
)
from platform_app.cases.reasons import needed_reason
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid
from platform_app.kernel.messages import Message, msg
from platform_app.kernel.use_case import record, use_case
from platform_app.media import keeping


@use_case
def submit(actor: Actor, case_id: int) -> Case:
    """Hand a draft to its organisation's coordinator for sign-off.

    Raises:
        Invalid: parts of the form are missing, each named.
    """
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_SUBMIT, case)
    following = workflow.after(case.status, "submit")
    _check_complete(case)
    case.returned_reason = None
    drafting.end(case)
    return _move(actor, case, "submit", following, events.CaseSubmitted)


@use_case
def withdraw(actor: Actor, case_id: int) -> Case:
    """Take a submitted case back to work on it."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_SUBMIT, case)
    return _move(actor, case, "withdraw", workflow.after(case.status, "withdraw"), events.CaseWithdrawn)


@use_case
def return_for_changes(actor: Actor, case_id: int, *, reason: str) -> Case:
    """Give a submitted case back to its authors, saying what to change."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_RETURN, case)
    following = workflow.after(case.status, "return")
    case.returned_reason = needed_reason(reason)
    return _move(actor, case, "return", following, events.CaseReturned, case.returned_reason)


@use_case
def publish(actor: Actor, case_id: int) -> Case:
    """Sign a submitted case off, or a newer revision of a published one; it is public from now on."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_PUBLISH, case)
    following = workflow.after(case.status, "publish")
    if case.status == "published" and not case.has_unpublished_changes:
        raise Conflict(msg("There is nothing new to publish."), "nothing_new")
    _check_complete(case)
    case.published_no = case.latest_no
    case.published_at = case.published_at or clock.now()
    case.was_published = True
    revision = revisions.numbered(case.id, case.latest_no)
    revision.published_at = revision.published_at or clock.now()
    revisions.reflect(case, revisions.content_of(revision))
    return _move(actor, case, "publish", following, events.CasePublished)


@use_case
def unpublish(actor: Actor, case_id: int, *, reason: str) -> Case:
    """Take a case off the public pages, back to draft; what distinguished it ends."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_UNPUBLISH, case)
    following = workflow.after(case.status, "unpublish")
    case.returned_reason = needed_reason(reason)
    ladder.end_all(actor, case, case.returned_reason)
    moved = _move(actor, case, "unpublish", following, events.CaseUnpublished, case.returned_reason)
    revisions.reflect(case, revisions.content_of(revisions.numbered(case.id, case.latest_no)))
    return moved


@use_case
def archive(actor: Actor, case_id: int, *, reason: str) -> Case:
    """Put a published case away; a tombstone with the reason stays."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_ARCHIVE, case)
    following = workflow.after(case.status, "archive")
    case.archived_reason = needed_reason(reason)
    ladder.end_all(actor, case, case.archived_reason)
    return _move(actor, case, "archive", following, events.CaseArchived, case.archived_reason)


@use_case
def unarchive(actor: Actor, case_id: int) -> Case:
    """Bring an archived case back."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_ARCHIVE, case)
    following = workflow.after(case.status, "unarchive")
    case.archived_reason = None
    return _move(actor, case, "unarchive", following, events.CaseUnarchived)


@use_case
def discard(actor: Actor, case_id: int) -> None:
    """Delete a draft that was never public, with all its revisions."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_DISCARD, case)
    for model in (
        EvidenceClaim,
        CaseAutosave,
        CaseImport,
        CaseField,
        CaseStandard,
        CaseDecision,
        Distinction,
        CaseRevision,
    ):
        db.session.execute(delete(model).where(model.case_id == case.id))
    keeping.forget(shown.ref(case.id))
    db.session.delete(case)
    db.session.flush()
    record(events.CaseDiscarded(case.id, case.org_id))


def note_decision(actor: Actor, case: Case, act: str, reason: str | None) -> None:
    """Write a step on the case's way into its list of decisions."""
    db.session.add(
        CaseDecision(
            case_id=case.id,
            act=act,
            person_id=actor.id,
            person_name=actor.name,
            revision_no=case.latest_no,
            reason=reason,
        )
    )
    db.session.flush()


def _check_complete(case: Case) -> None:
    needs = missing(revisions.content_of(revisions.numbered(case.id, case.latest_no)))
    if needs:
        errors: dict[str, list[Message]] = {need.field: [need.sentence] for need in needs}
        raise Invalid(errors, msg("Some parts are still missing."))


def _move(
    actor: Actor,
    case: Case,
    act: str,
    following: str,
    event: type[events.CaseEvent],
    reason: str | None = None,
) -> Case:
    case.status = following
    case.updated_at = clock.now()
    note_decision(actor, case, act, reason)
    shown.follow(case)
    record(event(case.id, case.org_id, revisions.numbered(case.id, case.latest_no).id))
    return case
