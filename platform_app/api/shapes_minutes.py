"""Minutes as the API tells them: items with their texts, comments and what became of them, addenda, the digest."""

from datetime import date, datetime
from typing import Any, Literal

from flask import request as asked_for
from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.shapes import Shape, address, permitted
from platform_app.api.shapes_case import Owner, owner
from platform_app.meetings.inputs_minutes import Outcome
from platform_app.meetings.models_minutes import MinutesAddendum, MinutesComment, MinutesRevision
from platform_app.meetings.models_people import Attendance
from platform_app.meetings.queries_minutes import ItemMinutes, Minutes

PERMISSIONS = (P.MINUTES_WRITE, P.MINUTES_COMMENT, P.MINUTES_APPROVE)


class ItemMinutesShape(Shape):
    """The minutes of an agenda item."""

    item: int
    number: str
    title_zh: str
    title_en: str
    text_zh: str = Field(description="Markdown")
    text_en: str = Field(description="Markdown; empty where there is none")
    html_zh: str
    html_en: str
    revision_no: int
    edited_by_name: str | None
    writers: list[str] = Field(description="Who has it open for writing; for those of its body")
    version: int = Field(description="0 before the first save; send it back in If-Match")


class MinutesAttendanceShape(Shape):
    """Somebody who was there, or sent apologies."""

    organisation: Owner
    name: str
    capacity: str
    how: Literal["present", "remote", "apologies"]


class CommentShape(Shape):
    """What an organisation wants changed."""

    id: int
    item: int | None = Field(description="null = the minutes as a whole")
    organisation: Owner
    text: str = Field(description="Markdown")
    by_name: str
    created_at: datetime
    disposition: Outcome | None = Field(description="null = not decided")
    disposition_words: str | None
    disposed_at: datetime | None
    version: int


class AddendumShape(Shape):
    """A dated correction of approved minutes."""

    no: int
    item: int | None
    text_zh: str
    text_en: str
    sha256: str
    canonical_url: str = Field(description="The text that the digest is over")
    by_name: str
    at: datetime


class MinutesShape(Shape):
    """The minutes of a meeting."""

    meeting: int
    url: str
    page_url: str = Field(description="Where people read them")
    status: str = Field(description="Of the meeting: `held`, `circulated`, `approved` …")
    version: int = Field(description="Of the meeting; If-Match of an approval says which text it is about")
    comments_until: date | None
    takes_comments: bool
    approved_at: datetime | None
    approved_by_name: str | None
    sha256: str | None = Field(description="Over the canonical text, once approved")
    canonical_url: str | None
    quorum: dict[str, Any] | None = Field(description="As frozen when the meeting was held")
    attendance: list[MinutesAttendanceShape]
    items: list[ItemMinutesShape]
    resolutions: list[str] = Field(description="Where the resolutions adopted there are found")
    comments: list[CommentShape]
    addenda: list[AddendumShape]
    actions: list[str]


class MinutesRevisionShape(Shape):
    """A save of an item's minutes."""

    no: int
    text_zh: str
    text_en: str
    by_name: str
    at: datetime


DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
ITEM = {
    "item": 4,
    "number": "1",
    "title_zh": "电梯加装的标准",
    "title_en": "",
    "text_zh": "会议同意统一标准。",
    "text_en": "",
    "html_zh": "<p>会议同意统一标准。</p>",
    "html_en": "",
    "revision_no": 1,
    "edited_by_name": "何静",
    "writers": [],
    "version": 1,
}
COMMENT = {
    "id": 3,
    "item": 4,
    "organisation": examples.OWNER,
    "text": "第一项请补充时限。",
    "by_name": "沈岚",
    "created_at": examples.MOMENT,
    "disposition": "accepted",
    "disposition_words": "已补充。",
    "disposed_at": examples.MOMENT,
    "version": 2,
}
ADDENDUM = {
    "no": 1,
    "item": None,
    "text_zh": "第一项“三省”应为“四省”。",
    "text_en": "",
    "sha256": DIGEST,
    "canonical_url": f"{examples.ROOT}/meetings/2/minutes/addenda/1/canonical",
    "by_name": "何静",
    "at": examples.MOMENT,
}
MINUTES: dict[str, Any] = {
    "meeting": 2,
    "url": f"{examples.ROOT}/meetings/2/minutes",
    "page_url": "https://cities.example/meetings/2/minutes",
    "status": "approved",
    "version": 9,
    "comments_until": "2026-12-11",
    "takes_comments": False,
    "approved_at": examples.MOMENT,
    "approved_by_name": "何静",
    "sha256": DIGEST,
    "canonical_url": f"{examples.ROOT}/meetings/2/minutes/canonical",
    "quorum": {"is_met": True, "lines": [{"what": "lead", "members": 1, "needed": 1, "there": 1}]},
    "attendance": [{"organisation": examples.OWNER, "name": "林晓", "capacity": "member", "how": "present"}],
    "items": [ITEM],
    "resolutions": [f"{examples.ROOT}/resolutions/7"],
    "comments": [COMMENT],
    "addenda": [ADDENDUM],
    "actions": [],
}
REVISION = {"no": 1, "text_zh": "会议同意统一标准。", "text_en": "", "by_name": "何静", "at": examples.MOMENT}


def minutes(actor: Actor, found: Minutes) -> MinutesShape:
    """The minutes as this reader may see them."""
    meeting = found.meeting
    names = ("status", "version", "comments_until", "approved_at", "approved_by_name")
    return MinutesShape(
        **{name: getattr(meeting, name) for name in names},
        meeting=meeting.id,
        url=address("minutes.show", id=meeting.id),
        page_url=f"{asked_for.url_root}meetings/{meeting.id}/minutes",
        takes_comments=found.takes_comments,
        sha256=meeting.minutes_sha256,
        canonical_url=address("minutes.canonical", id=meeting.id) if meeting.minutes_sha256 else None,
        quorum=meeting.quorum_result,
        attendance=[_attendance(each) for each in found.attendance],
        items=[item(each) for each in found.items],
        resolutions=[address("resolutions.show", id=each.id) for each in found.resolutions],
        comments=[comment(each) for each in found.comments],
        addenda=[addendum(each) for each in found.addenda],
        actions=permitted(actor, PERMISSIONS, meeting),
    )


def item(found: ItemMinutes) -> ItemMinutesShape:
    """One item."""
    row = found.row
    texts = {name: getattr(row, name) if row else "" for name in ("text_zh", "text_en", "html_zh", "html_en")}
    return ItemMinutesShape(
        **texts,
        item=found.item.id,
        number=found.item.number,
        title_zh=found.item.title_zh,
        title_en=found.item.title_en,
        revision_no=row.revision_no if row else 0,
        edited_by_name=row.edited_by_name if row else None,
        writers=list(found.writers),
        version=found.version,
    )


def comment(row: MinutesComment) -> CommentShape:
    """One comment."""
    names = ("id", "text", "by_name", "created_at", "disposition", "disposition_words", "disposed_at", "version")
    return CommentShape(
        **{name: getattr(row, name) for name in names}, item=row.item_id, organisation=owner(row.organisation)
    )


def addendum(row: MinutesAddendum) -> AddendumShape:
    """One addendum."""
    return AddendumShape(
        **{name: getattr(row, name) for name in ("no", "text_zh", "text_en", "sha256", "by_name", "at")},
        item=row.item_id,
        canonical_url=address("minutes.canonical_addendum", id=row.meeting_id, no=row.no),
    )


def revision(row: MinutesRevision) -> MinutesRevisionShape:
    """One save."""
    return MinutesRevisionShape.model_validate(row)


def _attendance(row: Attendance) -> MinutesAttendanceShape:
    return MinutesAttendanceShape(
        organisation=owner(row.organisation),
        name=row.name,
        capacity=row.capacity,
        how=row.how,
    )
