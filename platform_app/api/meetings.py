"""Meetings: reading, planning and changing them."""

from typing import Any, Literal

from platform_app.access.actor import Actor
from platform_app.api import examples, shapes_meetings
from platform_app.api.answers import Answer, created, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import MERGE_PATCH, Asked, Id, ListQuery
from platform_app.api.shapes import Listing, address
from platform_app.api.shapes_meetings import MEETING, MeetingShape
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import msg
from platform_app.meetings import content_meetings, queries, queries_agenda, queries_meetings, service
from platform_app.meetings.inputs import MeetingOfBody, NewMeeting
from platform_app.meetings.queries_meetings import MeetingFilter

noun = Noun("meetings", "Meetings of bodies.")
NEW = {
    "body": 7,
    "title_zh": "第一次全体会议",
    "starts_at": "2026-12-12T09:00:00+08:00",
    "ends_at": "2026-12-12T12:00:00+08:00",
    "time_zone": "Asia/Shanghai",
    "place_zh": "北京",
}


class MeetingId(Asked):
    """Which meeting."""

    id: Id


class MeetingsQuery(ListQuery):
    """Which meetings."""

    body: Id | None = None
    when: Literal["upcoming", "past"] | None = None


@noun.operation("GET", "/meetings", Note(Listing[MeetingShape], examples.listing(MEETING), refusals=(422,)))
def index(actor: Actor, query: MeetingsQuery) -> Answer:
    """Meetings you may read: `upcoming` from the nearest on, `past` or all of them from the newest on."""
    page = queries_meetings.meetings(actor, MeetingFilter(query.body, query.when), query.page)
    reader = queries.as_delegate(actor)
    return part(page, [shapes_meetings.meeting(reader, row) for row in page.items], Listing[MeetingShape])


@noun.operation("POST", "/meetings", Note(MeetingShape, MEETING, 201, (403, 409, 422), writes=True, sends=NEW))
def plan(actor: Actor, body: MeetingOfBody) -> Answer:
    """Plan the next meeting of a body; what is left from before puts itself on its agenda.

    Times without an offset are of its time zone. Nobody outside the body sees it before it is convened.
    """
    try:
        row = service.plan(actor, body.body, body)
    except NotFound:
        raise Invalid.one("body", msg("There is nothing here, or it is not open to you.")) from None
    return created(whole(actor, row.id), address("meetings.show", id=row.id))


@noun.operation("GET", "/meetings/<int:id>", Note(MeetingShape, MEETING, refusals=(404,)))
def show(actor: Actor, path: MeetingId) -> Answer:
    """One meeting with its history, and how long its agenda takes."""
    return Answer(whole(actor, path.id))


@noun.operation(
    "PATCH",
    "/meetings/<int:id>",
    Note(
        MeetingShape,
        MEETING,
        refusals=(403, 404, 409, 412, 422, 428),
        writes=True,
        match="needed",
        sends={"place_zh": "杭州", "place_en": "Hangzhou"},
        accepted=MERGE_PATCH,
    ),
)
def change(actor: Actor, path: MeetingId, version: int | None, patch: Any) -> Answer:
    """Change a meeting by a JSON merge patch (RFC 7396); the calendars of the invited follow."""
    if not isinstance(patch, dict):
        raise Invalid.one("", msg("This must be an object."))
    kept = content_meetings.of(actor, path.id)
    base = queries.get(actor, path.id).version if version is None else version
    service.edit(actor, path.id, base, read(NewMeeting, {**kept, **patch}))
    return Answer(whole(actor, path.id))


def whole(actor: Actor, meeting_id: int) -> MeetingShape:
    """One meeting with how long its agenda takes, and its history."""
    reader = queries.as_delegate(actor)
    row = queries.get(reader, meeting_id)
    time = queries_agenda.agenda(reader, row).time
    return shapes_meetings.meeting(reader, row, time, queries_meetings.records(reader, row))
