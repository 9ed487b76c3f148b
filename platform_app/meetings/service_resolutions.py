"""Put a resolution forward, change it while it is proposed, and what becomes of it once it is adopted."""

from sqlalchemy import delete, select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import (
    ResolutionCarriedOut,
    ResolutionEdited,
    ResolutionInForce,
    ResolutionLapsed,
    ResolutionProposed,
    ResolutionSuperseded,
)
from platform_app.kernel import clock, text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotFound, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import keeping, placing, queries, resolving
from platform_app.meetings.inputs_resolutions import (
    CarryingOut,
    EntryIntoForce,
    Lapse,
    NewResolution,
    ResolutionContent,
    Supersession,
)
from platform_app.meetings.lifecycle import MEETING, RESOLUTION
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import SubjectLink
from platform_app.meetings.models_decisions import Resolution, ResolutionVote

_HOLDING = ("adopted", "in_force", "carried_out")


@use_case
def propose(actor: Actor, new: NewResolution) -> Resolution:
    """Put a resolution forward at a meeting.

    Raises:
        Conflict: the meeting is not convened yet, or its minutes are out.
        Invalid: an unknown meeting, item or link, or no text in the language that decides.
    """
    try:
        meeting = queries.get(actor, new.meeting, lock=True)
    except NotFound:
        raise Invalid.one("meeting", msg("There is no such meeting.")) from None
    require(actor, P.RESOLUTION_PROPOSE, meeting)
    MEETING.after(meeting.status, "propose_resolution")
    row = Resolution(
        body_id=meeting.body_id,
        meeting=meeting,
        org_id=meeting.org_id,
        org_path=meeting.org_path,
        org_level=meeting.org_level,
        lead_id=meeting.lead_id,
        is_public=meeting.is_public,
        by_id=actor.id,
        by_name=actor.name,
    )
    _write(actor, row, meeting, new)
    record(ResolutionProposed(row.id, row.org_id))
    return row


@use_case
def edit(actor: Actor, resolution_id: int, version: int, new: ResolutionContent) -> Resolution:
    """Change what is proposed; votes that were recorded stay, so it is refused once there is one.

    Raises:
        Stale: somebody has changed it in the meantime.
        Conflict: it is decided, or an organisation has voted on it.
    """
    row = resolving.locked(actor, resolution_id)
    if row.by_id != actor.id:
        require(actor, P.RESOLUTION_LEAD, row)
    require(actor, P.RESOLUTION_PROPOSE, row)
    row.status = RESOLUTION.after(row.status, "edit")
    if row.version != version:
        raise Stale(current=row)
    if _has_votes(row.id):
        raise Conflict(msg("Organisations have voted on this text. Put a new resolution forward instead."), "voted_on")
    _write(actor, row, row.meeting, new)
    record(ResolutionEdited(row.id, row.org_id))
    return row


@use_case
def enter_into_force(actor: Actor, resolution_id: int, new: EntryIntoForce) -> Resolution:
    """Say that an adopted resolution holds from today; the worker says so when its day comes."""
    row = resolving.locked(actor, resolution_id)
    require(actor, P.RESOLUTION_LEAD, row)
    resolving.begin(row)
    record(ResolutionInForce(row.id, row.org_id))
    return row


@use_case
def carry_out(actor: Actor, resolution_id: int, new: CarryingOut) -> Resolution:
    """Say that what a resolution asks for is done."""
    row = resolving.locked(actor, resolution_id)
    require(actor, P.RESOLUTION_LEAD, row)
    row.status = RESOLUTION.after(row.status, "carry_out")
    _end(row, new.words)
    record(ResolutionCarriedOut(row.id, row.org_id))
    return row


@use_case
def supersede(actor: Actor, resolution_id: int, new: Supersession) -> Resolution:
    """Say that another adopted resolution of the same body takes its place; both tell of it.

    Raises:
        Conflict: it does not hold any more, or does not hold yet.
        Invalid: the other is itself, of another body, or not adopted.
    """
    row = resolving.locked(actor, resolution_id)
    require(actor, P.RESOLUTION_LEAD, row)
    row.status = RESOLUTION.after(row.status, "supersede")
    row.superseded_by_id = _successor(actor, row, new.by).id
    _end(row, None)
    keeping.link(actor, SubjectRef("resolution", new.by), SubjectRef("resolution", row.id), "supersedes", "by")
    record(ResolutionSuperseded(row.id, row.org_id))
    return row


@use_case
def lapse(actor: Actor, resolution_id: int, new: Lapse) -> Resolution:
    """Say with a reason that a resolution holds no more, or was not adopted."""
    row = resolving.locked(actor, resolution_id)
    require(actor, P.RESOLUTION_LEAD, row)
    row.status = RESOLUTION.after(row.status, "lapse")
    _end(row, new.reason)
    record(ResolutionLapsed(row.id, row.org_id))
    return row


def _write(actor: Actor, row: Resolution, meeting: Meeting, new: ResolutionContent) -> None:
    if new.authoritative == "en" and not new.text_en:
        raise Invalid.one("text_en", msg("The text that decides is needed."))
    row.item_id = placing.item_of(meeting, new.item).id if new.item else None
    row.title_zh, row.title_en = new.title_zh, new.title_en or ""
    row.text_zh, row.html_zh = new.text_zh, text.render(new.text_zh)
    row.text_en = new.text_en or ""
    row.html_en = text.render(row.text_en) if row.text_en else ""
    row.authoritative, row.responsible_level = new.authoritative, new.responsible_level
    row.updated_at = clock.now()
    db.session.add(row)
    db.session.flush()
    here = SubjectRef("resolution", row.id)
    own = (SubjectLink.from_kind == here.kind, SubjectLink.from_id == here.id, SubjectLink.role == "about")
    db.session.execute(delete(SubjectLink).where(*own))
    for each in new.links:
        keeping.link(actor, here, SubjectRef(each.kind, each.id))


def _has_votes(resolution_id: int) -> bool:
    query = select(ResolutionVote.id).where(ResolutionVote.resolution_id == resolution_id)
    return db.session.scalar(query.limit(1)) is not None


def _successor(actor: Actor, row: Resolution, resolution_id: int) -> Resolution:
    try:
        found = queries.resolution(actor, resolution_id)
    except NotFound:
        raise Invalid.one("by", msg("There is no such resolution.")) from None
    if found.id == row.id:
        raise Invalid.one("by", msg("A resolution does not supersede itself."))
    if found.body_id != row.body_id:
        raise Invalid.one("by", msg("A resolution is superseded by one of the same body."))
    if found.status not in _HOLDING:
        raise Invalid.one("by", msg("Only an adopted resolution takes the place of another."))
    return found


def _end(row: Resolution, words: str | None) -> None:
    row.ended_at, row.ended_reason = clock.now(), words
