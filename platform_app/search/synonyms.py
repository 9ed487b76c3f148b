"""Search across languages: our glossary first, CC-CEDICT second, as translations beside what was typed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from platform_app.search import analysis, characters
from platform_app.search.dictionary import Dictionary, english_key
from platform_app.search.query import Option, Query, QueryWord, Translation, from_text

MOST_OPTIONS = 3
LONGEST_TERM = 8
LONGEST_ENTRY = 3
MOST_TRANSLATED = 12
Source = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the glossary."""

    zh: str
    en: str
    zh_synonyms: tuple[str, ...] = ()
    en_synonyms: tuple[str, ...] = ()

    def names(self, language: Source) -> tuple[str, ...]:
        """The term and its synonyms in one language."""
        main, others = (self.zh, self.zh_synonyms) if language == "zh" else (self.en, self.en_synonyms)
        return tuple(name for name in (main, *others) if name)


class Synonyms:
    """Adds to a query what its words are called in the other language."""

    def __init__(self, terms: Iterable[Term] = (), dictionary: Dictionary | None = None) -> None:
        self.terms = tuple(terms)
        self._dictionary = dictionary
        self._glossary: dict[tuple[str, ...], list[str]] = {}
        for term in self.terms:
            self._learn(term.names("zh"), term.names("en"))
            self._learn(term.names("en"), term.names("zh"))

    def expand(self, query: Query, *, only: Source | None = None) -> Query:
        """The query with up to three translations for each word or known term; `only` translates from one language."""
        units = [tuple(analysis.units(word.text)) for word in query.words]
        found: list[Translation] = []
        place = 0
        while place < len(units) and len(found) < MOST_TRANSLATED:
            last, options = self._longest(query.words, units, place)
            language = query.words[place].language
            if options and only in (None, language):
                text = _join(query.words[place:last])
                found.append(Translation(text, place, last, language, tuple(map(_option, options[:MOST_OPTIONS]))))
            place = last
        return replace(query, translations=tuple(found))

    def _learn(self, names: tuple[str, ...], meanings: tuple[str, ...]) -> None:
        for name in names:
            key = tuple(unit for word in from_text(name).words for unit in analysis.units(word.text))
            if characters.is_han(name) and key != tuple(analysis.units(name)):
                continue  # it repeats a character or holds a word that queries leave out: it could match something else
            known = self._glossary.setdefault(key, [])
            known.extend(meaning for meaning in meanings if meaning not in known)

    def _longest(self, words: tuple[QueryWord, ...], units: list[tuple[str, ...]], place: int) -> tuple[int, list[str]]:
        """Where the longest known term from this word on ends, and what it is called."""
        for last in range(min(len(words), place + LONGEST_TERM), place, -1):
            known = self._glossary.get(tuple(unit for each in units[place:last] for unit in each))
            if known:
                return last, known
        if self._dictionary and words[place].language:
            for last in range(min(len(words), place + LONGEST_ENTRY), place, -1):
                known = list(self._dictionary.translate(_key(words[place:last], units[place:last])))
                if known:
                    return last, known
        return place + 1, []


def _key(words: tuple[QueryWord, ...], units: list[tuple[str, ...]]) -> str:
    if words[0].language == "zh":
        return "".join(unit for each in units for unit in each)
    return english_key(" ".join(word.text for word in words))


def _join(words: tuple[QueryWord, ...]) -> str:
    return ("" if words[0].language == "zh" else " ").join(word.text for word in words)


def _option(text: str) -> Option:
    query = from_text(text)
    return Option(text, query.tokens(), tuple(dict.fromkeys(need for word in query.words for need in word.needs)))
