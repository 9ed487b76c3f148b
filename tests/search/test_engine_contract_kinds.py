"""What every engine must put first where cases, organisations and standards are found together."""

import pytest

from platform_app.search.engine import Request
from platform_app.search.query import parse
from tests.search.library import document, found, keys, organisation, standard

LONG = "filler " * 60
SMART = standard(7, "GB/T 36333-2018", "智慧城市 顶层设计指南")


@pytest.mark.parametrize("typed", ["city", "city guide", "城市", "city 城市"])
def test_generic_words_find_cases_before_organisations_before_standards(engine, typed):
    texts = {"en": f"{LONG} a city and its guide {LONG}", "zh": "改造，" * 30 + "城市"}
    engine.put(
        [
            standard(1, "GB 1001-2001", "City guide 城市"),
            organisation(2, "City guide office 城市"),
            document(3, "Town", texts=texts),
            standard(4, "GB 1002-2002", "City guide 城市"),
        ]
    )
    assert found(engine, typed)[:2] == ["case:3", "City guide office 城市"]
    assert sorted(found(engine, typed)[2:]) == ["GB 1001-2001", "GB 1002-2002"]


def test_a_kind_weighs_less_than_having_all_words(engine):
    engine.put([document(1, "City walls"), standard(2, "GB 1001-2001", "City guide")])
    assert found(engine, "city guide") == ["GB 1001-2001", "case:1"]


def test_a_kind_weighs_less_than_being_about_the_question(engine):
    others = [document(n, "pilot", LONG) for n in range(10, 60)]
    about = standard(2, "GB 1001-2001", "Emission limits of diesel generators in hospitals")
    engine.put([document(1, "A pilot of limits", LONG), about, *others])
    asked = "what are the emission limits for diesel generators in hospitals"
    assert found(engine, asked)[:2] == ["GB 1001-2001", "case:1"]


@pytest.mark.parametrize(
    "typed",
    [
        "GB/T 36333-2018",
        "GB/T 36333",
        "GBT36333",
        "36333-2018",
        "36333",
        "gb/t36333 指南",
        "智慧城市 顶层设计指南",
        "智慧城市顶层设计指南",
        "GB/T 36333-2018 智慧城市 顶层设计指南",
    ],
)
def test_a_standard_named_is_found_first(engine, typed):
    citing = document(1, "36333 指南 智慧城市 顶层 设计", "GB/T 36333-2018 指南，" * 9, standards=("GB/T 36333-2018",))
    engine.put([citing, SMART, standard(8, "ISO 9036333", "指南 GB/T 36333-2018")])
    assert found(engine, typed)[:2] == [SMART.key, "case:1"]


def test_a_sentence_that_cites_a_standard_finds_what_it_says(engine):
    engine.put([document(1, "Dubai", "Dubai reported a hundred indicators and was rated under ISO 37120"), SMART])
    engine.put([standard(2, "ISO 37120:2018", "Indicators for city services")])
    assert found(engine, "Dubai reported a hundred indicators under ISO 37120")[0] == "case:1"
    assert found(engine, "ISO 37120")[0] == "ISO 37120:2018"


@pytest.mark.parametrize("typed", ["武汉市", "武汉", "武漢", "Wuhan", "wuhan", "wuhanshi", "wu han shi", "“武汉”"])
def test_an_organisation_named_is_found_first(engine, typed):
    names = ("武汉", "Wuhan", "wuhanshi")
    text = "武汉市 武汉 Wuhan wuhanshi wu han shi " * 5
    engine.put([document(1, "武汉 wuhan", text), organisation(2, "武汉市", *names), organisation(3, "武汉大学")])
    assert found(engine, typed)[0] == "武汉市"


def test_a_name_within_other_words_ranks_like_any_word(engine):
    texts = {"zh": "武汉的海绵工程，" + "改造，" * 40}
    engine.put([organisation(2, "武汉市", "武汉"), document(1, "雨水", texts=texts)])
    assert found(engine, "武汉 海绵") == ["case:1", "武汉市"]


def test_a_name_excludes_nothing_and_what_is_excluded_stays_out(engine):
    engine.put([organisation(2, "武汉市", "武汉"), document(1, "武汉", "雨水")])
    assert found(engine, "武汉 -雨水") == ["武汉市"]
    assert found(engine, "武汉 -武汉市") == keys(1)


def test_kinds_change_neither_newest_first_nor_a_list_of_one_kind(engine):
    engine.put([document(1, "City"), organisation(2, "City office"), standard(3, "GB 1001-2001", "City guide")])
    assert found(engine, "city", sort="newest") == ["GB 1001-2001", "City office", "case:1"]
    assert found(engine, "") == ["GB 1001-2001", "City office", "case:1"]
    score = {hit.key: hit.score for hit in engine.find(Request(parse("city"))).hits}
    (alone,) = engine.find(Request(parse("city"), filters={"kind": "standard"})).hits
    assert alone.score > score[alone.key]
