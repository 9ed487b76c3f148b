"""What somebody was told, and what of it comes by mail."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, model_validator

from platform_app.access.actor import Actor
from platform_app.api import examples
from platform_app.api.answers import Answer, linked
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Id, ListQuery
from platform_app.api.shapes import Shape, reader_language
from platform_app.exports.site import site
from platform_app.following import choices, queries, service, words
from platform_app.following.inputs import NoticePreferences
from platform_app.following.queries import NoticeGroup
from platform_app.kernel.inputs import Input, fail

noun = Noun("notices", "What you were told, and what of it comes by mail.")


class NoticesQuery(ListQuery):
    """Which notices."""

    unread: bool = Field(False, description="Only what you have not read")


class SubjectShape(Shape):
    """What a notice is about."""

    kind: str
    id: int


class NoticeShape(Shape):
    """Notices of one kind about one thing, the newest of them with how many there are."""

    id: int = Field(description="Of the newest")
    kind: str = Field(
        description="One of `replies`, `mentions`, `answers`, `followed`, `searches`, `moderation`, `official`"
    )
    what: str = Field(description="What happened, for a program: `reply`, `mention`, `case_published`, …")
    text: str = Field(description="The same for a person, in the language of Accept-Language")
    count: int
    by: str = Field(description="Whose act the newest is; empty where nobody acted")
    subject: SubjectShape
    page: str = Field(description="The page of the site that it leads to")
    at: datetime
    read: bool


class NoticesShape(Shape):
    """Your notices, the newest first."""

    items: list[NoticeShape]
    next: str | None = Field(description="`cursor` of the next part; null at the end")
    unread: int = Field(description="How many lines you have not read, at most 100")


class Read(Input):
    """What to mark as read: some notices with those shown together with them, or all up to one."""

    ids: Annotated[list[Id], Field(max_length=100)] = []
    up_to: Id | None = Field(None, description="All that are not newer than this")

    @model_validator(mode="after")
    def _says_which(self) -> "Read":
        if not self.ids and self.up_to is None:
            raise fail("missing", at="ids")
        return self


class UnreadShape(Shape):
    """What is left to read."""

    unread: int


class PreferencesShape(Shape):
    """When each kind of notice comes by mail: `at_once`, `daily`, `weekly` or `never`."""

    replies: str
    mentions: str
    answers: str
    followed: str
    searches: str
    moderation: str
    time_zone: str
    quiet_from: str | None
    quiet_until: str | None


NOTICE = {
    "id": 31,
    "kind": "replies",
    "what": "reply",
    "text": "3 replies in “老旧小区加装电梯花了多少钱？”, the latest by 陈屿",
    "count": 3,
    "by": "陈屿",
    "subject": {"kind": "thread", "id": 7},
    "page": "https://cities.example/threads/7#post-4",
    "at": examples.MOMENT,
    "read": False,
}
KINDS = {"replies": "at_once", "mentions": "at_once", "answers": "daily", "followed": "weekly"}
CHOSEN: dict[str, Any] = {**KINDS, "searches": "daily", "moderation": "at_once", "time_zone": "Asia/Shanghai"}
PREFERENCES = {**CHOSEN, "quiet_from": "22:00", "quiet_until": "07:00"}


@noun.operation(
    "GET",
    "/notices",
    Note(NoticesShape, {"items": [NOTICE], "next": None, "unread": 1}, needs_token=True, refusals=(422,)),
)
def index(actor: Actor, query: NoticesQuery) -> Answer:
    """Your notices, what belongs together on one line; only what you may see now."""
    page = queries.groups(actor, query.page, unread=query.unread)
    items = [_shape(group) for group in page.items]
    return linked(NoticesShape(items=items, next=page.next, unread=queries.count_unread(actor)), page.next)


@noun.operation(
    "POST",
    "/notices/read",
    Note(UnreadShape, {"unread": 0}, refusals=(403, 422), writes=True, sends={"up_to": 31}),
)
def read(actor: Actor, body: Read) -> Answer:
    """Mark notices as read; those of others, and those that are not there, are passed over."""
    if body.ids:
        service.mark_read(actor, body.ids)
    if body.up_to is not None:
        service.mark_all_read(actor, up_to=body.up_to)
    return Answer(UnreadShape(unread=queries.count_unread(actor)))


@noun.operation("GET", "/notice-preferences", Note(PreferencesShape, PREFERENCES, needs_token=True))
def preferences(actor: Actor) -> Answer:
    """What comes by mail, and when."""
    return Answer(_chosen(choices.preferences(actor)))


@noun.operation(
    "PUT",
    "/notice-preferences",
    Note(PreferencesShape, PREFERENCES, refusals=(403, 422), writes=True, sends=PREFERENCES),
)
def choose(actor: Actor, body: NoticePreferences) -> Answer:
    """Choose what comes by mail, and when. What you leave out is as for everybody: a daily digest, no quiet hours."""
    return Answer(_chosen(service.choose(actor, body)))


def _shape(group: NoticeGroup) -> NoticeShape:
    notice = group.notice
    return NoticeShape(
        id=group.id,
        kind=notice.kind,
        what=notice.what,
        text=words.sentence(group, reader_language()),
        count=group.count,
        by=notice.by_name,
        subject=SubjectShape(kind=notice.subject_kind, id=notice.subject_id),
        page=site().address(words.path(group)),
        at=notice.at,
        read=group.is_read,
    )


def _chosen(found: NoticePreferences) -> PreferencesShape:
    return PreferencesShape(**found.model_dump())
