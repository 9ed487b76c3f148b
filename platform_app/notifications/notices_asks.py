"""The letters about questions that were put to organisations: to those who are asked, to those who ask, to who
stands over them. Nobody is told of what she did herself, and nobody of a thread that she may not read.
"""

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from platform_app import events
from platform_app.access.levels import Level, PlatformRole, Role
from platform_app.access.permissions import P
from platform_app.accounts.models import Membership, Organisation, Person, PlatformRoleGrant
from platform_app.exchange.models_asks import Ask
from platform_app.kernel.db import db
from platform_app.kernel.use_case import Recorded
from platform_app.notifications import recipients
from platform_app.notifications.letterhead import address, queue

PLATFORM = {"zh": "平台编辑部", "en": "the editors of the platform"}


def write(recorded: Recorded) -> None:
    """Queue the mail of one event."""
    WRITERS[type(recorded.event)](recorded)


def _made(recorded: Recorded) -> None:
    ask = _ask(recorded.event.subject_id)
    _tell(recorded, "ask_made", ask, _people_of(ask.org_id))


def _passed_on(recorded: Recorded) -> None:
    ask, to = _ask(recorded.event.subject_id), _ask(recorded.event.to_ask_id)
    _tell(recorded, "ask_passed_on", to, _people_of(to.org_id), by=ask.organisation, reason=ask.reason)
    _tell(recorded, "ask_forwarded", ask, _asking(ask), by=to.organisation, reason=ask.reason)


def _answered(recorded: Recorded) -> None:
    ask = _ask(recorded.event.subject_id)
    _tell(recorded, "ask_answered", ask, _asking(ask))


def _declined(recorded: Recorded) -> None:
    ask = _ask(recorded.event.subject_id)
    _tell(recorded, "ask_declined", ask, _asking(ask), reason=ask.reason)


def _reminded(recorded: Recorded) -> None:
    ask = _ask(recorded.event.subject_id)
    _tell(recorded, "ask_reminder", ask, _people_of(ask.org_id))


def _overdue(recorded: Recorded) -> None:
    ask = _ask(recorded.event.subject_id)
    _tell(recorded, "ask_overdue", ask, _who_stands_over(ask.organisation))


WRITERS: Mapping[type, Callable[[Recorded], None]] = {
    events.AskMade: _made,
    events.AskPassedOn: _passed_on,
    events.AskAnswered: _answered,
    events.AskDeclined: _declined,
    events.AskReminded: _reminded,
    events.AskOverdue: _overdue,
}


def _tell(
    recorded: Recorded,
    kind: str,
    ask: Ask,
    people: Iterable[int],
    *,
    by: Organisation | None = None,
    reason: str | None = None,
) -> None:
    """A letter to each of some people who may read the thread. `asked` is who is asked, `asking` who asks."""
    for person in recipients.who_may(recorded.actor, P.THREAD_SEE, ask.thread, people):
        values = {
            "asked": _named(ask.organisation, person.language),
            "asking": _named(ask.asking_organisation, person.language),
            "by": _named(by, person.language),
            "reason": reason or "—",
            "title": ask.thread.title,
            "due": ask.due_on.isoformat(),
            "link": address(f"/threads/{ask.thread_id}"),
        }
        queue(kind, person, None, **values)


def _ask(ask_id: int) -> Ask:
    with_all = (joinedload(Ask.thread), joinedload(Ask.organisation), joinedload(Ask.asking_organisation))
    return db.session.scalars(select(Ask).where(Ask.id == ask_id).options(*with_all)).one()


def _people_of(org_id: int) -> list[int]:
    """Its coordinators and editors."""
    return _holders(org_id, (Role.COORDINATOR, Role.EDITOR))


def _asking(ask: Ask) -> list[int]:
    """Who put the question, and who started the thread."""
    return [person for person in (ask.asked_by_id, ask.thread.author_id) if person is not None]


def _who_stands_over(organisation: Organisation) -> list[int]:
    """The coordinators of a city's province; the secretariat for everybody else."""
    if organisation.level == Level.CITY and organisation.parent_id is not None:
        return _holders(organisation.parent_id, (Role.COORDINATOR,))
    query = select(PlatformRoleGrant.person_id).where(PlatformRoleGrant.role == PlatformRole.SECRETARIAT)
    return list(db.session.scalars(query.order_by(PlatformRoleGrant.person_id)))


def _holders(org_id: int, roles: Iterable[Role]) -> list[int]:
    query = select(Person.id).join(Membership, Membership.person_id == Person.id)
    held = query.where(Membership.org_id == org_id, Membership.role.in_(list(roles)), Person.suspended_at.is_(None))
    return list(db.session.scalars(held.distinct().order_by(Person.id)))


def _named(organisation: Organisation | None, language: str) -> str:
    if organisation is None:
        return PLATFORM[language]
    return organisation.name_zh if language == "zh" else organisation.name_en
