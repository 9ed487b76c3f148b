"""What a word is."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_app.search import analysis


def test_chinese_words_inside_a_sentence_are_words():
    assert "更新" in analysis.terms("城市更新试点")


def test_traditional_and_simplified_are_the_same_word():
    assert analysis.terms("海綿城市試點") == analysis.terms("海绵城市试点")


@pytest.mark.parametrize(
    ("one", "other"), [("planning", "plans"), ("cities", "City"), ("urbanisation", "urbanization")]
)
def test_english_words_meet_in_their_stem(one, other):
    assert analysis.terms(one) == analysis.terms(other)


def test_full_width_letters_are_letters():
    assert analysis.terms("ＧＢ／Ｔ ３６３３３") == analysis.terms("gb/t 36333")


@pytest.mark.parametrize(
    "typed", ["GB/T 36333-2018", "GBT36333", "36333", "gb/t36333", "36333-2018", "GB/T 36333—2018"]
)
def test_every_way_to_write_a_standard_shares_its_number(typed):
    assert "36333" in analysis.terms(typed)
    assert "36333" in analysis.terms("见 GB/T 36333-2018。")


def test_the_series_and_the_year_are_kept_whole():
    assert {"gb/t", "36333-2018", "gbt36333"} <= set(analysis.terms("GB/T 36333-2018"))


def test_a_year_after_a_word_is_no_standard():
    assert analysis.terms("cities in 2019") == ["citi", "in", "2019"]


def test_places_are_in_the_original_text():
    text = "e\u0301cole　ＧＢ城市更新"
    assert [text[word.start : word.end] for word in analysis.words(text)] == ["e\u0301cole", "ＧＢ", "城市更新"]


def test_punctuation_parts_what_a_phrase_may_not_cross():
    assert analysis.units("更新。试点") == ["更", "新", analysis.GAP, "试", "点"]


@given(st.text(alphabet=st.characters(), max_size=80))
def test_any_text_is_cut_and_every_place_is_inside_it(text):
    for word in analysis.words(text):
        assert all(0 <= token.start < token.end <= len(text) for token in word.tokens)
    assert all(not unit.isspace() and unit for unit in analysis.units(text) + analysis.terms(text))


def test_a_lone_surrogate_is_a_blank():
    assert analysis.terms("\ud800城市\udfff") == ["城市"]


@pytest.mark.parametrize(
    "text", ["国家标准GB/T 36333-2018的", "依据GB/T 36333-2018", "GB/T 36333-2018、", "（GB/T 36333-2018）"]
)
def test_a_number_is_one_word_beside_chinese_characters(text):
    assert {"gbt36333", "36333", "36333-2018"} <= set(analysis.terms(text))


def test_from_one_year_to_another_both_are_words():
    assert {"2016", "2018"} <= set(analysis.terms("2016-2018年")) & set(analysis.terms("in 2016-2018"))


def test_threads_do_not_spoil_each_others_words():
    beginnings = ("standard", "nation", "organ", "relat", "commun", "govern", "sustain", "generat")
    endings = ("ization", "izations", "ational", "fulness", "ability", "ively", "icate", "ousness")
    words = [beginning + ending for beginning in beginnings for ending in endings] * 20
    stem = analysis.stem.__wrapped__  # past the cache, which would keep a spoilt word for ever
    expected = list(map(stem, words))
    patience = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            assert list(threads.map(lambda _: list(map(stem, words)), range(4))) == [expected] * 4
    finally:
        sys.setswitchinterval(patience)
