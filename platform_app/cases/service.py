"""Writing a case: start it, edit it, restore an old revision, keep what was typed. Publication stands next door."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Organisation
from platform_app.cases import drafting, queries, revisions, shown
from platform_app.cases.inputs import CaseContent
from platform_app.cases.models import Case, CaseAutosave
from platform_app.events import CaseCreated, CaseDraftedFor, CaseEdited, CaseRestored
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotFound, Stale
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.standards import queries as standards


@use_case
def create(actor: Actor, org_id: int, content: CaseContent, *, slug: str | None = None) -> Case:
    """Start a draft for an organisation one writes for, or for another one that one may draft for."""
    organisation = accounts.organisation(actor, org_id)
    drafter, province_id = drafting.drafter(actor, organisation)
    require(actor, P.CASE_DRAFT_FOR if drafter else P.CASE_CREATE, organisation)
    _check_references(actor, content)
    shown.check(content, None)
    case = Case(
        slug=slug,
        org_id=organisation.id,
        org_path=organisation.path,
        org_level=organisation.level,
        province_code=_province_code(actor, organisation),
        author_id=actor.id,
        form=content.form,
        latest_no=1,
        status="draft",
        was_published=False,
        drafter=drafter,
        drafted_by_org_id=province_id,
    )
    db.session.add(case)
    db.session.flush()
    revision = revisions.append(actor, case, content)
    record((CaseDraftedFor if drafter else CaseCreated)(case.id, case.org_id, revision.id))
    return case


@use_case
def edit(actor: Actor, case_id: int, changes: Mapping[str, Any], *, version: int, note: str | None = None) -> Case:
    """Change a case by a JSON merge patch (RFC 7396) over its latest revision.

    On a published case the change stays unseen until the coordinator publishes it. A change that changes
    nothing makes no revision.

    Raises:
        Stale: the case is no longer at `version`; nothing is lost, the newer text comes along.
        Invalid: a field breaks its rule.
    """
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_EDIT, case)
    old = revisions.content_of(revisions.numbered(case.id, case.latest_no))
    if case.version != version:
        raise Stale(current=(case, old))
    content = read(CaseContent, _merged(revisions.dump(old), changes))
    _check_references(actor, content, itself=case.id)
    shown.check(content, case.id)
    _forget_autosave(actor, case.id)
    if content == old:
        return case
    case.latest_no += 1
    case.updated_at = clock.now()
    revision = revisions.append(actor, case, content, note=note)
    record(CaseEdited(case.id, case.org_id, revision.id))
    return case


@use_case
def restore(actor: Actor, case_id: int, no: int, *, version: int) -> Case:
    """Save an old revision again as a new one."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_EDIT, case)
    content = revisions.content_of(revisions.numbered(case.id, no))
    if case.version != version:
        raise Stale(current=(case, content))
    case.latest_no += 1
    case.updated_at = clock.now()
    revision = revisions.append(actor, case, content, restored_no=no)
    record(CaseRestored(case.id, case.org_id, revision.id))
    return case


@use_case
def autosave(actor: Actor, case_id: int, typed: Mapping[str, Any], *, version: int) -> CaseAutosave:
    """Keep what a person has typed so far, whatever it is worth; it is hers alone until she saves."""
    case = queries.get(actor, case_id)
    require(actor, P.CASE_EDIT, case)
    if actor.id is None:
        raise NotFound
    kept = db.session.get(CaseAutosave, (case.id, actor.id))
    if kept is None:
        kept = CaseAutosave(case_id=case.id, person_id=actor.id)
        db.session.add(kept)
    kept.typed, kept.base_version, kept.at = dict(typed), version, clock.now()
    return kept


@use_case
def discard_autosave(actor: Actor, case_id: int) -> None:
    """Throw away what this person typed and did not save."""
    case = queries.get(actor, case_id)
    require(actor, P.CASE_EDIT, case)
    _forget_autosave(actor, case.id)


def _forget_autosave(actor: Actor, case_id: int) -> None:
    db.session.execute(delete(CaseAutosave).where(CaseAutosave.case_id == case_id, CaseAutosave.person_id == actor.id))


def _merged(old: Any, changes: Any) -> Any:
    """RFC 7396: objects merge key by key, null removes, anything else replaces."""
    if not isinstance(changes, Mapping):
        return changes
    merged = dict(old) if isinstance(old, Mapping) else {}
    for key, value in changes.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = _merged(merged.get(key), value)
    return merged


def _check_references(actor: Actor, content: CaseContent, itself: int | None = None) -> None:
    slugs = {field.slug for field in standards.fields(actor)}
    if content.field and content.field not in slugs:
        raise Invalid.one("field", msg("There is no such field of the plan."))
    for position, slug in enumerate(content.secondary_fields):
        if slug not in slugs:
            raise Invalid.one(f"secondary_fields.{position}", msg("There is no such field of the plan."))
    if content.adapted_from is None:
        return
    if content.adapted_from == itself:
        raise Invalid.one("adapted_from", msg("A case cannot be adapted from itself."))
    try:
        queries.get(actor, content.adapted_from)
    except NotFound:
        raise Invalid.one("adapted_from", msg("There is no such case.")) from None


def _province_code(actor: Actor, organisation: Organisation) -> str | None:
    if organisation.level == "provincial":
        return organisation.code
    if organisation.level == "city" and organisation.parent_id:
        return accounts.organisation(actor, organisation.parent_id).code
    return None
