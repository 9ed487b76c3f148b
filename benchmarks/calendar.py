"""How long a calendar of many events takes: made by a process that has just started, made anew after an act, and 304.

.venv/bin/python -m benchmarks.calendar --events 1000
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from flask import Flask

from platform_app import create_app
from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.levels import Level, Role
from platform_app.accounts import queries, service, service_people, service_seats
from platform_app.accounts.inputs import NewOrganisation, NewPerson
from platform_app.kernel import clock
from platform_app.kernel.db import Base, db
from platform_app.kernel.inputs import read
from platform_app.meetings import calendar, service_bodies, service_calendar
from platform_app.meetings import service as meetings
from platform_app.meetings.inputs import BodyContent, Convocation, NewMeeting
from platform_app.meetings.models import Body

RUNS = 7


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--events", type=int, default=1000)
    events = asked.parse_args().events
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            database_url=f"sqlite:///{Path(folder) / 'calendar.db'}", instance_path=folder, mailer="memory",
            secret_key="only-for-this-measurement", background_drain=False,
        )  # fmt: skip
        with app.app_context():
            Base.metadata.create_all(db.engine)
            secret = fill(events)
        measure(app, secret, events)


def fill(events: int) -> str:
    """A body that has met often; gives the secret of its coordinator's calendar."""
    organisation = service.put_organisation(
        SYSTEM,
        NewOrganisation(
            code="M-1",
            level=Level.MINISTERIAL,
            admin_type="ministry",
            name_zh="部委",
            name_en="A ministry",
            short_zh="部",
        ),
    )
    new = NewPerson.model_validate({"email": "c@example.org", "name": "联络员", "language": "zh", "password": None})
    person = service_people.put_person(SYSTEM, new)
    service_seats.grant_seat(SYSTEM, organisation.id, person.id, Role.COORDINATOR)
    content = {
        "kind": "joint_meeting",
        "series": "JM",
        "name_zh": "联席会议",
        "name_en": "Joint meeting",
        "lead": "M-1",
    }
    body = service_bodies.found(SYSTEM, read(BodyContent, content))
    for number in range(events):
        put(SYSTEM, body, number)
    actor = queries.actor_of(person.id)
    assert actor is not None
    return service_calendar.make_key(actor)


def put(actor: Actor, body: Body, number: int) -> None:
    starts = clock.now() + timedelta(days=2 + number)
    content = {"title_zh": f"第{number}次全体会议", "starts_at": starts, "ends_at": starts + timedelta(hours=3)}
    meeting = meetings.plan(actor, body.id, read(NewMeeting, {**content, "place_zh": "北京市海淀区"}))
    meetings.convene(actor, meeting.id, Convocation())


def measure(app: Flask, secret: str, events: int) -> None:
    reader = app.test_client()
    for path in ("/calendar/public.ics", f"/calendar/mine.ics?key={secret}"):
        first = reader.get(path)
        assert first.text.count("BEGIN:VEVENT") == events, first.status
        known = {"If-None-Match": first.headers["ETag"]}

        def fresh(path: str = path) -> None:
            app.extensions.pop("shelf", None)
            reader.get(path)

        def cold(path: str = path) -> None:
            calendar.forget()
            fresh(path)

        def unchanged(path: str = path, known: dict[str, str] = known) -> None:
            assert reader.get(path, headers=known).status_code == 304

        rows = (("first of a process", cold), ("anew, after an act", fresh), ("304", unchanged))
        for name, act in rows:
            print(f"| {path.partition('?')[0]} | {name} | {timed(act):.0f} |")


def timed(act: Callable[[], None]) -> float:
    """The median in milliseconds."""
    found = []
    for _ in range(RUNS):
        began = time.perf_counter()
        act()
        found.append((time.perf_counter() - began) * 1000)
    return statistics.median(found)


if __name__ == "__main__":
    main()
