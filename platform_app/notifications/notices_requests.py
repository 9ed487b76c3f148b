"""The letters about requests between levels: to those who are asked, to those who ask, to whom a request goes up.

Nobody is told of what she did herself, and nobody of a request that she may not read.
"""

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import select

from platform_app import events
from platform_app.access.levels import PlatformRole, Role
from platform_app.access.permissions import P
from platform_app.accounts.models import Membership, Organisation, Person, PlatformRoleGrant
from platform_app.coordination import queries
from platform_app.coordination.models import Request, RequestAnswer, RequestRecord
from platform_app.kernel.db import db
from platform_app.kernel.use_case import Recorded
from platform_app.notifications import recipients
from platform_app.notifications.letterhead import address, queue

SECRETARIAT = {"zh": "平台秘书处", "en": "the secretariat of the platform"}


def write(recorded: Recorded) -> None:
    """Queue the mail of one event."""
    event = recorded.event
    request = queries.get(recorded.actor, event.subject_id)
    row = next((each for each in request.answers if each.id == event.answer_id), None)
    kind, whom = WRITERS[type(event)]
    last = db.session.scalar(
        select(RequestRecord).where(RequestRecord.request_id == request.id).order_by(RequestRecord.id.desc()).limit(1)
    )
    to = next((each.organisation for each in request.parties if each.org_id == event.org_id), None)
    for person in recipients.who_may(recorded.actor, P.REQUEST_SEE, request, whom(recorded, request, row)):
        language = person.language
        day = row.due_on if row is not None else request.due_on
        if type(event) is events.RequestExtensionAsked and row is not None and row.extension_until:
            day = row.extension_until
        queue(
            kind,
            person,
            None,
            asking=_named(row.asker if row is not None else request.organisation, language),
            asked=_named(row.organisation if row is not None else to, language),
            above=_named(to, language) if to is not None else SECRETARIAT[language],
            title=request.title,
            due=day.isoformat(),
            reason=(last.words if last is not None else None) or "—",
            link=address(f"/requests/{request.id}"),
        )


Whom = Callable[[Recorded, Request, RequestAnswer | None], Iterable[int]]


def _asked(recorded: Recorded, request: Request, row: RequestAnswer | None) -> list[int]:
    assert row is not None, "the event names an answer"
    return _holders(row.org_id, (Role.COORDINATOR, Role.EDITOR))


def _asking(recorded: Recorded, request: Request, row: RequestAnswer | None) -> list[int]:
    """The coordinators of who asks, and who raised it."""
    assert row is not None, "the event names an answer"
    found = _holders(row.asker_id, (Role.COORDINATOR,))
    if row.asker_id == request.org_id and request.raised_by_id is not None:
        found.append(request.raised_by_id)
    return found


def _both(recorded: Recorded, request: Request, row: RequestAnswer | None) -> list[int]:
    return [*_asked(recorded, request, row), *_asking(recorded, request, row)]


def _copied(recorded: Recorded, request: Request, row: RequestAnswer | None) -> list[int]:
    return _holders(recorded.event.org_id, (Role.COORDINATOR, Role.EDITOR))


def _up(recorded: Recorded, request: Request, row: RequestAnswer | None) -> list[int]:
    """Those to whom it goes, and both sides."""
    if recorded.event.org_id is not None:
        to = _holders(recorded.event.org_id, (Role.COORDINATOR, Role.EDITOR))
    else:
        query = select(PlatformRoleGrant.person_id).where(PlatformRoleGrant.role == PlatformRole.SECRETARIAT)
        to = list(db.session.scalars(query.order_by(PlatformRoleGrant.person_id)))
    return [*to, *_both(recorded, request, row)]


WRITERS: Mapping[type, tuple[str, Whom]] = {
    events.RequestRaised: ("request_raised", _asked),
    events.RequestCopied: ("request_copied", _copied),
    events.RequestAcknowledged: ("request_acknowledged", _asking),
    events.RequestAnswered: ("request_answered", _asking),
    events.RequestReturned: ("request_returned", _asking),
    events.RequestPassedDown: ("request_passed_down", _asked),
    events.RequestObjected: ("request_objected", _both),
    events.RequestReopened: ("request_reopened", _asked),
    events.RequestEscalated: ("request_escalated", _up),
    events.RequestExtensionAsked: ("request_extension_asked", _asking),
    events.RequestExtensionGranted: ("request_extension_granted", _asked),
    events.RequestExtensionRefused: ("request_extension_refused", _asked),
    events.RequestReminded: ("request_reminder", _asked),
    events.RequestOverdue: ("request_overdue", _both),
}


def _holders(org_id: int | None, roles: Iterable[Role]) -> list[int]:
    query = select(Person.id).join(Membership, Membership.person_id == Person.id)
    held = query.where(Membership.org_id == org_id, Membership.role.in_(list(roles)), Person.suspended_at.is_(None))
    return list(db.session.scalars(held.distinct().order_by(Person.id)))


def _named(organisation: Organisation | None, language: str) -> str:
    if organisation is None:
        return SECRETARIAT[language]
    return organisation.name_zh if language == "zh" else organisation.name_en
