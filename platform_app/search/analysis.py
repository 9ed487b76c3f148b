"""Turn text into the words that are searched, each with its place in the original text.

Index, query, highlights and suggestions all come through here, so that they agree on what a word is.
It must not import an engine; changing what it makes needs a higher VERSION, which makes every index rebuild itself.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import snowballstemmer

from platform_app.search.characters import HAN, Places, fold

try:
    from rjieba import tokenize as _cut
except ImportError:  # no wheel for this machine: the pure Python original cuts the same way, slower
    import jieba

    def _cut(text: str, mode: str = "search", hmm: bool = True) -> list[tuple[str, int, int]]:
        return list(jieba.tokenize(text, mode=mode, HMM=hmm))


VERSION = 2
LONGEST_TOKEN = 64
GAP = "·"

Language = Literal["zh", "en", ""]


class Token(NamedTuple):
    """One searchable form of a word and where it stands in the original text."""

    text: str
    start: int
    end: int


class Word(NamedTuple):
    """One word of a text: all its searchable forms, and the fewest of them that prove that it is there."""

    tokens: tuple[Token, ...]
    needs: tuple[str, ...]
    language: Language

    @property
    def start(self) -> int:
        """Where it begins in the original text."""
        return min(token.start for token in self.tokens)

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(token.end for token in self.tokens)


# letters that open a standard's number, so that "in 2018" is not taken for one
_SERIES = (
    "gbz?t?|iso|iec|itu|ieee|en|bs|din|jis|ansi|astm|cjjt?|jgjt?|cecs|dbj?|hj|jtg|jt|yd|sj|ga|mz|mh|sl|t|pas|iwa|cwa"
)
# a number may stand right beside Chinese characters: 国家标准GB/T 36333-2018的
_BEFORE, _AFTER = rf"(?<![^\W_{HAN}])", rf"(?![^\W_{HAN}])"
_PIECES = re.compile(
    # a standard's number: GB/T 36333-2018, GBT36333, ISO/TS 37107:2019, DB11/T 1234.2
    rf"(?P<number>{_BEFORE}(?:(?P<body>(?:{_SERIES})(?:\d{{1,4}}(?=/))?(?:/[a-z]{{1,6}}){{0,2}})[ \t]*"
    rf"|(?P<letters>[a-z]{{1,6}}(?:/[a-z]{{1,6}}){{0,2}}))(?P<digits>\d{{3,6}})"
    rf"(?P<part>\.\d{{1,2}})?(?P<year>[-:\u2014\u2013](?:19|20)\d\d)?{_AFTER})"
    rf"|(?P<bare>{_BEFORE}\d{{3,6}}(?:\.\d{{1,2}})?[-:\u2014\u2013](?:19|20)\d\d{_AFTER})"
    rf"|(?P<slashed>{_BEFORE}[a-z]{{1,6}}(?:/[a-z]{{1,6}})+{_AFTER})"
    rf"|(?P<han>[{HAN}]+)"
    rf"|(?P<plain>[^\W_{HAN}]+(?:['\u2019][a-z]+)?)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_RUNS = re.compile(rf"(?P<han>[{HAN}]+)|(?P<other>[^\W_{HAN}]+)")
_POSSESSIVE = re.compile("['\u2019].*")
_HAN_RUN = re.compile(rf"[{HAN}]{{2,}}")
_SPELLING = re.compile(r"(?<=\w{4})is(?=(?:ation|ations|e|ed|es|ing|er|ers)$)")
_stemmer = snowballstemmer.stemmer("english")
_stemming = threading.Lock()  # the stemmer works in its own attributes: two threads at once spoil each other's words


def words(text: str) -> list[Word]:
    """The words of a text in order; whatever the text holds, this never fails."""
    folded, places = fold(text)
    found = list(_words(folded))
    return found if places is None else [_placed(word, places) for word in found]


def terms(text: str) -> list[str]:
    """Every searchable form in a text, for the index; the short way, without places."""
    found: list[str] = []
    for piece in _PIECES.finditer(fold(text)[0]):
        if piece.lastgroup == "han":
            found.extend([form for form, _, _ in _cut(piece.group(), "search", True)])
        elif piece.lastgroup == "plain":
            found.append(_base(piece.group()))
        else:
            found.extend(token.text for word in _piece(piece) for token in word.tokens)
    return found


def grams(text: str) -> list[str]:
    """Pairs of neighbouring Chinese characters, which find what the word cutter cut differently."""
    folded = fold(text)[0]
    return [a + b for run in _HAN_RUN.findall(folded) for a, b in pairwise(run)]


def units(text: str) -> list[str]:
    """Chinese characters and stemmed words in order, for phrases: no word cutter can spoil them.

    A GAP stands where punctuation parts two Chinese characters, so that a phrase does not reach across it.
    """
    found: list[str] = []
    after_han = False
    for piece in _RUNS.finditer(fold(text)[0]):
        if piece.lastgroup == "han":
            if after_han:
                found.append(GAP)
            found.extend(piece.group())
        else:
            found.append(stem(piece.group()[:LONGEST_TOKEN]))
        after_han = piece.lastgroup == "han"
    return found


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """An English word without its ending, accents and British spelling; other words as they are."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFD", word)
        word = unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))
    if not (word.isascii() and word.isalpha()):
        return word
    with _stemming:
        return str(_stemmer.stemWord(_SPELLING.sub("iz", word)))


