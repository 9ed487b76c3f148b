"""The letters about action items: to who owns one, to the secretariat that judges it, to whom an overdue one goes.

Nobody is told of what she did herself, and nobody of an action item that she may not read.
"""

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import select

from platform_app import events
from platform_app.access.levels import Level, PlatformRole, Role
from platform_app.access.permissions import P
from platform_app.accounts.models import Membership, Organisation, Person, PlatformRoleGrant
from platform_app.kernel.db import db
from platform_app.kernel.use_case import Recorded
from platform_app.meetings import queries
from platform_app.meetings.models_decisions import ActionItem, ActionRecord
from platform_app.notifications import recipients
from platform_app.notifications.letterhead import address, queue

SECRETARIAT = {"zh": "秘书处", "en": "the secretariat"}
_ACTIVE = (Role.COORDINATOR, Role.EDITOR)


def write(recorded: Recorded) -> None:
    """Queue the mail of one event."""
    event = recorded.event
    action = queries.action(recorded.actor, event.subject_id)
    kind, whom = WRITERS[type(event)]
    words = select(ActionRecord.words).where(ActionRecord.action_id == action.id).order_by(ActionRecord.id.desc())
    reason = db.session.scalar(words.limit(1)) or "—"
    above = db.session.get(Organisation, event.org_id) if kind == "action_escalated" and event.org_id else None
    for person in recipients.who_may(recorded.actor, P.ACTION_SEE, action, whom(recorded, action)):
        language = person.language
        queue(
            kind,
            person,
            None,
            owner=_named(action.organisation, language),
            above=_named(above, language),
            body=action.body.name_zh if language == "zh" else action.body.name_en,
            title=_title(action, language),
            due=action.due_on.isoformat(),
            reason=reason,
            link=address(f"/actions/{action.id}"),
        )


def _owner(recorded: Recorded, action: ActionItem) -> list[int]:
    """Who works on it: the owner's coordinators and editors, and the person it was given to."""
    return [*_holders(action.org_id, _ACTIVE), *_given_to(action)]


def _signers(recorded: Recorded, action: ActionItem) -> list[int]:
    """Who answers for it: the owner's coordinators, and the person it was given to."""
    return [*_holders(action.org_id, (Role.COORDINATOR,)), *_given_to(action)]


def _secretariat(recorded: Recorded, action: ActionItem) -> list[int]:
    """The secretariat of its body; for one of a ministry the platform's too, which acts for it."""
    own = _holders(action.secretariat_id, _ACTIVE)
    return [*own, *_platform()] if action.secretariat_level == Level.MINISTERIAL else own


def _above(recorded: Recorded, action: ActionItem) -> list[int]:
    """The coordinators of the province above; where there is none, the body's secretariat and the platform's."""
    if recorded.event.org_id is not None:
        return _holders(recorded.event.org_id, (Role.COORDINATOR,))
    return [*_holders(action.secretariat_id, _ACTIVE), *_platform()]


Whom = Callable[[Recorded, ActionItem], Iterable[int]]
WRITERS: Mapping[type, tuple[str, Whom]] = {
    events.ActionAssigned: ("action_assigned", _owner),
    events.ActionEdited: ("action_edited", _owner),
    events.ActionDone: ("action_done", _secretariat),
    events.ActionConfirmed: ("action_confirmed", _owner),
    events.ActionReopened: ("action_reopened", _owner),
    events.ActionDropped: ("action_dropped", _owner),
    events.ActionReminded: ("action_reminder", _signers),
    events.ActionOverdue: ("action_overdue", _signers),
    events.ActionEscalated: ("action_escalated", _above),
}


def _given_to(action: ActionItem) -> list[int]:
    return [action.person_id] if action.person_id is not None else []


def _platform() -> list[int]:
    query = select(PlatformRoleGrant.person_id).where(PlatformRoleGrant.role == PlatformRole.SECRETARIAT)
    return list(db.session.scalars(query.order_by(PlatformRoleGrant.person_id)))


def _holders(org_id: int | None, roles: Iterable[Role]) -> list[int]:
    query = select(Person.id).join(Membership, Membership.person_id == Person.id)
    held = query.where(Membership.org_id == org_id, Membership.role.in_(list(roles)), Person.suspended_at.is_(None))
    return list(db.session.scalars(held.distinct().order_by(Person.id)))


def _title(action: ActionItem, language: str) -> str:
    own, other = (action.title_zh, action.title_en) if language == "zh" else (action.title_en, action.title_zh)
    return own or other


def _named(organisation: Organisation | None, language: str) -> str:
    if organisation is None:
        return SECRETARIAT[language]
    return organisation.name_zh if language == "zh" else organisation.name_en
