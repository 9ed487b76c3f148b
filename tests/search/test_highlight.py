"""Snippets show the words found and nothing else turns into HTML."""

from hypothesis import given
from hypothesis import strategies as st

from platform_app.search.highlight import Highlighter
from platform_app.search.query import parse


def marked(typed, text):
    return [piece.text for piece in Highlighter(parse(typed)).snippet([text]).pieces if piece.marked]


def test_a_script_in_a_text_stays_text():
    html = Highlighter(parse("script 城市")).snippet(["<script>alert('城市')</script>"]).html
    assert html == "&lt;<mark>script</mark>&gt;alert(&#x27;<mark>城市</mark>&#x27;)&lt;/<mark>script</mark>&gt;"


def test_words_are_marked_as_they_are_written():
    assert marked("cities", "The City of citizens, CITIES") == ["City", "CITIES"]
    assert marked("海绵城市", "海綿城市") == ["海綿", "城市"]
    assert marked("cities", "Ｃｉｔｙ") == ["Ｃｉｔｙ"]


def test_a_standard_is_marked_however_it_was_typed():
    assert marked("GBT36333", "按 GB/T 36333-2018 执行") == ["36333-2018"]
    assert marked("36333", "GBT36333") == []
    assert marked("GB/T 36333", "GBT36333") == ["GBT36333"]


def test_the_snippet_is_where_most_words_are():
    text = "城市" + "。无关" * 200 + "。城市更新试点在此" + "。无关" * 200
    snippet = Highlighter(parse("城市更新 试点")).snippet([text])
    assert "城市更新试点在此" in snippet.text
    assert snippet.text.startswith("…") and snippet.text.endswith("…")


def test_without_a_match_the_text_begins():
    assert Highlighter(parse("雨")).snippet(["", "城市更新"]).text == "城市更新"


def test_nothing_is_found_without_words():
    assert Highlighter(parse("???")).snippet([]).html == ""


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=300), st.text(max_size=20))
def test_any_text_keeps_its_characters(text, typed):
    whole = Highlighter(parse(typed)).mark(text)
    assert whole.text == text
