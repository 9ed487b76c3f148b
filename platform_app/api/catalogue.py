"""Gives the sentences of the document to the catalogue of translations; `babel.cfg` names it as an extractor."""

from collections.abc import Iterator
from typing import Any

from platform_app.api import documented_root
from platform_app.api.document import document
from platform_app.api.prose import worded
from platform_app.kernel.messages import Message

Found = tuple[int, None, str, list[str]]


def extract(file: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Found]:
    """What pybabel asks of an extractor. The file does not matter: the sentences stand in docstrings all over."""
    for sentence in sentences():
        yield 0, None, sentence, []


def sentences() -> list[str]:
    """Every sentence of the English document, once."""
    found: dict[str, None] = {}

    def note(sentence: Message) -> str:
        return str(found.setdefault(sentence.template))

    worded(document(documented_root(), title="", language="en"), note)
    return list(found)
