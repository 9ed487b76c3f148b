"""What people type, turned into a small tree of words, phrases and exclusions that every engine can translate.

Quotes make a phrase, a leading `-` excludes; nothing else is an operator and nothing is an error.
"""

import re
from dataclasses import dataclass, replace

from platform_app.search import analysis, names
from platform_app.search.analysis import Language

LONGEST_QUERY = 1000
MOST_WORDS = 40
SHORT_QUERY = 3

_QUOTED = re.compile(
    r"""(?P<minus>(?<!\S)[-\u2212\uff0d])?["\uff02\u201c\u201d](?P<phrase>[^"\uff02\u201c\u201d]*)["\uff02\u201c\u201d]"""
)
_EXCLUDED = re.compile(r"(?<!\S)[-\u2212\uff0d](?=\w)(?P<word>\S+)")
_FUNCTION_WORDS = frozenset(
    [
        *(
            "的",
            "了",
            "是",
            "在",
            "和",
            "与",
            "及",
            "或",
            "吗",
            "呢",
            "有",
            "个",
            "什么",
            "哪些",
            "哪个",
            "怎么",
            "如何",
        ),
        *("a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "is", "are", "be", "was", "were", "by"),
        *("with", "from", "as", "it", "its", "this", "that", "what", "which", "how", "do", "doe", "did"),
    ]
)


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word asked for: the forms that score, and those that together prove that a document has it."""

    text: str
    tokens: tuple[str, ...]
    needs: tuple[str, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Option:
    """One translation: it counts for a document that has all it needs."""

    text: str
    tokens: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Translation:
    """What else is searched for in place of the words from `first` to before `last`: the best option counts."""

    text: str
    first: int
    last: int
    language: Language
    options: tuple[Option, ...]


Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """Any word matches and scores; every phrase must stand there; nothing excluded may."""

    words: tuple[QueryWord, ...] = ()
    grams: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    translations: tuple[Translation, ...] = ()
    names: tuple[str, ...] = ()
    """What may be a thing's name in full: that thing comes before everything else."""
    whole_first: bool = False
    """Documents that have every word come before the others."""
    loose: bool = False
    """A pair of characters is enough to match; else pairs only rank what has a word."""
    blank: bool = False
    """Nothing was asked for, so everything matches; not so when what was typed holds no word."""

    def tokens(self) -> tuple[str, ...]:
        """Every scoring form of the words, once."""
        return tuple(dict.fromkeys(token for word in self.words for token in word.tokens))

    @property
    def matches_all(self) -> bool:
        """Nothing narrows the documents but filters and exclusions."""
        return self.blank or (bool(self.excluded) and not self.words and not self.phrases)


def parse(typed: str) -> Query:
    """Read what somebody typed."""
    typed = typed[:LONGEST_QUERY]
    phrases: list[str] = []
    excluded: list[str] = []

    def take_phrase(match: re.Match[str]) -> str:
        (excluded if match["minus"] else phrases).append(match["phrase"])
        return " " if match["minus"] else f" {match['phrase']} "

    def take_excluded(match: re.Match[str]) -> str:
        excluded.append(match["word"])
        return " "

    # quoted text is looked at first, so that a "-" inside it is no operator
    outside = [_EXCLUDED.sub(take_excluded, part) for part in _QUOTED.split(typed)[::3]]
    _QUOTED.sub(take_phrase, typed)
    wanted = " ".join([*outside, *phrases])
    query = from_text(wanted)
    is_short = 0 < len(query.words) <= SHORT_QUERY
    return replace(
        query,
        phrases=_sequences(phrases),
        excluded=_sequences(excluded),
        names=names.asked(wanted, (word.tokens for word in query.words) if is_short else ()),
        whole_first=is_short,
        blank=not typed.strip(),
    )


def from_text(text: str, *, most: int = MOST_WORDS) -> Query:
    """A query for anything that is like this text, without operators."""
    found: dict[tuple[str, ...], QueryWord] = {}
    for word in analysis.words(text):
        tokens = _scoring(word)
        found.setdefault(tokens, QueryWord(text[word.start : word.end], tokens, word.needs, word.language))
    telling = [word for word in found.values() if word.tokens[0] not in _FUNCTION_WORDS] or list(found.values())
    return Query(words=tuple(telling[:most]), grams=tuple(dict.fromkeys(analysis.grams(text)))[: 2 * most])


def _scoring(word: analysis.Word) -> tuple[str, ...]:
    """A number's series (`gb/t`) stands in every standard, so it does not score beside its number."""
    tokens = tuple(dict.fromkeys(token.text for token in word.tokens))
    if word.language == "" and len(tokens) > 1:
        return tuple(token for token in tokens if any(c.isdigit() for c in token))
    return tokens


def _sequences(texts: list[str]) -> tuple[Phrase, ...]:
    found = (tuple(analysis.units(text)) for text in texts)
    return tuple(dict.fromkeys(units for units in found if units))
