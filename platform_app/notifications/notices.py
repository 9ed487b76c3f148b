"""The letters that follow from what happens to cases: drafts begun for a city, and the way to a typical case.

Nobody is told of what she did herself, and nobody of what she may not see at that moment.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from platform_app import events
from platform_app.access.permissions import P
from platform_app.accounts.models import Person
from platform_app.cases.models import Case, CaseDecision, Distinction
from platform_app.kernel.db import db
from platform_app.kernel.use_case import Recorded
from platform_app.notifications import recipients
from platform_app.notifications.letterhead import address, queue
from platform_app.selection.models import Batch, Candidacy, Panelist, Review


def write(recorded: Recorded) -> None:
    """Queue the mail of one event."""
    WRITERS[type(recorded.event)](recorded)


def _appointed(recorded: Recorded) -> None:
    event = recorded.event
    seat = select(Panelist).where(Panelist.batch_id == event.subject_id, Panelist.person_id == event.person_id)
    _tell_panel(recorded, db.session.scalars(seat.where(Panelist.ended_at.is_(None))))


def _call_opened(recorded: Recorded) -> None:
    """Until now the batch was a plan that its reviewers could not see."""
    seats = select(Panelist).where(Panelist.batch_id == recorded.event.subject_id, Panelist.ended_at.is_(None))
    _tell_panel(recorded, db.session.scalars(seats.order_by(Panelist.id)))


def _tell_panel(recorded: Recorded, seats: Iterable[Panelist]) -> None:
    batch = db.session.get_one(Batch, recorded.event.subject_id)
    for seat in seats:
        for person in recipients.who_may(recorded.actor, P.BATCH_SEE, batch, [seat.person_id]):
            _write("appointed", person, batch, link=f"/batches/{batch.id}", due=_day(seat.due_on))


def _review_started(recorded: Recorded) -> None:
    batch = db.session.get_one(Batch, recorded.event.subject_id)
    for person_id, due_on, count in db.session.execute(owed(batch.id)):
        for person in recipients.who_may(recorded.actor, P.BATCH_SEE, batch, [person_id]):
            _write("reviews_waiting", person, batch, link="/desk", due=_day(due_on), count=str(count))


def _reminded(recorded: Recorded) -> None:
    event, days = recorded.event, str(recorded.event.days_left)
    batch = db.session.get_one(Batch, event.subject_id)
    for person_id, due_on, count in db.session.execute(owed(batch.id, event.person_id)):
        for person in recipients.who_may(recorded.actor, P.BATCH_SEE, batch, [person_id]):
            _write("review_reminder", person, batch, link="/desk", due=_day(due_on), count=str(count), days=days)


def owed(batch_id: int, person_id: int | None = None) -> Any:
    """Reviewer, due day and how many reviews she still owes, of a batch."""
    query = select(Review.person_id, Review.due_on, func.count()).where(
        Review.batch_id == batch_id, Review.status == "assigned"
    )
    if person_id is not None:
        query = query.where(Review.person_id == person_id)
    return query.group_by(Review.person_id, Review.due_on).order_by(Review.person_id)


def _drafted(recorded: Recorded) -> None:
    case = db.session.get_one(Case, recorded.event.subject_id)
    _tell_owners(recorded, "drafted_for", case, link=f"/cases/{case.id}/edit", name=recorded.actor.name)


def _invited(recorded: Recorded) -> None:
    case = db.session.get_one(Case, recorded.event.subject_id)
    newest = select(CaseDecision.reason).where(CaseDecision.case_id == case.id, CaseDecision.act == "invite")
    reason = db.session.scalar(newest.order_by(CaseDecision.id.desc()).limit(1))
    _tell_owners(recorded, "invited", case, link=f"/cases/{case.id}", reason=reason or "")


def _entered(recorded: Recorded) -> None:
    _tell_people_of("entered", recorded)


def _scores_opened(recorded: Recorded) -> None:
    _tell_people_of("scores_opened", recorded)


def _declined(recorded: Recorded) -> None:
    _tell_people_of("declined", recorded, lambda c: {"reason": c.decision_reason or ""})


def _withdrawn(recorded: Recorded) -> None:
    _tell_people_of("left_batch", recorded, lambda c: {"reason": c.decision_reason or ""})


def _appealed(recorded: Recorded) -> None:
    candidacy = _candidacy(recorded.event)
    for person in recipients.who_may(recorded.actor, P.APPEAL_DECIDE, candidacy, [candidacy.batch.chair_id]):
        _write("appeal_made", person, candidacy.batch, candidacy.case, link=_page(candidacy))


def _appeal_decided(recorded: Recorded) -> None:
    candidacy = _candidacy(recorded.event)
    _tell_people_of(f"appeal_{candidacy.appeal_outcome}", recorded, lambda c: {"reason": c.appeal_reason or ""})


def _announced(recorded: Recorded) -> None:
    _tell_people_of("announced", recorded, lambda c: {"number": c.number or ""})


def _announcement_withdrawn(recorded: Recorded) -> None:
    case = db.session.get_one(Case, recorded.event.subject_id)
    ended = select(Distinction.ended_reason).where(Distinction.case_id == case.id, Distinction.rung == "announcement")
    reason = db.session.scalar(ended.order_by(Distinction.id.desc()).limit(1))
    _tell_owners(recorded, "announcement_withdrawn", case, link=f"/cases/{case.id}", reason=reason or "")


def _asked_to_confirm(recorded: Recorded) -> None:
    case = db.session.get_one(Case, recorded.event.subject_id)
    kind = "confirm_again" if recorded.event.reminder == 2 else "confirm_due"
    _tell_owners(recorded, kind, case, link=f"/cases/{case.id}/confirmation")


WRITERS: Mapping[type, Callable[[Recorded], None]] = {
    events.ReviewerAppointed: _appointed,
    events.BatchOpened: _call_opened,
    events.BatchReviewStarted: _review_started,
    events.ReviewerReminded: _reminded,
    events.CaseDraftedFor: _drafted,
    events.CaseInvited: _invited,
    events.CandidacyEntered: _entered,
    events.ScoresOpened: _scores_opened,
    events.CandidacyDeclined: _declined,
    events.CandidacyWithdrawn: _withdrawn,
    events.CandidacyAppealed: _appealed,
    events.AppealDecided: _appeal_decided,
    events.CaseAnnounced: _announced,
    events.CaseAnnouncementWithdrawn: _announcement_withdrawn,
    events.ConfirmationAsked: _asked_to_confirm,
}


def _tell_people_of(
    kind: str, recorded: Recorded, more: Callable[[Candidacy], Mapping[str, str]] = lambda _: {}
) -> None:
    candidacy = _candidacy(recorded.event)
    owners = recipients.coordinator_ids(candidacy.org_id)
    for person in recipients.who_may(recorded.actor, P.CANDIDACY_SEE, candidacy, owners):
        _write(kind, person, candidacy.batch, candidacy.case, link=_page(candidacy), **more(candidacy))


def _tell_owners(recorded: Recorded, kind: str, case: Case, **values: str) -> None:
    for person in recipients.who_may(recorded.actor, P.CASE_SEE, case, recipients.coordinator_ids(case.org_id)):
        _write(kind, person, None, case, **values)


def _candidacy(event: Any) -> Candidacy:
    query = select(Candidacy).where(Candidacy.case_id == event.subject_id).order_by(Candidacy.id.desc()).limit(1)
    if batch_id := getattr(event, "batch_id", None):
        query = query.where(Candidacy.batch_id == batch_id)
    return db.session.scalars(query.options(joinedload(Candidacy.batch), joinedload(Candidacy.case))).one()


def _write(
    kind: str, person: Person, batch: Batch | None = None, case: Case | None = None, *, link: str, **values: str
) -> None:
    if batch is not None:
        values["batch"] = _named(batch, person.language)
    if case is not None:
        values["title"] = _named(case, person.language)
    queue(kind, person, None, link=address(link), **values)


def _named(thing: Batch | Case, language: str) -> str:
    own, other = (thing.title_zh, thing.title_en) if language == "zh" else (thing.title_en, thing.title_zh)
    return own or other or ""


def _page(candidacy: Candidacy) -> str:
    return f"/cases/{candidacy.case_id}/candidacy"


def _day(day: date) -> str:
    return day.isoformat()
