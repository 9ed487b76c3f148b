"""Laying one person's form over another's revision, field by field."""

import pytest

from platform_app.cases.inputs import CaseContent
from platform_app.web.forms.merging import differs, merge, units
from platform_app.web.forms.shape import shapes

CASE = shapes(CaseContent)
BASE = {"title.zh": "甲", "title.en": "A", "field": "culture", "money.rows": "1", "money.0.amount": "1"}


@pytest.mark.parametrize(
    ("mine", "theirs", "merged", "beside", "taken"),
    [
        ({}, {}, {}, [], []),
        ({"title.zh": "乙"}, {}, {"title.zh": "乙"}, [], []),
        ({}, {"title.zh": "丙"}, {"title.zh": "丙"}, [], ["title.zh"]),
        ({"title.zh": "乙"}, {"title.zh": "乙"}, {"title.zh": "乙"}, [], []),
        ({"title.zh": "乙"}, {"title.zh": "丙"}, {"title.zh": "乙"}, ["title.zh"], []),
        ({"title.zh": "乙"}, {"title.en": "C"}, {"title.zh": "乙", "title.en": "C"}, [], ["title.en"]),
        ({"title.zh": ""}, {"title.zh": "丙"}, {"title.zh": ""}, ["title.zh"], []),
        ({"money.0.amount": "2"}, {"money.0.amount": "3"}, {"money.0.amount": "2"}, ["money"], []),
        ({"title.zh": "甲\r\n"}, {"title.zh": "丙"}, {"title.zh": "丙"}, [], ["title.zh"]),
    ],
)
def test_what_one_changed_is_hers_and_what_both_changed_is_shown(
    mine: dict[str, str], theirs: dict[str, str], merged: dict[str, str], beside: list[str], taken: list[str]
) -> None:
    found = merge(BASE, BASE | mine, BASE | theirs, CASE)
    assert found.typed == BASE | merged
    assert (list(found.theirs), found.taken) == (beside, taken)


def test_a_list_is_taken_whole() -> None:
    shorter = {key: value for key, value in BASE.items() if key != "money.0.amount"} | {"money.rows": "0"}
    assert merge(BASE, BASE, shorter, CASE).typed == shorter


def test_a_field_the_form_did_not_show_is_left_alone() -> None:
    mine = {"title.zh": "乙"}
    assert merge(BASE, mine, BASE | {"field": "smart-city"}, CASE).typed == mine


def test_every_field_belongs_to_a_unit() -> None:
    from platform_app.web.forms.flat import flatten

    known = list(units(CASE))
    for name in flatten({}, CASE):
        assert any(name == unit or name.startswith(f"{unit}.") for unit in known), name


def test_line_ends_and_blanks_around_a_text_are_no_difference() -> None:
    assert not differs({"title.zh": " 甲\r\n"}, BASE, CASE)
    assert differs({"title.zh": "乙"}, BASE, CASE)
