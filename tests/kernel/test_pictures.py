"""Pictures in texts: those of the site's own by their numbers, and no other `img` whatever somebody types."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_app.kernel import text
from platform_app.kernel.text import Picture

OWN = {12: Picture("/files/12/a.png", 'Words "of" <its> own', 40, 30)}
TAG = '<img src="/files/12/a.png?w=960" alt="{}" width="40" height="30" loading="lazy">'


def test_a_picture_shows_its_own_words_where_none_are_given() -> None:
    assert text.render("![](file:12)", OWN) == f"<p>{TAG.format('Words &quot;of&quot; &lt;its&gt; own')}</p>"
    assert text.render("![The *gate*](file:12)", OWN) == f"<p>{TAG.format('The *gate*')}</p>"


def test_pictures_keep_their_places_among_words_links_and_tables() -> None:
    html = text.render("a ![x](file:12) b ![y](file:99) c [![z](file:12)](https://e.example)", OWN)
    assert html.startswith(f"<p>a {TAG.format('x')} b y c <a href=")
    assert f">{TAG.format('z')}</a></p>" in html
    assert TAG.format("x") in text.render("|a|\n|-|\n|![x](file:12)|", OWN)
    assert text.render("![x][r]\n\n[r]: file:12", OWN) == f"<p>{TAG.format('x')}</p>"


@pytest.mark.parametrize(
    "source",
    [
        "![x](https://e.example/x.png)",
        "![x](file:13)",
        "![x](file:12/../13)",
        "![x](FILE:12)",
        "![x](file://12)",
        "![x](/files/12/a.png)",
        "![x](data:image/png;base64,AA)",
        "![x](javascript:alert(1))",
        '<img src="file:12" onerror="x">',
        "`![x](file:12)`",
        "picture0n0e picture00000000000000000000000000000000n0e",
    ],
)
def test_nothing_else_becomes_a_picture(source: str) -> None:
    assert "<img" not in text.render(source, OWN)


def test_words_of_a_picture_cannot_break_out_of_its_tag() -> None:
    html = text.render('!["><script>alert(1)</script>](file:12)', OWN)
    assert html.count("<img ") == 1 and "<script" not in html
    assert re.fullmatch(r'<p><img src="[^"<>]*" alt="[^"<>]*" width="40" height="30" loading="lazy"></p>', html)


@given(st.text(alphabet="![]()file:12 \n`*|<>\"'\\x", max_size=60))
def test_every_tag_that_comes_out_is_one_of_ours(source: str) -> None:
    html = text.render(source, OWN)
    for tag in re.findall(r"<img[^>]*>", html):
        assert re.fullmatch(
            r'<img src="/files/12/a\.png\?w=960" alt="[^"<>]*" width="40" height="30" loading="lazy">', tag
        )
