"""Documents for the tests of search, made with the few words that each test is about."""

from dataclasses import replace
from typing import Any

from platform_app.search.engine import Document, Request, SearchEngine
from platform_app.search.query import parse


def document(number: int, title: str = "", text: str = "", **more: Any) -> Document:
    """A case in Chinese or English, as its title says."""
    language = "zh" if any("\u4e00" <= char <= "\u9fff" for char in title + text) else "en"
    values: dict[str, Any] = {"titles": {language: title}, "texts": {language: text}, "updated": number, **more}
    return Document(key=f"case:{number}", kind="case", id=number, url=f"/cases/{number}", **values)


def found(engine: SearchEngine, typed: str, **more: Any) -> list[str]:
    """Keys of what is found, in order."""
    return [hit.key for hit in engine.find(Request(parse(typed), limit=50, **more)).hits]


def keys(*numbers: int) -> list[str]:
    """Keys of documents."""
    return [f"case:{number}" for number in numbers]


def standard(number: int, code: str, title: str) -> Document:
    """A standard; its key is its code."""
    return replace(document(number, title), key=code, kind="standard", standards=(code,))


def organisation(number: int, name: str, *other_names: str) -> Document:
    """An organisation; its key is its name."""
    return replace(document(number, name), key=name, kind="organisation", organisations=(name, *other_names))
