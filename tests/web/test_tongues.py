"""Words that nobody labelled are read out in their own language."""

import pytest
from flask import Flask

from platform_app.web.tongues import tongue


@pytest.mark.parametrize(
    ("page", "words", "attribute"),
    [
        ("en", "试点已结束。", ' lang="zh-CN"'),
        ("en", "The pilot has ended.", ""),
        ("zh", "The pilot has ended.", ' lang="en"'),
        ("zh", "试点 pilot 已结束。", ""),
        ("zh", "84%", ""),
        ("en", None, ""),
    ],
)
def test_only_words_in_another_script_than_the_pages_are_labelled(
    app: Flask, page: str, words: str | None, attribute: str
) -> None:
    with app.test_request_context(f"/?lang={page}"):
        assert tongue(words) == attribute
