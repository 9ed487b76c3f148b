"""The template: what it takes, what it refuses, and that a refusal names the field."""

import json
from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from platform_app.cases import revisions
from platform_app.cases.completeness import NEEDS, missing, progress
from platform_app.cases.inputs import CaseContent
from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import read, read_back
from tests.cases.contents import contents
from tests.factories import SHORT_CASE as SHORT


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"title": {"zh": "长" * 41}}, "title.zh"),
        ({"title": {"en": "x" * 101}}, "title.en"),
        ({"result": {"en": "word " * 61}}, "result.en"),
        ({"problem": {"zh": "长" * 301}}, "problem.zh"),
        ({"problem": {"en": "word " * 151}}, "problem.en"),
        ({"objectives": {"zh": "长" * 201}}, "objectives.zh"),
        ({"actions": {"zh": "长" * 1201}}, "actions.zh"),
        ({"difficulties": {"en": "word " * 201}}, "difficulties.en"),
        ({"title": 3}, "title"),
        ({"title": {"zh": 3}}, "title.zh"),
        ({"title": {"zh": "a\x00"}}, "title.zh"),
        ({"title": {"zh": "\ud800"}}, "title.zh"),
        ({"title": {"fr": "x"}}, "title.fr"),
        ({"title": {"state": {"en": "guessed"}}}, "title.state.en"),
        ({"nonsense": 1}, "nonsense"),
        ({"stage": "done"}, "stage"),
        ({"started_on": "2024-13"}, "started_on"),
        ({"started_on": "2024", "ended_on": "2023-05"}, "ended_on"),
        ({"key_dates": [{"on": "2024", "what": {"zh": "a"}}] * 6}, "key_dates"),
        ({"place": {"latitude": 91, "longitude": 0}}, "place.latitude"),
        ({"place": {"latitude": 9}}, "place.longitude"),
        ({"indicators": [{"name": {"zh": "a"}, "result": "many"}]}, "indicators.0.result"),
        ({"indicators": [{"name": {"zh": "a"}, "result": float("nan")}]}, "indicators.0.result"),
        ({"indicators": [{}]}, "indicators.0.name"),
        ({"references": [{"title": "a", "url": "javascript:alert(1)"}]}, "references.0.url"),
        ({"contact": {"email": "nobody"}}, "contact.email"),
        ({"money": [{"source": {"zh": "a"}, "currency": "yuan"}]}, "money.0.currency"),
        ({"tags": {"zh": ["长" * 21]}}, "tags.zh.0"),
        ({"adapted_from": 10**12}, "adapted_from"),
        ("text", ""),
        (None, ""),
    ],
)
def test_a_refusal_names_the_field(data: Any, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(CaseContent, data)
    assert field in refused.value.errors
    assert all("{" not in str(message) for messages in refused.value.errors.values() for message in messages)


def test_the_choices_are_listed_without_words_of_any_language() -> None:
    with pytest.raises(Invalid) as refusal:
        read(CaseContent, {"form": "long"})
    assert str(refusal.value.errors["form"][0]) == "Must be one of: short, full, compiled."


def test_limits_count_characters_in_chinese_and_words_in_english() -> None:
    read(CaseContent, {"problem": {"zh": "长 " * 300, "en": "word " * 150}})


@given(contents())
def test_what_was_stored_is_read_back_as_it_was(content: CaseContent) -> None:
    assert read_back(CaseContent, json.loads(json.dumps(revisions.dump(content)))) == content


def test_a_stored_text_stays_readable_when_limits_shrink() -> None:
    assert read_back(CaseContent, {"title": {"zh": "长" * 41}}).title.zh == "长" * 41


@pytest.mark.parametrize(
    "data",
    [
        {"references": [{"title": "a", "url": "javascript:alert(1)"}]},
        {"sources": [{"url": "javascript:alert(1)"}]},
        {"contact": {"email": "nobody"}},
        {"place": {"latitude": 91, "longitude": 0}},
        {"stage": "done"},
        {"nonsense": 1},
    ],
)
def test_what_could_do_harm_on_a_page_is_checked_at_every_reading(data: Any) -> None:
    with pytest.raises(ValidationError):
        read_back(CaseContent, data)


def test_a_short_case_with_everything_it_needs_lacks_nothing() -> None:
    content = read(CaseContent, SHORT)
    assert missing(content) == []
    assert progress(content) == (14, 14)


@pytest.mark.parametrize("field", SHORT)
def test_a_short_case_cannot_do_without_any_of_its_parts(field: str) -> None:
    content = read(CaseContent, {name: value for name, value in SHORT.items() if name != field})
    assert [need.field for need in missing(content)] == [field]


def test_an_indicator_without_a_result_does_not_count() -> None:
    content = read(CaseContent, {**SHORT, "indicators": [{"name": {"zh": "改造点位"}, "baseline": 0}]})
    assert [need.field for need in missing(content)] == ["indicators"]


def test_the_full_form_needs_all_of_the_short_one_and_more() -> None:
    lacking = [
        need.field for need in missing(read(CaseContent, {**SHORT, "place": {"name": {"zh": "杭州"}}, "form": "full"}))
    ]
    assert lacking == ["place.latitude", "started_on", "objectives", "standards", "money", "lessons"]
    assert {need.field for need in NEEDS["short"]} < {need.field for need in NEEDS["full"]}


def test_no_standards_needs_a_reason_in_the_full_form() -> None:
    content = read(CaseContent, {**SHORT, "form": "full", "standards_none_because": {"zh": "尚无相应标准"}})
    assert "standards" not in [need.field for need in missing(content)]
