"""The agenda: numbered as it stands, moved, never under itself; papers stay as they were; running times add up."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from platform_app.kernel.inputs import read
from platform_app.media.keeping import Upload
from platform_app.meetings import numbering, queries, queries_agenda, service, service_agenda, service_agenda_papers
from platform_app.meetings.inputs import WithReason
from platform_app.meetings.inputs_agenda import ItemContent, Place
from platform_app.meetings.models import Meeting
from tests import scenes
from tests.meetings.scene import Scene, in_empty_database, minutes, proposed


def titles(meeting: Meeting) -> list[tuple[str, str]]:
    return [(row.number, row.title_zh) for row in queries_agenda.items(meeting.id)]


def content(**parts: object) -> ItemContent:
    return read(ItemContent, {"title_zh": "议题", **parts})


def _plan() -> int:
    scene = in_empty_database()
    made = scene.planned()
    scene.item(made, title_zh="议题甲")
    second = scene.item(made, title_zh="议题乙")
    scene.item(made, title_zh="乙一", parent=second.id)
    scene.item(made, title_zh="乙二", parent=second.id)
    scene.item(made, title_zh="议题丙")
    return made.id


_planned = scenes.Scene(_plan)


@pytest.fixture
def meeting(scene: Scene) -> Meeting:
    """A planned meeting with 1, 2 (2.1, 2.2), 3."""
    return queries.get(SYSTEM, _planned.put())


def by(meeting: Meeting, title: str) -> int:
    return next(row.id for row in queries_agenda.items(meeting.id) if row.title_zh == title)


def test_items_are_numbered_as_they_stand(meeting: Meeting) -> None:
    assert titles(meeting) == [("1", "议题甲"), ("2", "议题乙"), ("2.1", "乙一"), ("2.2", "乙二"), ("3", "议题丙")]


def test_an_item_moves_before_another_and_takes_along_what_stands_under_it(scene: Scene, meeting: Meeting) -> None:
    service_agenda.move(scene.cast.he, meeting.id, by(meeting, "议题乙"), Place(before=by(meeting, "议题甲")))
    assert titles(meeting) == [("1", "议题乙"), ("1.1", "乙一"), ("1.2", "乙二"), ("2", "议题甲"), ("3", "议题丙")]
    service_agenda.move(scene.cast.he, meeting.id, by(meeting, "议题丙"), Place(parent=by(meeting, "议题乙")))
    assert titles(meeting)[3] == ("1.3", "议题丙")
    service_agenda.move(scene.cast.he, meeting.id, by(meeting, "乙二"), Place())
    assert titles(meeting)[-1] == ("3", "乙二")


@pytest.mark.parametrize("under", ["议题乙", "乙一"])
def test_an_item_does_not_come_to_stand_under_itself(scene: Scene, meeting: Meeting, under: str) -> None:
    before = titles(meeting)
    with pytest.raises(Invalid) as refused:
        service_agenda.move(scene.cast.he, meeting.id, by(meeting, "议题乙"), Place(parent=by(meeting, under)))
    assert list(refused.value.errors) == ["parent"]
    assert titles(meeting) == before


def test_an_agenda_does_not_become_deeper_than_three_levels(scene: Scene, meeting: Meeting) -> None:
    with pytest.raises(Invalid):  # 乙 has two levels and would stand on the third
        service_agenda.move(scene.cast.he, meeting.id, by(meeting, "议题甲"), Place(parent=999))
    third = scene.item(meeting, title_zh="乙一一", parent=by(meeting, "乙一"))
    for parent in (third.id, 999):
        with pytest.raises(Invalid) as refused:
            scene.item(meeting, parent=parent)
        assert list(refused.value.errors) == ["parent"]
    with pytest.raises(Invalid):
        service_agenda.move(scene.cast.he, meeting.id, by(meeting, "议题乙"), Place(parent=by(meeting, "议题丙")))


def test_an_edit_on_an_older_version_is_refused(scene: Scene, meeting: Meeting) -> None:
    item = queries_agenda.item(scene.cast.he, meeting.id, by(meeting, "议题甲"))
    version = item.version
    service_agenda.edit(scene.cast.he, meeting.id, item.id, version, content(title_zh="甲改"))
    with pytest.raises(Stale):
        service_agenda.edit(scene.cast.he, meeting.id, item.id, version, content(title_zh="甲又改"))
    with pytest.raises(Stale):
        service_agenda.remove(scene.cast.he, meeting.id, item.id, version=version)
    assert titles(meeting)[0] == ("1", "甲改")


def test_an_item_goes_with_what_stands_under_it_unless_something_came_of_it(scene: Scene, meeting: Meeting) -> None:
    service_agenda.remove(scene.cast.he, meeting.id, by(meeting, "议题乙"))
    assert titles(meeting) == [("1", "议题甲"), ("2", "议题丙")]
    service.convene(scene.cast.he, meeting.id, service.Convocation())
    proposed(scene, meeting, item=by(meeting, "议题甲"))
    with pytest.raises(Conflict) as refused:
        service_agenda.remove(scene.cast.he, meeting.id, by(meeting, "议题甲"))
    assert refused.value.code == "item_used"
    item = queries_agenda.item(scene.cast.he, meeting.id, by(meeting, "议题丙"))
    minutes(scene, meeting, item, "记录")
    with pytest.raises(Conflict):
        service_agenda.remove(scene.cast.he, meeting.id, item.id)


def test_members_read_the_agenda_and_only_the_secretariat_writes_it(scene: Scene, meeting: Meeting) -> None:
    with pytest.raises(NotAllowed):
        service_agenda.add(scene.cast.shen, meeting.id, content())
    with pytest.raises(NotFound):
        service_agenda.add(scene.cast.lin, meeting.id, content())


def test_the_agenda_of_a_cancelled_meeting_stays_as_it_was(scene: Scene, meeting: Meeting) -> None:
    service.cancel(scene.cast.he, meeting.id, WithReason(reason="不再召开。"))
    he, first = scene.cast.he, by(meeting, "议题甲")
    for act in (
        lambda: service_agenda.add(he, meeting.id, content()),
        lambda: service_agenda.move(he, meeting.id, first, Place()),
        lambda: service_agenda.remove(he, meeting.id, first),
        lambda: service_agenda_papers.attach(he, meeting.id, first, paper()),
    ):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "meeting_cancelled"


def paper(name: str = "方案.csv") -> Upload:
    return Upload(BytesIO("省份,数量\n浙江,3\n".encode()), name)


def test_papers_are_read_by_who_reads_the_meeting(scene: Scene, meeting: Meeting) -> None:
    item = service_agenda_papers.attach(scene.cast.he, meeting.id, by(meeting, "议题甲"), paper())
    (kept,) = item.papers
    assert (kept["name"], len(kept["sha256"])) == ("方案.csv", 64)
    assert queries_agenda.paper(scene.cast.shen, meeting.id, kept["id"]).sha256 == kept["sha256"]
    with pytest.raises(NotFound):
        queries_agenda.paper(ANONYMOUS, meeting.id, kept["id"])  # it is only planned
    service.convene(scene.cast.he, meeting.id, service.Convocation())
    queries_agenda.paper(ANONYMOUS, meeting.id, kept["id"])
    service_agenda_papers.detach(scene.cast.he, meeting.id, item.id, kept["id"])
    with pytest.raises(NotFound):
        queries_agenda.paper(scene.cast.shen, meeting.id, kept["id"])


def test_running_times_add_up_and_tell_by_how_much_they_are_over(scene: Scene, meeting: Meeting) -> None:
    time = queries_agenda.agenda(scene.cast.he, queries.get(scene.cast.he, meeting.id)).time
    assert (time.planned, time.available, time.is_over, time.over_by) == (100, 180, False, 0)
    scene.item(meeting, minutes=90)
    time = queries_agenda.agenda(scene.cast.he, queries.get(scene.cast.he, meeting.id)).time
    assert (time.is_over, time.over_by) == (True, 10)


@given(st.lists(st.integers(0, 9), max_size=12))
def test_every_item_gets_one_number_whatever_stands_under_what(choices: list[int]) -> None:
    places: list[tuple[int, int | None, int]] = []
    for id, choice in enumerate(choices, start=1):
        places.append((id, choice % id or None, choice))  # under an earlier one, or at the top
    given_numbers = numbering.numbers(places)
    assert len(set(given_numbers.values())) == len(places) == len(given_numbers)
    for id, parent, _ in places:
        if parent is not None:
            assert given_numbers[id].rpartition(".")[0] == given_numbers[parent]
