"""What every engine must do, whatever it is made of: the full meaning of the seam."""

from dataclasses import replace

import pytest

from platform_app.search.engine import FACETS, Request
from platform_app.search.query import parse
from platform_app.search.synonyms import Synonyms, Term
from tests.search.library import document, found, keys

SPONGE = Synonyms([Term("海绵城市", "sponge city")])


def test_without_an_index_nothing_is_found_and_nothing_fails(engine):
    assert not engine.ready()
    answer = engine.find(Request(parse("城市"), facets=FACETS))
    assert answer.hits == () and answer.total == 0 and dict(answer.facets["field"]) == {}
    assert engine.suggest("hai", marks=("public",), limit=5) == ()
    assert engine.stamps() == {}


def test_a_document_is_found_by_words_of_any_of_its_texts(engine):
    engine.put(
        [
            document(
                1,
                "城市更新试点",
                "老旧小区改造",
                results={"zh": "二氧化碳减少"},
                tags=("绿色屋顶",),
                standards=("GB/T 36333-2018",),
                organisations=("武汉市", "Wuhan", "wuhanshi"),
            ),
            document(2, "Traffic lights"),
        ]
    )
    for typed in [
        "更新",
        "改造",
        "二氧化碳",
        "屋顶",
        "GB/T 36333-2018",
        "GBT36333",
        "36333",
        "武汉",
        "wuhan",
        "wuhanshi",
        "更新試點",
    ]:
        assert found(engine, typed) == keys(1), typed
    assert found(engine, "light") == keys(2)
    assert found(engine, "36334") == []


def test_any_word_matches_and_more_of_them_rank_higher(engine):
    engine.put([document(1, "Noise"), document(2, "Noise and dust and odour at night"), document(3, "Water")])
    assert found(engine, "noise dust odour night") == keys(2, 1)


def test_short_queries_put_documents_with_all_words_first(engine):
    engine.put(
        [
            document(1, "noise noise noise", "noise noise"),
            document(2, "Old town", "a little noise " + "filler " * 200 + "dust"),
        ]
    )
    assert found(engine, "noise dust") == keys(2, 1)
    for newest, partial in ((False, keys(1)), (True, [])):
        asked = Request(parse("noise dust"), sort="newest" if newest else "relevance")
        assert sorted(asked.partial(engine.find(asked).hits)) == partial


def test_rare_words_weigh_more(engine):
    common = [document(n, "pilot", "common thing") for n in range(10, 30)]
    engine.put([*common, document(1, "rare bird", "thing thing other")])
    assert found(engine, "common pilot rare bird")[0] == "case:1"


def test_a_phrase_stands_in_that_order_and_next_to_each_other(engine):
    engine.put([document(1, "sponge city"), document(2, "city sponge"), document(3, "sponge for the city")])
    assert found(engine, '"sponge cities"') == keys(1)


def test_a_chinese_phrase_is_found_however_the_words_are_cut(engine):
    engine.put([document(1, "城市更新试点工作"), document(2, "更新城市工作"), document(3, "城市。更新")])
    for phrase in ["城市更新", "市更新试", "新试点工", "更新試點"]:
        assert found(engine, f'"{phrase}"') == keys(1), phrase


def test_a_phrase_does_not_reach_from_one_text_into_the_next(engine):
    engine.put([document(1, "海绵", "城市")])
    assert found(engine, '"海绵城市"') == []


def test_a_minus_excludes(engine):
    engine.put([document(1, "城市更新", "雨水"), document(2, "城市更新", "噪声"), document(3, "公园")])
    assert found(engine, "城市 -雨水") == keys(2)
    assert found(engine, '更新 -"城市更新"') == []
    assert sorted(found(engine, "-雨水")) == keys(2, 3)


def test_an_empty_query_shows_all_by_newest_and_punctuation_nothing(engine):
    engine.put([document(1, "a1", updated=10), document(2, "b2", updated=30), document(3, "c3", updated=20)])
    assert found(engine, "") == keys(2, 3, 1)
    assert found(engine, "???") == []


@pytest.mark.parametrize(
    "typed", ["AND OR NOT", "title:x [a TO b]", "*", "a*b?", '"' * 50, "城" * 10_000, "\x00\ud800", "(((", "-", "~1^2"]
)
def test_nothing_that_people_type_is_an_error(engine, typed):
    engine.put([document(1, "城市")])
    engine.find(Request(parse(typed), facets=FACETS))
    engine.suggest(typed, marks=("public",), limit=5)


def test_newest_first_on_demand_and_pages_follow_each_other(engine):
    engine.put([document(n, "noise", updated=n) for n in range(1, 26)])
    newest = [found(engine, "noise", sort="newest")[n] for n in range(25)]
    assert newest == keys(*range(25, 0, -1))
    pages = [engine.find(Request(parse("noise"), sort="newest", offset=at, limit=10)) for at in (0, 10, 20, 30)]
    assert [hit.key for page in pages for hit in page.hits] == newest
    assert {page.total for page in pages} == {25}


