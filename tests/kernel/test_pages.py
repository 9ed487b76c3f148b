"""Cursors: opaque, checked, and never a way to an error page."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_app.kernel.errors import Invalid
from platform_app.kernel.pages import PageRequest, cut, decode_cursor, encode_cursor


def test_a_cursor_comes_back_as_it_went() -> None:
    assert decode_cursor(encode_cursor(["海", 7]), 2) == ["海", 7]


def _packed(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@pytest.mark.parametrize(
    "cursor", ["", "x", "=====", "\ud800", _packed([1]), _packed({"a": 1}), _packed([[1], 2]), _packed([None, 1])]
)
def test_a_foreign_cursor_is_refused_and_named(cursor: str) -> None:
    with pytest.raises(Invalid) as refused:
        decode_cursor(cursor, 2)
    assert list(refused.value.errors) == ["cursor"]


@given(st.text(max_size=60))
def test_any_text_is_a_cursor_or_a_clear_refusal(cursor: str) -> None:
    try:
        values = decode_cursor(cursor, 1)
    except Invalid:
        return
    assert len(values) == 1


@pytest.mark.parametrize("limit", [0, -1, 101])
def test_a_page_has_between_one_and_a_hundred_rows(limit: int) -> None:
    with pytest.raises(Invalid) as refused:
        PageRequest(limit)
    assert list(refused.value.errors) == ["limit"]


def test_the_last_page_has_no_next() -> None:
    assert cut([1, 2], 2, lambda n: [n]).next is None
    page = cut([1, 2, 3], 2, lambda n: [n])
    assert page.items == [1, 2]
    assert page.next is not None
    assert decode_cursor(page.next, 1) == [2]
