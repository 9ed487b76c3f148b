"""Plays the example meeting of a demonstration through the services, at the days it is said to have happened.

It is invented and marked as an example wherever it is shown; without DEMO=1 nothing calls this.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from platform_app.access.actor import SYSTEM, Actor
from platform_app.accounts import queries, queries_people
from platform_app.cases import queries as cases
from platform_app.cases.models import Case
from platform_app.coordination import service as requests
from platform_app.coordination import service_answering
from platform_app.coordination.inputs import Acknowledgement, NewRequest, RequestReply
from platform_app.desk import bringing
from platform_app.kernel import clock
from platform_app.kernel.errors import NotFound
from platform_app.kernel.inputs import read
from platform_app.kernel.pages import PageRequest
from platform_app.meetings import queries as meetings
from platform_app.meetings import (
    queries_meetings,
    queries_minutes,
    service,
    service_action_end,
    service_actions,
    service_agenda,
    service_approval,
    service_attendance,
    service_comments,
    service_minutes,
    service_resolutions,
    service_voting,
)
from platform_app.meetings.inputs import AttendanceEntry, Convocation, Holding, NewMeeting
from platform_app.meetings.inputs_actions import ActionWords, Completion, NewAction
from platform_app.meetings.inputs_agenda import FromRequest, ItemContent
from platform_app.meetings.inputs_minutes import Approval, Circulation, MinutesText
from platform_app.meetings.inputs_resolutions import Adoption, NewResolution
from platform_app.meetings.models import Body, Meeting
from platform_app.meetings.queries_meetings import MeetingFilter
from platform_app.notifications import letterhead, reminders
from platform_app.standards import queries as standards

PLANNED, CONVENED, CIRCULATED, APPROVED = 16, 10, 1, 4  # days before the meeting, before it, after it, after it


def play(path: Path, domain: str) -> Meeting | None:
    """Have the example happen; None where it has happened already, or where the content has none.

    Raises:
        NotFound: the body or the accounts of the demonstration are missing.
    """
    if not path.exists():
        return None
    plot: Mapping[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    body = _body(plot["meeting"]["body"])
    if queries_meetings.meetings(SYSTEM, MeetingFilter(body_id=body.id), PageRequest(1)).items:
        return None
    with letterhead.unwritten():
        meeting = _Play(plot, body, domain).all()
        reminders.send_due(SYSTEM)  # what its days bring by now
        return meeting


class _Play:
    """The example while it happens: what was made, by the names that the file gives it."""

    def __init__(self, plot: Mapping[str, Any], body: Body, domain: str) -> None:
        self.plot, self.body, self.domain = plot, body, domain
        self.made: dict[str, int] = {}
        self.secretariat = self._person("secretariat")
        about = plot["meeting"]
        self.on = datetime.combine(clock.today() + timedelta(days=about["day"]), time(), clock.BEIJING)
        self.starts, self.ends = (self._at(about[name]) for name in ("from", "to"))

    def all(self) -> Meeting:
        for each in self.plot["requests"]:
            self._request(each)
        meeting = self._planned()
        with clock.stopped_at(self.on - timedelta(days=CONVENED)):
            service.convene(self.secretariat, meeting.id, Convocation(words=self.plot["meeting"]["words"]))
        self._held(meeting)
        self._minutes(meeting)
        for each in self.plot["requests"]:
            self._answer(each)
        for each in self.plot["actions"]:
            self._action(meeting, each)
        return meetings.get(SYSTEM, meeting.id)

    def _person(self, name: str) -> Actor:
        person = queries_people.by_address(f"{name}@{self.domain}")
        actor = queries.actor_of(person.id) if person else None
        if actor is None:
            raise NotFound
        return actor

    def _at(self, hours: str) -> datetime:
        return self.on.replace(hour=int(hours[:2]), minute=int(hours[3:]))

    def _request(self, each: Mapping[str, Any]) -> None:
        now = clock.now()
        same = {name: each[name] for name in ("organisation", "asked", "kind", "title", "text")}
        with clock.stopped_at(now + timedelta(days=each["day"])):
            row = requests.raise_request(self._person(each["by"]), read(NewRequest, same))
        self.made[each["key"]] = row.id
        if "acknowledged" in each:
            with clock.stopped_at(now + timedelta(days=each["acknowledged"])):
                service_answering.acknowledge(self._person("province"), row.id, read(Acknowledgement, {}))

    def _answer(self, each: Mapping[str, Any]) -> None:
        if "answered" in each:
            with clock.stopped_at(clock.now() + timedelta(days=each["answered"])):
                new = RequestReply(text=each["answer"])
                service_answering.answer(self._person("province"), self.made[each["key"]], new)

    def _planned(self) -> Meeting:
        about = self.plot["meeting"]
        same = {name: about[name] for name in ("title_zh", "title_en", "place_zh", "place_en")}
        with clock.stopped_at(self.on - timedelta(days=PLANNED)):
            new = read(
                NewMeeting, {**same, "starts_at": self.starts, "ends_at": self.ends, "chair": self.secretariat.email}
            )
            meeting = service.plan(self.secretariat, self.body.id, new, is_example=True)
            for each in self.plot["agenda"]:
                self.made[each["key"]] = self._item(meeting, each)
        return meeting

    def _item(self, meeting: Meeting, each: Mapping[str, Any]) -> int:
        names = ("title_zh", "title_en", "text", "sponsor", "expected", "minutes")
        links = [{"kind": "standard", "id": id} for id in _standard(each.get("standard"))]
        content = read(ItemContent, {**{name: each[name] for name in names if name in each}, "links": links})
        if "request" not in each:
            return service_agenda.add(self.secretariat, meeting.id, content).id
        item = bringing.bring(self.secretariat, self.made[each["request"]], FromRequest(meeting=meeting.id))
        return service_agenda.edit(self.secretariat, meeting.id, item.id, item.version, content).id

    def _held(self, meeting: Meeting) -> None:
        about = self.plot["meeting"]
        with clock.stopped_at(self.starts):
            there = {each["organisation"]: each["name"] for each in about["attendance"]}
            provinces = [row.organisation for row in self.body.members if row.organisation.level == "provincial"]
            for row in provinces[: about["provinces_present"]]:
                there.setdefault(row.code, f"{row.short_zh}代表（示例）")
            for code, name in there.items():
                entry = read(AttendanceEntry, {"organisation": code, "name": name})
                service_attendance.note(self.secretariat, meeting.id, entry)
        with clock.stopped_at(self.ends):
            service.hold(self.secretariat, meeting.id, Holding())
            for each in self.plot["resolutions"]:
                self._resolution(meeting, each)

    def _resolution(self, meeting: Meeting, each: Mapping[str, Any]) -> None:
        texts = {name: each[name] for name in ("title_zh", "title_en", "text_zh", "text_en")}
        new = {**texts, "meeting": meeting.id, "item": self.made[each["item"]], "responsible_level": each["level"]}
        row = service_resolutions.propose(self.secretariat, read(NewResolution, new))
        service_voting.adopt(self.secretariat, row.id, Adoption(method=each["method"]))
        self.made[each["key"]] = row.id

    def _minutes(self, meeting: Meeting) -> None:
        circulated = self.ends + timedelta(days=CIRCULATED)
        with clock.stopped_at(circulated):
            for each in self.plot["agenda"]:
                item_id = self.made[each["key"]]
                _, there = queries_minutes.item(self.secretariat, meeting.id, item_id)
                text = MinutesText(text_zh=each["minutes_zh"], text_en=each["minutes_en"])
                service_minutes.save(self.secretariat, meeting.id, item_id, there.version, text)
            until = {"comments_until": (circulated + timedelta(days=1)).date().isoformat()}
            service_comments.circulate(self.secretariat, meeting.id, read(Circulation, until))
        with clock.stopped_at(self.ends + timedelta(days=APPROVED)):
            service_approval.approve(self.secretariat, meeting.id, Approval())  # who chairs this example

    def _case(self) -> Case | None:
        """The case that proves an action; a folder may hold others."""
        try:
            return cases.by_slug(SYSTEM, self.plot["evidence_case"])
        except NotFound:
            return None

    def _action(self, meeting: Meeting, each: Mapping[str, Any]) -> None:
        due_on = (clock.today() + timedelta(days=each["due"])).isoformat()
        names = ("title_zh", "title_en", "organisation", "priority", "indicator")
        new = {**{name: each[name] for name in names if name in each}, "due_on": due_on}
        with clock.stopped_at(self.ends):
            new["resolution"] = self.made[each["resolution"]]
            row = service_actions.assign(self.secretariat, read(NewAction, new))
        if each.get("started"):
            service_actions.start(self._person("province"), row.id, ActionWords())
        case = self._case() if each.get("evidence_case") else None
        if case is not None:
            proof = read(Completion, {"evidence": [{"kind": "case", "id": case.id}]})
            service_action_end.complete(self._person("province"), row.id, proof)
            service_action_end.confirm(self.secretariat, row.id, ActionWords())


def _body(series: str) -> Body:
    for body in queries_meetings.bodies(SYSTEM, PageRequest(100)).items:
        if body.series == series:
            return body
    raise NotFound


def _standard(number: str | None) -> list[int]:
    """The standard that an item is about, if the catalogue has it."""
    try:
        return [standards.by_number(SYSTEM, number).id] if number else []
    except NotFound:
        return []
