"""Whatever people do in whatever order, nothing gets into a state it cannot be in, and no number is left out."""

from itertools import count

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from platform_app.coordination import lifecycle as of_requests
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import DomainError
from platform_app.meetings import lifecycle
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_decisions import Resolution
from platform_app.moderation.models import AuditLine
from tests import factories
from tests.cast import assemble
from tests.meetings.in_any_order import ACTS, World
from tests.meetings.scene import open_scene

pytestmark = pytest.mark.databases("sqlite")
_series = count(1)

# Half of the acts are by the secretariat, or hardly anything would ever happen.
a_person = st.one_of(st.just(0), st.integers(0, 7))
an_act = st.tuples(st.sampled_from(sorted(ACTS)), a_person, st.integers(0, 40))
# What every life begins with, so that later acts meet something.
BEGINNING = [("plan", 0, 12), ("add_item", 0, 0), ("convene", 0, 0), ("raise", 5, 0), ("assign", 0, 10)]
HELD = [("wait", 0, 2), ("attend", 0, 0), ("attend", 0, 2), ("attend", 0, 6), ("hold", 0, 0), ("propose", 0, 0)]

TABLES = {"Meeting": lifecycle.MEETING, "Resolution": lifecycle.RESOLUTION, "ActionItem": lifecycle.ACTION}
STEPS = {
    name: {(before, then or before) for allowed, then in table.moves.values() for before in allowed}
    for name, table in TABLES.items()
}
STEPS["RequestAnswer"] = {
    (before, of_requests.after(before, act))
    for act in of_requests.ACTS
    for before in of_requests.STATUSES
    if of_requests.can(before, act)
}


@pytest.fixture
def world(platform: Flask) -> World:
    """The cast and the fields; each life gets a body of its own."""
    factories.make_fields()
    return World(open_scene(assemble()), clock.now())


def audit_lines() -> int:
    return db.session.scalar(select(func.count()).select_from(AuditLine)) or 0


def live(world: World, acts: list[tuple[str, int, int]]) -> None:
    """Do all acts one after another, and look at the world after each."""
    before = world.states()
    for name, who, pick in acts:
        lines = audit_lines()
        try:
            with clock.stopped_at(world.now):
                ACTS[name](world, world.people[who], pick)
            refused = False
        except DomainError:
            refused = True
        now = world.states()
        if refused:
            assert (now, audit_lines()) == (before, lines), f"{name} was refused and left a trace"
        else:
            assert name == "wait" or audit_lines() > lines, f"{name} left no line in the audit log"
        for thing, status in now.items():
            step = (before.get(thing, status), status)
            assert step[0] == step[1] or step in STEPS[thing[0]], f"{name} led {thing} from {step[0]} to {step[1]}"
            assert thing in before or not TABLES.get(thing[0]) or status in TABLES[thing[0]].states
        before = now


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(an_act, min_size=10, max_size=25), is_held=st.booleans())
def test_random_acts_lead_to_no_illegal_state_no_gap_and_nothing_unrecorded(
    world: World, acts: list[tuple[str, int, int]], is_held: bool
) -> None:
    life = World(open_scene(world.scene.cast, series=f"R{next(_series)}"), clock.now())
    live(life, [*BEGINNING, *(HELD if is_held else []), *acts])
    own = Resolution.body_id == life.scene.body.id
    numbers = db.session.execute(
        select(Resolution.year, Resolution.serial).where(own, Resolution.serial.is_not(None))
    ).all()
    for year in {year for year, _ in numbers}:
        serials = sorted(serial for each, serial in numbers if each == year)
        assert serials == list(range(1, len(serials) + 1))
    adopted = ("adopted", "in_force", "carried_out", "superseded")
    without = select(Resolution.id).where(own, Resolution.status.in_(adopted), Resolution.number.is_(None))
    assert db.session.scalars(without).all() == []
    meetings = db.session.scalars(select(Meeting).where(Meeting.body_id == life.scene.body.id)).all()
    assert [m.number for m in meetings] == list(range(1, len(meetings) + 1))
    locked = [m.minutes_sha256 for m in meetings if m.status in ("approved", "closed")]
    assert all(locked)


def test_the_beginning_of_every_life_happens(world: World) -> None:
    """Else the test above would show nothing but refusals."""
    live(world, [*BEGINNING, *HELD, ("vote", 2, 0), ("adopt", 0, 0), ("save_minutes", 0, 1), ("circulate", 0, 1)])
    assert sorted(world.states().values()) == ["adopted", "circulated", "open", "raised"]
