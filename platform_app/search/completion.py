"""What a name can be completed from: the beginning of any of its words, in characters, in pinyin or by initials."""

import re
from dataclasses import dataclass
from functools import lru_cache

from platform_app.search import analysis, characters

LONGEST = 24


@dataclass(frozen=True, slots=True)
class Completions:
    """`heads` begin where a name begins, `starts` where any later word of it does."""

    heads: tuple[str, ...]
    starts: tuple[str, ...]


def typed(text: str) -> str:
    """What was typed so far, in the form in which beginnings are kept."""
    return _squeeze(characters.fold(text)[0])[:LONGEST]


def entries(names: list[str]) -> Completions:
    """Every beginning of every name."""
    heads: dict[str, None] = {}
    starts: dict[str, None] = {}
    for name in names:
        first, *others = _beginnings(name) or [[]]
        heads.update(dict.fromkeys(first))
        starts.update(dict.fromkeys(form for beginning in others for form in beginning))
    return Completions(tuple(heads), tuple(form for form in starts if form not in heads))


def completes(name: str, so_far: str) -> bool:
    """Does a name, or one of its words, go on from what was typed?"""
    return any(form.startswith(so_far) for forms in _kept_beginnings(name) for form in forms)


def begins(name: str, so_far: str) -> bool:
    """Does the name itself go on from what was typed?"""
    return any(form.startswith(so_far) for forms in _kept_beginnings(name)[:1] for form in forms)


@lru_cache(maxsize=4096)
def _kept_beginnings(name: str) -> list[list[str]]:
    return _beginnings(name)


def _beginnings(name: str) -> list[list[str]]:
    """For each place where a word begins: the characters, and for Chinese the pinyin and its initials."""
    folded = characters.fold(name)[0]
    letters = _letters(folded)
    found = []
    for place in sorted({start for word in analysis.words(folded) for start in _inner_starts(word)}):
        rest = [letter for letter in letters[place : place + 2 * LONGEST] if letter]
        forms = ("".join(letter[way] for letter in rest)[:LONGEST] for way in range(3))
        found.append(list(dict.fromkeys(forms)))
    return found


def _inner_starts(word: analysis.Word) -> set[int]:
    """Long words begin at their inner words too: 更新 in 城市更新, 36333 in gb/t 36333."""
    return {word.start, *(token.start for token in word.tokens)}


def _letters(folded: str) -> list[tuple[str, str, str] | None]:
    """Each character as written, in pinyin and by its initial; None for what is not typed to complete a name."""
    letters = [(char, char, char) if char.isalnum() else None for char in folded]
    for run in re.finditer(rf"[{characters.HAN}]+", folded):
        for at, syllable in enumerate(_pinyin(run.group()), run.start()):
            letters[at] = (folded[at], syllable, syllable[0])
    return letters


def _pinyin(run: str) -> list[str]:
    from pypinyin import lazy_pinyin  # its tables take a quarter of a second: only those who index need them

    return lazy_pinyin(run, errors=list)  # type: ignore[arg-type]  # one entry for each character, as its docs say


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
