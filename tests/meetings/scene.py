"""Meetings of tests: a joint meeting of a ministry and three provinces, and how far it has come."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from platform_app.access.actor import Actor
from platform_app.access.levels import Role
from platform_app.accounts.models import Organisation
from platform_app.kernel import clock
from platform_app.kernel.inputs import read
from platform_app.meetings import (
    queries_minutes,
    service,
    service_agenda,
    service_approval,
    service_attendance,
    service_bodies,
    service_comments,
    service_minutes,
    service_resolutions,
    service_voting,
)
from platform_app.meetings.inputs import AttendanceEntry, BodyContent, Convocation, Holding, NewMeeting
from platform_app.meetings.inputs_agenda import ItemContent
from platform_app.meetings.inputs_minutes import Approval, Circulation, MinutesText
from platform_app.meetings.inputs_resolutions import Adoption, NewResolution
from platform_app.meetings.models import Body, Meeting
from platform_app.meetings.models_agenda import AgendaItem
from platform_app.meetings.models_decisions import Resolution
from platform_app.meetings.models_minutes import MinutesItem
from tests import factories, scenes
from tests.cast import Cast, assemble

BODY: dict[str, Any] = {
    "kind": "joint_meeting",
    "series": "JM",
    "name_zh": "城市标准化联席会议",
    "name_en": "Joint meeting on urban standardization",
    "lead": "M-SAC",
    "members": [
        {"organisation": "330000", "role": "member"},
        {"organisation": "350000", "role": "member"},
        {"organisation": "110000", "role": "member"},
        {"organisation": "330200", "role": "observer"},
        {"organisation": "P-DUBAI", "role": "guest"},
    ],
    "quorum": {"lead_present": True, "shares": {"provincial": "2/3"}},
}
BEFORE = timedelta(days=14)
LENGTH = timedelta(hours=3)


def meeting_content(**parts: Any) -> NewMeeting:
    """A meeting in two weeks."""
    starts = clock.now() + BEFORE
    plain = {"title_zh": "第一次全体会议", "starts_at": starts, "ends_at": starts + LENGTH, "place_zh": "北京"}
    return read(NewMeeting, {**plain, **parts})


@dataclass
class Scene:
    """The cast, somebody who writes and signs off for the ministry, and the joint meeting as a body."""

    cast: Cast
    ministry: Actor
    body: Body

    def planned(self, **parts: Any) -> Meeting:
        """A meeting that is planned."""
        return service.plan(self.cast.he, self.body.id, meeting_content(**parts))

    def convened(self, **parts: Any) -> Meeting:
        """One with an item on its agenda that has been convened."""
        meeting = self.planned(**parts)
        self.item(meeting)
        return service.convene(self.cast.he, meeting.id, Convocation())

    def item(self, meeting: Meeting, **parts: Any) -> AgendaItem:
        """One more item."""
        plain = {"title_zh": "电梯加装的标准", "expected": "decide", "minutes": 20}
        return service_agenda.add(self.cast.he, meeting.id, read(ItemContent, {**plain, **parts}))

    def attend(self, meeting: Meeting, *organisations: Organisation) -> None:
        """Note one person of each organisation as present."""
        for organisation in organisations:
            entry = {"organisation": organisation.code, "name": f"{organisation.short_zh}代表"}
            service_attendance.note(self.cast.he, meeting.id, read(AttendanceEntry, entry))

    def held(self, *there: Organisation, **parts: Any) -> Meeting:
        """One that was held by the ministry and two provinces, or by others: the clock stands at its end."""
        meeting = self.convened(**parts)
        cast = self.cast
        with clock.stopped_at(meeting.starts_at + LENGTH):
            self.attend(meeting, *(there or (cast.ministry, cast.zhejiang, cast.fujian)))
            return service.hold(cast.he, meeting.id, Holding())


def minutes(scene: Scene, meeting: Meeting, item: AgendaItem, zh: str, en: str | None = None) -> MinutesItem:
    """Save the minutes of an item over what is there."""
    _, there = queries_minutes.item(scene.cast.he, meeting.id, item.id)
    new = read(MinutesText, {"text_zh": zh, "text_en": en})
    return service_minutes.save(scene.cast.he, meeting.id, item.id, there.version, new)


def circulated(scene: Scene, meeting: Meeting, days: int = 3) -> Meeting:
    """Send the minutes round for some days."""
    until = clock.today() + timedelta(days=days)
    return service_comments.circulate(scene.cast.he, meeting.id, read(Circulation, {"comments_until": until}))


def approved(scene: Scene, meeting: Meeting) -> Meeting:
    """Send the minutes round and have them approved after the day; the clock stands there for it."""
    circulated(scene, meeting, 0)
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        return service_approval.approve(scene.ministry, meeting.id, Approval())


def proposed(scene: Scene, meeting: Meeting, actor: Actor | None = None, **parts: Any) -> Resolution:
    """Put a resolution forward."""
    plain = {"meeting": meeting.id, "title_zh": "统一加装电梯的标准", "text_zh": "各省统一执行。", **parts}
    return service_resolutions.propose(actor or scene.cast.he, read(NewResolution, plain))


def adopted(scene: Scene, meeting: Meeting, **parts: Any) -> Resolution:
    """Put one forward and adopt it by consensus."""
    row = proposed(scene, meeting, **parts)
    return service_voting.adopt(scene.cast.he, row.id, Adoption(method="consensus"))


def open_scene(cast: Cast, **parts: Any) -> Scene:
    """Set the body up."""
    ministry = factories.make_actor(cast.ministry, Role.EDITOR, Role.COORDINATOR)
    return Scene(cast, ministry, service_bodies.found(cast.he, read(BodyContent, {**BODY, **parts})))


def in_empty_database() -> Scene:
    """Everybody, the fields, and a joint meeting that has not met yet: made once, then put back."""
    return _opened.put()


def _open() -> Scene:
    factories.make_fields()
    return open_scene(assemble())


_opened = scenes.Scene(_open)
