"""The OpenAPI document in both languages: the same operations and shapes, the sentences in the reader's own."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What is written for people. A `title` of a schema is no sentence: Pydantic makes it out of a field's name.
PROSE = {"summary", "description"}
REFUSAL = {"title", "detail"}  # of the example of a refusal
Leaf = tuple[tuple[str, ...], Any]


def leaves(part: Any, way: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """Every value that holds no others, with the way to it."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from leaves(value, (*way, name))
    elif isinstance(part, list):
        for position, value in enumerate(part):
            yield from leaves(value, (*way, str(position)))
    else:
        yield way, part


def is_prose(way: tuple[str, ...]) -> bool:
    """Whether people read what stands there, so that it may differ."""
    if way == ("info", "title"):  # the site's name
        return True
    if "example" in way:
        return "application/problem+json" in way and way[-1] in REFUSAL
    return way[-1] in PROSE


def is_wish(way: tuple[str, ...], document: dict[str, Any]) -> bool:
    """Whether it is the example of Accept-Language: who tries an operation out shall get its own language."""
    if way[-1] != "example" or way[-3:-2] != ("parameters",):
        return False
    part: Any = document
    for step in way[:-1]:
        part = part[int(step)] if isinstance(part, list) else part[step]
    return bool(part["name"] == "Accept-Language")


@pytest.fixture
def documents(client: FlaskClient) -> dict[str, dict[str, Any]]:
    """The document in each language."""
    return {code: dict(client.get(f"/api/v1/openapi.json?lang={code}").json or {}) for code in ("zh", "en")}


def test_every_sentence_of_the_chinese_document_is_chinese_and_of_the_english_is_not(
    documents: dict[str, dict[str, Any]],
) -> None:
    for code, is_right in (("zh", CHINESE.search), ("en", lambda words: not CHINESE.search(words))):
        prose = [(way, words) for way, words in leaves(documents[code]) if is_prose(way)]
        assert len(prose) > 300
        assert [(way, words) for way, words in prose if not is_right(words)] == []


def test_nothing_that_looks_like_a_sentence_is_left_in_english(documents: dict[str, dict[str, Any]]) -> None:
    english = dict(leaves(documents["en"]))
    left = {
        words
        for way, words in leaves(documents["zh"])
        if isinstance(words, str) and words == english[way] and re.search(r"[a-z]{2} [a-z]{2}", words)
        if "example" not in way and way[-1] not in ("pattern", "title", "const") and "enum" not in way
    }
    assert left == set()


def test_the_documents_differ_in_nothing_but_prose(documents: dict[str, dict[str, Any]]) -> None:
    chinese, english = documents["zh"], documents["en"]

    def others(document: dict[str, Any]) -> list[Leaf]:
        return [(way, value) for way, value in leaves(document) if not is_prose(way) and not is_wish(way, document)]

    assert others(chinese) == others(english)
    assert [way for way, _ in leaves(chinese)] == [way for way, _ in leaves(english)]
    for code, document in documents.items():
        assert {value for way, value in leaves(document) if is_wish(way, document)} == {code}


CHOICES: list[tuple[str, str, str]] = [
    ("?lang=en", "zh-CN", "en"),
    ("?lang=zh", "en", "zh"),
    ("", "en-GB, zh;q=0.5", "en"),
    ("", "zh-TW", "zh"),
    ("", "fr", "zh"),
    ("?lang=fr", "en", "en"),
]


def test_the_reader_chooses_by_the_address_or_by_the_header(client: FlaskClient, subtests: pytest.Subtests) -> None:
    for query, wishes, language in CHOICES:
        with subtests.test(query=query, wishes=wishes, language=language):
            answer = client.get(f"/api/v1/openapi.json{query}", headers={"Accept-Language": wishes})
            assert answer.headers["Content-Language"] == language
            assert "Accept-Language" in answer.vary
            assert (answer.json or {})["info"]["title"] == {"zh": "城标互鉴", "en": "City Exchange"}[language]


def test_without_a_word_it_is_in_the_language_of_the_site(client: FlaskClient) -> None:
    assert client.get("/api/v1/openapi.json").headers["Content-Language"] == "zh"


def test_a_choice_made_on_the_pages_counts_for_nothing_in_the_api(client: FlaskClient) -> None:
    client.set_cookie("lang", "en")
    refused = client.get("/api/v1/cases/999", headers={"Accept-Language": "zh"})
    assert refused.headers["Content-Language"] == "zh"
    asked = client.get("/api/v1/openapi.json?lang=zh")
    assert asked.headers["Content-Language"] == "zh"
    assert "Set-Cookie" not in asked.headers
