"""The announcement that closes a batch: its number, date and signatories, and the typical cases with their numbers."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.cases import completeness, evidence, ladder, queries, revisions, workflow
from platform_app.cases.models import Case
from platform_app.cases.reasons import needed_reason
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid
from platform_app.kernel.messages import Message, msg
from platform_app.kernel.use_case import record, use_case
from platform_app.selection import candidates, finding
from platform_app.selection.inputs import AnnouncedCase, Announcement
from platform_app.selection.lifecycle import batch_after
from platform_app.selection.models import AnnouncingBody, Batch, Candidacy, Review


@use_case
def announce(actor: Actor, batch_id: int, announcement: Announcement) -> Batch:
    """Announce the typical cases of a batch and close it, all or nothing.

    Every case of the batch must be decided: announced here, or declined or taken out before.

    Raises:
        Conflict: the batch is not under review, an appeal is open, or a case is left undecided.
        Invalid: a number is taken, a body unknown, or a case lacks what a typical case needs; each is named.
    """
    batch = finding.batch(actor, batch_id)
    require(actor, P.BATCH_LEAD, batch)
    following = batch_after(batch.status, "announce")
    _check_notice(announcement)
    rows = finding.under_review(batch.id)
    _check_all_decided(batch, announcement, rows)
    errors: dict[str, list[Message]] = {}
    for position, entry in enumerate(announcement.cases):
        candidacy, case = rows[entry.case_id]
        require(actor, P.CASE_ANNOUNCE, case)
        if lacking := list(_lacking(candidacy, case)):
            errors[f"cases.{position}"] = lacking
    if errors:
        raise Invalid(errors, msg("Some cases still lack what a typical case needs."))
    for entry, number in zip(announcement.cases, _numbers(batch, announcement.cases), strict=True):
        _announce_case(actor, batch, *rows[entry.case_id], number)
    batch.status, batch.closed_at = following, clock.now()
    batch.announcement_number, batch.announced_on = announcement.number, announcement.date
    db.session.add_all(_bodies(batch, announcement.bodies))
    db.session.flush()
    record(events.BatchAnnounced(batch.id))
    return batch


@use_case
def withdraw_announcement(actor: Actor, case_id: int, *, reason: str) -> Case:
    """Take the distinction back; the record with the reason stays in sight of everybody."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_ANNOUNCE, case)
    workflow.check_descent(case.held, "announcement")
    ladder.end(actor, case, "announcement", needed_reason(reason))
    record(events.CaseAnnouncementWithdrawn(case.id, case.org_id, ladder.public_revision_id(case)))
    return case


def _check_notice(announcement: Announcement) -> None:
    if db.session.scalar(select(Batch.id).where(Batch.announcement_number == announcement.number)) is not None:
        raise Conflict(msg("This announcement number has been used already."), "number_used")
    if announcement.date > clock.today():
        raise Invalid.one("date", msg("This day has not come yet."))


def _check_all_decided(batch: Batch, announcement: Announcement, rows: dict[int, tuple[Candidacy, Case]]) -> None:
    open_appeal = select(Candidacy.id).where(
        Candidacy.batch_id == batch.id, Candidacy.appealed_at.is_not(None), Candidacy.appeal_decided_at.is_(None)
    )
    if db.session.scalar(open_appeal.limit(1)) is not None:
        raise Conflict(msg("The chair has not decided an appeal yet."), "appeal_open")
    wanted = [entry.case_id for entry in announcement.cases]
    strangers = {f"cases.{at}": [_NOT_HERE] for at, id in enumerate(wanted) if id not in rows or id in wanted[:at]}
    if strangers:
        raise Invalid(strangers)
    if undecided := len(rows.keys() - set(wanted)):
        sentence = msg("{count} cases are undecided. Announce, decline or take out each of them.", count=undecided)
        raise Conflict(sentence, "undecided")


_NOT_HERE = msg("This case is not under review in this batch, or stands here twice.")


def _lacking(candidacy: Candidacy, case: Case) -> Iterator[Message]:
    content = revisions.content_of(revisions.numbered(case.id, case.public_no))
    yield from (need.sentence for need in completeness.missing_for_announcement(content))
    if (case.evidence_level or "") < evidence.ENOUGH_TO_ANNOUNCE:
        yield msg("Its evidence must be confirmed at level L2 or higher.")
    given = select(Review.id).where(Review.candidacy_id == candidacy.id, Review.status == "given").limit(1)
    if db.session.scalar(given) is None:
        yield msg("Nobody has reviewed it.")


def _numbers(batch: Batch, entries: Sequence[AnnouncedCase]) -> list[str]:
    numbers = [entry.number or f"{batch.number}-{place:02}" for place, entry in enumerate(entries, start=1)]
    taken = set(db.session.scalars(select(Candidacy.number).where(Candidacy.number.in_(numbers))))
    errors = {
        f"cases.{at}.number": [msg("The number {number} has been used already.", number=number)]
        for at, number in enumerate(numbers)
        if number in taken or number in numbers[:at]
    }
    if errors:
        raise Invalid(errors)
    return numbers


def _announce_case(actor: Actor, batch: Batch, candidacy: Candidacy, case: Case, number: str) -> None:
    workflow.check_climb(case.status, case.held, "announcement")
    candidates.settle(actor, candidacy, case, "announce", None)
    candidacy.number = number
    for review in db.session.scalars(select(Review).where(Review.candidacy_id == candidacy.id)):
        review.is_public = review.is_opened = True
    ladder.give(actor, case, "announcement", statement=None)
    record(events.CaseAnnounced(case.id, case.org_id, ladder.public_revision_id(case)))


def _bodies(batch: Batch, codes: Sequence[str]) -> list[AnnouncingBody]:
    query = select(Organisation.code, Organisation.id).where(Organisation.code.in_(codes))
    known: dict[str, int] = dict(db.session.execute(query).all())
    unknown = {f"bodies.{at}": [msg("There is no such organisation.")] for at, c in enumerate(codes) if c not in known}
    if unknown:
        raise Invalid(unknown)
    return [
        AnnouncingBody(batch_id=batch.id, org_id=known[code], position=place)
        for place, code in enumerate(dict.fromkeys(codes))
    ]
