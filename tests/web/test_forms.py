"""Forms carry a case without changing it: content → fields → content is the identity, whatever the content."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from platform_app.cases.inputs import CaseContent
from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import read
from platform_app.web.forms.flat import flatten, received, split_tags
from platform_app.web.forms.nested import nested
from platform_app.web.forms.shape import Shape, shapes

CASE = shapes(CaseContent)
DATES = st.sampled_from(["2016", "2016-05", "2016-05-31"])
WORDS = st.text("试点更新城市 ab,，、é\n-1.", max_size=12)
STATES = st.sampled_from(["none", "machine", "reviewed", "official"])
LINES = {
    "started_on": DATES, "ended_on": st.just("2017"), "on": DATES, "seen": DATES, "signed_off_on": DATES,
    "email": st.just("li@example.cn"), "currency": st.sampled_from(["CNY", "EUR"]),
    "url": st.sampled_from(["https://example.cn/a?b=1", "http://example.org/标准"]),
    "field": st.sampled_from(["smart-city", "culture"]), "number": st.just("GB/T 36333-2018"),
    "title": st.just("Report"),
}  # fmt: skip


def sent(fields: dict[str, Any]) -> MultiDict[str, str]:
    """As a browser sends them: line ends are CRLF, every box of a group of boxes comes with a blank first."""
    form: MultiDict[str, str] = MultiDict()
    for name, value in fields.items():
        for each in ["", *value] if isinstance(value, list) else [value]:
            form.add(name, each.replace("\n", "\r\n"))
    return form


def values(shape: Shape, name: str) -> st.SearchStrategy[Any]:
    """Anything the model may hold in a field."""
    match shape.kind:
        case "text":
            words = st.none() | WORDS
            states = st.fixed_dictionaries({"zh": STATES, "en": STATES})
            return st.fixed_dictionaries({"zh": words, "en": words, "state": states})
        case "group":
            return (
                st.just({"latitude": 30.25, "longitude": -120.0})
                if "latitude" in shape.parts
                else contents(shape.parts)
            )
        case "rows":
            return st.lists(contents(shape.parts), max_size=3)
        case "choice":
            return st.sampled_from(shape.options)
        case "number":
            return st.floats(0, 1e15, allow_subnormal=False)
        case "whole":
            return st.integers(1, 2**31 - 1)
        case "flag":
            return st.booleans()
        case "many":
            return st.lists(st.sampled_from(["smart-city", "culture"]), max_size=2)
        case "tags":
            tags = st.lists(st.sampled_from(["海绵城市", "a, b", "更新、改造", "x"]), max_size=4)
            return st.fixed_dictionaries({"zh": tags, "en": tags})
        case _:
            return LINES.get(name, st.text("县ab 1", max_size=6))


def contents(parts: dict[str, Shape]) -> st.SearchStrategy[dict[str, Any]]:
    """Data for every field of a group."""
    return st.fixed_dictionaries({name: values(shape, name) for name, shape in parts.items()})


@settings(max_examples=30, deadline=None)
@given(contents(CASE))
def test_a_case_goes_through_the_form_unchanged(data: dict[str, Any]) -> None:
    content = read(CaseContent, {**data, "ended_on": None})
    fields = flatten(content.model_dump(mode="json"), CASE)
    back = read(CaseContent, nested(received(sent(fields), CASE), CASE))
    lists = [name for name, shape in CASE.items() if shape.kind == "rows"]
    kept = {name: [row for row in getattr(content, name) if row.model_dump() != _empty(row)] for name in lists}
    assert back == content.model_copy(update=kept)


def _empty(row: Any) -> dict[str, Any]:
    """A row in which nothing was filled in."""
    texts = {name: {} for name, info in type(row).model_fields.items() if info.is_required()}
    try:
        return type(row).model_validate(texts).model_dump()
    except ValueError:  # a line that is needed: such a row is never empty
        return {}


def test_every_field_of_the_model_is_in_the_form() -> None:
    fields = flatten({}, CASE)
    assert {name.split(".")[0] for name in fields} == set(CaseContent.model_fields)


@pytest.mark.parametrize(
    ("typed", "figure"),
    [("1,234,567.5", 1234567.5), ("１２．５", 12.5), ("−3", -3.0), (" 7 ", 7.0), ("1e3", 1000.0)],
)
def test_figures_are_read_as_people_write_them(typed: str, figure: float) -> None:
    row = {"indicators.rows": "1", "indicators.0.name.zh": "率", "indicators.0.result": typed}
    content = read(CaseContent, nested(received(MultiDict(row), CASE), CASE))
    assert content.indicators[0].result == figure


@pytest.mark.parametrize("typed", ["1,5", "many", "12%", "nan", "1 2"])
def test_what_is_no_figure_is_refused_at_its_field(typed: str) -> None:
    row = {"indicators.rows": "1", "indicators.0.name.zh": "率", "indicators.0.result": typed}
    with pytest.raises(Invalid) as refused:
        read(CaseContent, nested(received(MultiDict(row), CASE), CASE))
    assert list(refused.value.errors) == ["indicators.0.result"]


def test_blank_rows_fall_out_and_the_others_close_up() -> None:
    form = {
        "partners.rows": "3",
        "partners.0.name.zh": " ", "partners.0.support": "other",
        "partners.2.name.zh": "大学", "partners.2.support": "research",
    }  # fmt: skip
    typed = received(MultiDict(form), CASE)
    assert typed == {"partners.rows": "1", "partners.0.name.zh": "大学", "partners.0.support": "research"}


def test_a_row_with_only_a_choice_made_is_kept() -> None:
    form = {"partners.rows": "1", "partners.0.name.zh": "", "partners.0.support": "money"}
    assert received(MultiDict(form), CASE)["partners.rows"] == "1"


def test_fields_the_form_did_not_show_are_not_in_the_patch() -> None:
    assert nested(received(MultiDict({"title.zh": "题", "unknown": "x"}), CASE), CASE) == {"title": {"zh": "题"}}


def test_a_list_emptied_in_the_form_is_emptied_and_one_not_shown_is_not() -> None:
    assert nested(received(MultiDict({"money.rows": "0"}), CASE), CASE) == {"money": []}


@pytest.mark.parametrize("typed", ["7", " 7 ", "/cases/7", "https://example.org/cases/7?lang=en#x"])
def test_a_case_is_named_by_its_number_or_its_address(typed: str) -> None:
    assert nested({"adapted_from": typed}, CASE) == {"adapted_from": "7"}


@pytest.mark.parametrize("typed", ["海绵,更新", "海绵，更新", "海绵、更新；", "海绵\n更新\n"])
def test_tags_are_told_apart_by_any_comma_or_by_lines(typed: str) -> None:
    assert split_tags(typed) == ["海绵", "更新"]


def test_limits_come_from_the_model() -> None:
    title, actions = CASE["title"].limits, CASE["actions"].limits
    assert title is not None and (title.zh, title.en, title.words) == (40, 100, False)
    assert actions is not None and (actions.zh, actions.en, actions.words) == (1200, 600, True)
    assert (CASE["standards"].most, CASE["key_dates"].most) == (40, 5)