def test_translations_find_too_but_what_was_typed_comes_first(engine):
    engine.put(
        [
            document(1, "海绵城市建设"),
            document(2, "Sponge city"),
            document(3, "海绵"),
            document(4, "The city hall"),
        ]
    )
    english = SPONGE.expand(parse("sponge city"))
    assert [hit.key for hit in engine.find(Request(english)).hits] == keys(2, 1, 4)
    chinese = SPONGE.expand(parse("海绵城市"))
    assert [hit.key for hit in engine.find(Request(chinese)).hits][:2] == keys(1, 2)


def cases():
    return [
        document(
            1,
            "noise a",
            field="mobility",
            fields=("health",),
            level="city",
            province="42",
            stage="running",
            languages=("zh", "en"),
            standards=("GB 1-2000", "GB 2-2000"),
            featured=True,
            year="2020",
        ),
        document(
            2, "noise b", field="health", level="city", province="42", stage="ended", languages=("zh",), year="2021"
        ),
        document(
            3, "noise c", field="mobility", level="district", province="31", languages=("en",), standards=("GB 1-2000",)
        ),
        document(4, "other", field="mobility", level="city", province="31", featured=True, year="2020"),
    ]


@pytest.mark.parametrize("typed", ["noise", "", "noise -b"])
@pytest.mark.parametrize(
    "chosen", [{}, {"field": "mobility"}, {"field": "health", "level": "city"}, {"featured": "yes"}, {"year": "1999"}]
)
def test_each_count_is_what_choosing_it_gives(engine, typed, chosen):
    engine.put(cases())
    answer = engine.find(Request(parse(typed), filters=chosen, facets=FACETS))
    assert answer.total == len(answer.hits)
    for name in FACETS:
        for value, count in answer.facets[name].items():
            assert count > 0
            narrowed = engine.find(Request(parse(typed), filters={**chosen, name: value}))
            assert narrowed.total == count, (name, value)
    every = engine.find(Request(parse(typed), filters=chosen, limit=50))
    by_key = {each.key: each for each in cases()}
    for name in FACETS:
        if name not in chosen:
            shown = {value for hit in every.hits for value in by_key[hit.key].facets()[name]}
            assert set(answer.facets[name]) == shown


def test_nobody_finds_counts_or_is_suggested_what_is_not_theirs(engine):
    engine.put([document(1, "noise secret", audience=("org:7",), field="health"), document(2, "noise", field="health")])
    for marks, expected in {("public",): keys(2), ("public", "org:7"): keys(1, 2), ("org:8",): [], (): []}.items():
        answer = engine.find(Request(parse("noise"), marks=marks, facets=("field",)))
        assert sorted(hit.key for hit in answer.hits) == expected
        assert answer.total == len(expected)
        assert sum(answer.facets["field"].values()) == len(expected)
        assert sorted(engine.suggest("noi", marks=marks, limit=5)) == expected


def test_what_is_held_back_is_not_found_counted_or_suggested(engine):
    engine.put([document(1, "noise", field="health"), document(2, "noise", field="health")])
    hidden = frozenset(keys(1))
    answer = engine.find(Request(parse("noise"), without=hidden, facets=("field",)))
    assert [hit.key for hit in answer.hits] == keys(2) and answer.total == 1 and answer.facets["field"] == {"health": 1}
    assert engine.suggest("noise", marks=("public",), limit=5, without=hidden) == ("case:2",)


def test_suggestions_go_on_from_the_beginning_of_any_word(engine):
    engine.put(
        [
            document(1, "海绵城市建设试点"),
            document(2, "Sponge city programme"),
            document(3, "武汉海绵城市"),
            document(4, "GB/T 36333-2018 智慧城市"),
            document(5, "重庆社区"),
        ]
    )

    def suggested(typed):
        return engine.suggest(typed, marks=("public",), limit=5)

    assert (
        suggested("haimian") == suggested("海绵") == suggested("海綿") == suggested("Hai mian") == ("case:1", "case:3")
    )
    assert suggested("hmcs") == ("case:1", "case:3")
    assert suggested("spon") == suggested("Sponge c") == suggested("prog") == ("case:2",)
    assert suggested("GBT363") == suggested("gb/t 36333") == suggested("36333") == ("case:4",)
    assert suggested("chongqing") == ("case:5",)
    assert suggested("绵城") == suggested("") == suggested("...") == ()


def test_pairs_of_characters_match_only_on_demand(engine):
    engine.put([document(1, "桦皮厂胡同"), document(2, "京城市民"), document(3, "城市")])
    assert found(engine, "城市") == keys(3)
    loose = replace(parse("桦皮"), loose=True)
    assert [hit.key for hit in engine.find(Request(loose)).hits] == keys(1)
    assert [hit.key for hit in engine.find(Request(replace(parse("城市"), loose=True))).hits] == keys(3, 2)


def test_a_long_text_ranks_by_how_much_of_it_is_about_the_words(engine):
    engine.put([document(1, "x", "noise " + "filler " * 500), document(2, "x", "noise " + "filler " * 5)])
    assert found(engine, "noise") == keys(2, 1)
