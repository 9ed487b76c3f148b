"""Gives what commands say to the catalogue of translations; `babel.cfg` names it as an extractor.

Found elsewhere than in `msg()`: help in docstrings and options, the meanings of settings, and Click's own words.
"""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
from babel.messages.extract import extract_from_file

from platform_app.cli import COMMANDS
from platform_app.cli.help import sentences
from platform_app.config import Settings

CLICKS = ("core.py", "exceptions.py", "formatting.py", "parser.py", "termui.py", "types.py")  # what ours make it say
Found = tuple[int, str | None, str | tuple[str, ...], list[str]]


def extract(file: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Found]:
    """What pybabel asks of an extractor. The file does not matter: the sentences stand in docstrings all over."""
    ours = [sentence for command in COMMANDS for sentence in sentences(command)]
    meanings = [setting.metadata["meaning"] for setting in fields(Settings)]
    for words in [*filter(None, ours), *meanings, *_of_click()]:
        yield 0, None if isinstance(words, str) else "ngettext", words, []


def _of_click() -> Iterator[str | tuple[str, ...]]:
    for name in CLICKS:
        for _, words, *_ in extract_from_file("python", Path(click.__file__).with_name(name)):
            yield words
