"""The canonical text of minutes: one form for the same facts, whatever order they come in."""

import random
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from platform_app.meetings import canonical
from platform_app.meetings.canonical import Adopted, Attendee, Head, Item, Vote

NINE = datetime(2026, 12, 1, 9, tzinfo=timezone(timedelta(hours=8)))
HEAD = Head("JM", 3, "第三次全体会议", "Third meeting", NINE, NINE + timedelta(hours=3), "Asia/Shanghai", "何静")
QUORUM = {"is_met": True, "lines": [{"what": "lead", "members": 1, "needed": 1, "there": 1}]}

words = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=40)
attendees = st.lists(st.builds(Attendee, st.sampled_from("ABC"), words, st.just("member"), st.just("present")))
numbers = st.lists(st.sampled_from(["1", "2", "2.1", "2.10", "2.9", "10"]), unique=True)


@st.composite
def agendas(draw: st.DrawFn) -> list[Item]:
    """Items with their texts."""
    return [Item(number, draw(words), draw(words), draw(words), draw(words)) for number in draw(numbers)]


@st.composite
def decisions(draw: st.DrawFn) -> list[Adopted]:
    """Resolutions under some of the items."""
    found = []
    for serial in draw(st.lists(st.integers(1, 20), unique=True, max_size=5)):
        votes = [Vote(code, "for", draw(words)) for code in draw(st.lists(st.sampled_from("ABC"), unique=True))]
        item = draw(st.sampled_from(["1", "2.9", ""]))
        number = f"JM/2026/{serial}"
        found.append(Adopted(item, 2026, serial, number, "题", "", draw(words), "", "zh", "vote", votes))
    return found


@given(attendees, agendas(), decisions(), st.randoms())
def test_the_order_of_what_comes_in_does_not_matter(
    there: list[Attendee], items: list[Item], rows: list[Adopted], chance: random.Random
) -> None:
    whole = canonical.text(HEAD, there, QUORUM, items, rows)
    mixed = [chance.sample(each, len(each)) for each in (there, items, rows)]
    assert canonical.text(HEAD, mixed[0], QUORUM, mixed[1], mixed[2]) == whole


@given(attendees, agendas(), decisions())
def test_it_is_in_one_form(there: list[Attendee], items: list[Item], rows: list[Adopted]) -> None:
    whole = canonical.text(HEAD, there, None, items, rows)
    assert whole == unicodedata.normalize("NFC", whole)
    assert whole.endswith("\nEND\n")
    assert "\r" not in whole
    assert all(line == line.rstrip() for line in whole.split("\n"))


@given(words, words)
def test_nothing_written_in_a_text_passes_for_a_part_of_the_form(zh: str, en: str) -> None:
    lines = canonical.text(HEAD, [], None, [Item("1", "甲", "", f"{zh}\nITEM 9\nEND", en)], []).split("\n")
    assert [line for line in lines if line.startswith("ITEM")] == ["ITEM 1"]
    assert lines.count("END") == 1


def test_the_form_is_as_documented() -> None:
    votes = [Vote("M-SAC", "for", ""), Vote("330000", "against", "财力不足。")]
    row = Adopted("1", 2026, 1, "JM/2026/1", "统一标准", "", "执行。", "", "zh", "vote", votes)
    there = [Attendee("M-SAC", "何静", "member", "present")]
    assert canonical.text(HEAD, there, QUORUM, [Item("1", "电梯", "Lifts", "同意。 \n\n通过。", "")], [row]) == (
        "MINUTES 1\nbody: JM\nnumber: 3\ntitle zh: 第三次全体会议\ntitle en: Third meeting\n"
        "starts: 2026-12-01T01:00:00Z\nends: 2026-12-01T04:00:00Z\ntime zone: Asia/Shanghai\nchair: 何静\n"
        "ATTENDANCE 1\n- M-SAC member present 何静\nQUORUM met\n- lead members 1 needed 1 there 1\n"
        "ITEM 1\ntitle zh: 电梯\ntitle en: Lifts\nzh:\n  同意。\n\n  通过。\n"
        "RESOLUTION JM/2026/1\ntitle zh: 统一标准\ntitle en:\nauthoritative: zh\nadopted by: vote\nzh:\n  执行。\n"
        "vote: 330000 against\nstatement:\n  财力不足。\nvote: M-SAC for\nEND\n"
    )


def test_the_digest_is_that_of_the_file() -> None:
    assert canonical.digest("a\n") == "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7"
    moment = datetime(2026, 12, 9, 8, tzinfo=UTC)
    assert canonical.addendum(HEAD, 2, moment, "1", "更正。", "") == (
        "ADDENDUM 1\nmeeting: JM 3\nno: 2\nat: 2026-12-09T08:00:00Z\nitem: 1\nzh:\n  更正。\nEND\n"
    )