def _words(folded: str) -> Iterator[Word]:
    for piece in _PIECES.finditer(folded):
        yield from _piece(piece)


def _piece(piece: re.Match[str]) -> Iterator[Word]:
    match piece.lastgroup:
        case "han":
            yield from _chinese(piece.group(), piece.start())
        case "plain":
            yield _plain(piece.group(), piece.start())
        case "number":
            yield _number(piece)
        case "bare":
            yield _bare_number(piece.group(), piece.start())
        case _:
            yield _slashed(piece.group(), piece.start())


def _chinese(run: str, at: int) -> Iterator[Word]:
    """The cutter gives the short words inside a long one just before it: walk back and gather them."""
    pieces = _cut(run, "search", True)
    gathered: list[list[Token]] = []
    begin = len(run) + 1
    for text, start, end in reversed(pieces):
        token = Token(text, at + start, at + end)
        if start >= begin:
            gathered[-1].append(token)
        else:
            gathered.append([token])
            begin = start
    for tokens in reversed(gathered):
        inner = tuple(dict.fromkeys(token.text for token in reversed(tokens[1:])))
        covers = sum(map(len, inner)) >= len(tokens[0].text)
        yield Word(tuple(tokens), inner if covers else (tokens[0].text,), "zh")


def _plain(text: str, at: int) -> Word:
    word = _base(text)
    return Word((Token(word, at, at + len(text)),), (word,), "en" if word[0].isalpha() else "")


@lru_cache(maxsize=65536)
def _base(text: str) -> str:
    """The stem of a word without a possessive ending."""
    return stem(_POSSESSIVE.sub("", text)[:LONGEST_TOKEN])


def _number(piece: re.Match[str]) -> Word:
    """`gb/t 36333-2018`: found by gbt36333, 36333-2018 and 36333; its series alone (gb/t) is a word too."""
    start, end = piece.span()
    digits_at, digits = piece.start("digits"), piece["digits"] + (piece["part"] or "")
    series = piece["body"] or piece["letters"]
    compact = series.replace("/", "") + digits
    tokens = [Token(compact, start, end), Token(piece["digits"], digits_at, end)]
    if piece["part"]:
        tokens.append(Token(digits, digits_at, end))
        tokens.append(Token(series.replace("/", "") + piece["digits"], start, end))
    if piece["year"]:
        tokens.append(Token(f"{digits}-{piece['year'][1:]}", digits_at, end))
    tokens.append(Token(stem(series), start, start + len(series)))
    return Word(tuple(tokens), (piece["digits"],), "")


def _bare_number(text: str, at: int) -> Word:
    number, year = re.split("[-:\u2014\u2013]", text, maxsplit=1)
    forms = dict.fromkeys([f"{number}-{year}", number, number.split(".")[0]])
    if _YEAR.fullmatch(number):  # from one year to another
        forms[year] = None
    return Word(tuple(Token(form, at, at + len(text)) for form in forms), (number.split(".")[0],), "")


def _slashed(text: str, at: int) -> Word:
    tokens = [Token(text, at, at + len(text)), Token(text.replace("/", ""), at, at + len(text))]
    for part in re.finditer("[a-z]+", text):
        tokens.append(Token(stem(part.group()), at + part.start(), at + part.end()))
    return Word(tuple(tokens), (text,), "en")


def _placed(word: Word, places: Places) -> Word:
    moved = tuple(Token(text, places[start][0], places[end - 1][1]) for text, start, end in word.tokens)
    return word._replace(tokens=moved)
