"""What a meeting and an item of its agenda say, as plain values that they can be changed by."""

from typing import Any

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.accounts.models import Person
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.meetings import queries, queries_agenda


def of(actor: Actor, meeting_id: int) -> dict[str, Any]:
    """The values of a meeting that can be changed, by the names of `NewMeeting`.

    Raises:
        NotFound: there is none, or it is not open to her.
    """
    meeting = queries.get(actor, meeting_id)
    same = ("title_zh", "title_en", "starts_at", "ends_at", "time_zone", "place_zh", "place_en", "conference_url")
    own_chair = meeting.chair_id if meeting.chair_id != meeting.body.chair_id else None
    return {
        **{name: getattr(meeting, name) for name in (*same, "papers_due_on", "is_public")},
        "chair": db.session.scalar(select(Person.email).where(Person.id == own_chair)) if own_chair else None,
    }


def of_item(actor: Actor, meeting_id: int, item_id: int) -> dict[str, Any]:
    """The values of an agenda item that can be changed, by the names of `ItemContent`.

    Raises:
        NotFound: there is none, or the meeting is not open to her.
    """
    agenda = queries_agenda.agenda(actor, queries.get(actor, meeting_id))
    item = next((row for row in agenda.items if row.id == item_id), None)
    if item is None:
        raise NotFound
    links = [link for link in agenda.links.get(item.id, ()) if link.role == "about"]
    return {
        **{name: getattr(item, name) for name in ("title_zh", "title_en", "text", "expected", "minutes")},
        "sponsor": item.sponsor.code if item.sponsor else None,
        "parent": item.parent_id,
        "links": [{"kind": link.to_kind, "id": link.to_id} for link in links],
    }
