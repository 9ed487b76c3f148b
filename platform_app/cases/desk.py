"""My desk: what waits for this person, and what she may do to a case right now."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from platform_app.access.actor import Actor
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.cases import workflow
from platform_app.cases.ladder import LASTING, PERMISSION
from platform_app.cases.models import Case
from platform_app.kernel import clock
from platform_app.kernel.db import db

LONGEST_QUEUE = 100

_ACTS: dict[str, P] = {
    "submit": P.CASE_SUBMIT,
    "withdraw": P.CASE_SUBMIT,
    "return": P.CASE_RETURN,
    "publish": P.CASE_PUBLISH,
    "unpublish": P.CASE_UNPUBLISH,
    "archive": P.CASE_ARCHIVE,
    "unarchive": P.CASE_ARCHIVE,
}
_CLIMB: dict[str, str] = {"nomination": "nominate", "recommendation": "recommend", "featuring": "feature"}


@dataclass(frozen=True)
class Desk:
    """The queues, oldest waiting first."""

    drafts: Sequence[Case]
    drafted_for: Sequence[Case]  # begun for her organisations by others
    drafting: Sequence[Case]  # begun by her province, or the secretariat, for others
    returned: Sequence[Case]
    waiting: Sequence[Case]  # handed in by her organisations, not hers to sign off
    to_sign_off: Sequence[Case]
    changes_to_publish: Sequence[Case]
    to_nominate: Sequence[Case]
    to_recommend: Sequence[Case]
    to_feature: Sequence[Case]
    to_confirm: Sequence[Case]


def actions(actor: Actor, case: Case) -> list[str]:
    """What she may do now: the permission table and the workflow agree on it."""
    found = ["edit"] if allows(actor, P.CASE_EDIT, case) else []
    found += [
        act
        for act, permission in _ACTS.items()
        if workflow.is_possible(case.status, act) and allows(actor, permission, case)
    ]
    if "publish" in found and case.status == "published" and not case.has_unpublished_changes:
        found.remove("publish")
    if allows(actor, P.CASE_TAKE_OVER, case):
        found.append("take_over")
    if allows(actor, P.CASE_DISCARD, case):
        found.append("discard")
    if allows(actor, P.CASE_INVITE, case) and workflow.may_be_invited(case.status, case.held, bool(case.invited_at)):
        found.append("invite")
    if allows(actor, P.CASE_CONFIRM, case) and case.held & set(LASTING):
        found.append("confirm")
    for rung, permission in PERMISSION.items():
        if not allows(actor, permission, case):
            continue
        if rung in _CLIMB and workflow.may_climb(case.status, case.held, rung):
            found.append(_CLIMB[rung])
        if workflow.may_descend(case.held, rung):
            found.append(f"withdraw_{rung}")
    return found


def permission_of(act: str) -> P | None:
    """The permission an act needs; None for an act there is not."""
    for rung, permission in PERMISSION.items():
        if act in (_CLIMB.get(rung), f"withdraw_{rung}"):
            return permission
    others = {
        "edit": P.CASE_EDIT,
        "take_over": P.CASE_TAKE_OVER,
        "discard": P.CASE_DISCARD,
        "invite": P.CASE_INVITE,
        "confirm": P.CASE_CONFIRM,
    }
    return {**_ACTS, **others}.get(act)


def desk(actor: Actor) -> Desk:
    """Everything that waits for this person, in four statements however much it is."""
    own = Case.org_id.in_(sorted(actor.org_ids))
    hers = and_(Case.drafter.in_(sorted(actor.drafts_as)), Case.status == "draft")
    all_work = _load(or_(own, hers), or_(Case.status.in_(("draft", "submitted")), _has_changes()))
    in_work = [case for case in all_work if case.org_id in actor.org_ids]
    drafts = [case for case in in_work if case.status == "draft"]
    submitted = [case for case in in_work if case.status == "submitted"]
    fresh = _load(Case.status == "published", Case.nominated_at.is_(None), visible(actor, P.CASE_NOMINATE, Case))
    others = _load(
        Case.status == "published",
        or_(
            and_(Case.nominated_at.is_not(None), Case.recommended_at.is_(None), visible(actor, P.CASE_RECOMMEND, Case)),
            and_(Case.recommended_at.is_not(None), Case.featured_at.is_(None), visible(actor, P.CASE_FEATURE, Case)),
        ),
    )
    return Desk(
        drafts=[case for case in drafts if not case.returned_reason and not case.drafter],
        drafted_for=[case for case in drafts if case.drafter],
        drafting=[case for case in all_work if case.org_id not in actor.org_ids],
        returned=[case for case in drafts if case.returned_reason],
        waiting=[case for case in submitted if not allows(actor, P.CASE_PUBLISH, case)],
        to_sign_off=[case for case in submitted if allows(actor, P.CASE_PUBLISH, case)],
        changes_to_publish=[
            case for case in in_work if case.has_unpublished_changes and "publish" in actions(actor, case)
        ],
        to_nominate=fresh,
        to_recommend=[case for case in others if "recommend" in actions(actor, case)],
        to_feature=[case for case in others if "feature" in actions(actor, case)],
        to_confirm=_load(Case.confirm_by <= clock.now(), visible(actor, P.CASE_CONFIRM, Case)),
    )


def _has_changes() -> ColumnElement[bool]:
    return and_(Case.status == "published", Case.latest_no != Case.published_no)


def _load(*conditions: ColumnElement[bool]) -> Sequence[Case]:
    query = select(Case).where(*conditions).order_by(Case.updated_at, Case.id)
    query = query.options(joinedload(Case.organisation), joinedload(Case.drafted_by_org))
    return db.session.scalars(query.limit(LONGEST_QUEUE)).all()
