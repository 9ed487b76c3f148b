"""Cleaning, measuring and rendering what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_app.kernel import text


@pytest.mark.parametrize("bad", ["a\x00b", "a\x07", "\ud800", "x\u2028y", "\ufeffx", "\x9f"])
def test_controls_and_lone_surrogates_are_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r"control|surrogate"):
        text.clean(bad)


def test_cleaning_normalises_line_ends_and_composition() -> None:
    assert text.clean("  e\u0301\r\nb\r ") == "é\nb"


@pytest.mark.parametrize(
    ("words", "language", "length"),
    [
        ("城市 更新\n试点", "zh", 6),
        ("Urban renewal's 2-year pilot", "en", 4),
        ("the 海绵 city", "en", 4),
        ("", "en", 0),
        ("38个场景（[来源](http://a.example/very/long)）", "zh", 11),
    ],
)
def test_texts_are_measured_as_their_writers_count(words: str, language: str, length: int) -> None:
    assert text.measure(words, language) == length


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](data:text/html,x)",
        "<a href='vbscript:x'>y</a>",
        "![x](http://evil.example/i.png)",
        "[a]: javascript:alert(1)\n[a]",
        '[a](http://x.example "onmouseover=alert(1)")',
        "<svg/onload=alert(1)>",
        "<style>*{display:none}</style>",
    ],
)
def test_nothing_in_markdown_can_do_harm(attack: str) -> None:
    html = text.render(attack)
    for never in ("<script", "<img", "<svg", "<style", 'href="javascript', 'href="data', 'href="vbscript', "<a href='"):
        assert never not in html.lower()


def test_raw_html_is_shown_as_the_text_it_is() -> None:
    assert text.render("a <b>bold</b> 5 < 6") == "<p>a &lt;b&gt;bold&lt;/b&gt; 5 &lt; 6</p>"


def test_links_say_that_we_do_not_vouch_for_them() -> None:
    assert text.render("[a](https://b.example/)") == (
        '<p><a href="https://b.example/" rel="nofollow ugc noopener">a</a></p>'
    )


def test_mail_links_survive_and_relative_ones_do_not() -> None:
    assert 'href="mailto:a@b.example"' in text.render("[m](mailto:a@b.example)")
    assert "href" not in text.render("[m](/admin)")


def test_headings_start_below_those_of_the_page() -> None:
    assert text.render("# One\n\n###### Six") == "<h3>One</h3>\n<h6>Six</h6>"


@given(st.text(max_size=200))
def test_rendering_never_fails_and_never_lets_a_script_through(source: str) -> None:
    try:
        tidy = text.clean(source)
    except ValueError:
        return
    assert "<script" not in text.render(tidy).lower()
    text.plain(tidy)


def test_plain_text_keeps_the_words_only() -> None:
    assert text.plain("**a** <i>b</i>\n\n- c & d") == "a <i>b</i> c & d"


def test_two_spellings_of_an_address_fold_to_one() -> None:
    assert text.fold("Ａ@Example.COM ") == text.fold("a@example.com")
