"""What people type is never an error and means what they expect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_app.search.query import parse


def test_quotes_make_a_phrase_whatever_quotes_they_are():
    assert parse('"sponge city"').phrases == (("spong", "citi"),)
    assert parse("“海绵城市”").phrases == (("海", "绵", "城", "市"),)


def test_a_leading_minus_excludes_a_word_or_a_phrase():
    assert parse("城市 -雨水").excluded == (("雨", "水"),)
    assert parse('city -"pilot zone"').excluded == (("pilot", "zone"),)
    assert [word.text for word in parse("城市 -雨水").words] == ["城市"]


@pytest.mark.parametrize("typed", ["smart-city", "3 - 2", "- city", "城市-更新"])
def test_a_minus_elsewhere_is_no_operator(typed):
    assert parse(typed).excluded == ()


@pytest.mark.parametrize(
    "typed", ["city AND town", "title:city", "cit*", "city~2", "(city", "city^3", "[a TO b]", "NOT city"]
)
def test_nothing_else_is_an_operator(typed):
    query = parse(typed)
    assert query.phrases == query.excluded == ()
    assert query.words


@pytest.mark.parametrize("typed", ['"', '"""', "-", "???", "。，", "\x00\x01", "\ud800", '-"', "“", "()"])
def test_what_holds_no_word_finds_nothing_but_is_no_error(typed):
    query = parse(typed)
    assert query.words == query.phrases == query.excluded == ()
    assert not query.matches_all


@pytest.mark.parametrize("typed", ["", "   ", "\t"])
def test_an_empty_box_shows_everything(typed):
    assert parse(typed).matches_all


def test_ten_thousand_characters_are_cut_to_what_can_be_searched():
    assert len(parse("城市更新" * 2500).words) <= 40
    assert len(parse(" ".join(f"word{n}" for n in range(1500))).words) == 40


def test_up_to_three_words_whole_matches_come_first():
    assert parse("海绵城市建设").whole_first
    assert not parse("waste sorting in old communities").whole_first


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others():
    assert [word.text for word in parse("the quality of the air").words] == ["quality", "air"]
    assert [word.text for word in parse("of the").words] == ["of", "the"]


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_can_be_typed(typed):
    parse(typed)
