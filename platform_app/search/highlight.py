"""Snippets with the words found marked, over the original text by offsets and the same for every engine.

What is made here is text in pieces; `Snippet.html` escapes each of them, so a `<script>` in a text stays text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice, product

from platform_app.search import analysis, characters
from platform_app.search.query import Query

LENGTH = 130
LEAD = 24
LOOKED_AT = 20_000
MOST_MATCHES = 200
MOST_WRITINGS = 64
ELLIPSIS = "…"
_ODD_LETTER = re.compile("[\u00c0-\u024f\u0300-\u036f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_LETTER = "A-Za-z0-9\u00c0-\u024f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_OTHER_WORD = re.compile(rf"[{_LETTER}][{_LETTER}\u0300-\u036f]*(?:[-:](?:19|20)\d\d)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a snippet, marked where it is a word that was found."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Snippet:
    """A short part of a text around the words found, or its beginning where there are none."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Without marks."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def html(self) -> str:
        """Escaped, with `<mark>` around the words found."""
        return "".join(f"<mark>{escape(p.text)}</mark>" if p.marked else escape(p.text) for p in self.pieces)


class Highlighter:
    """Finds the words of one query in texts."""

    def __init__(self, query: Query) -> None:
        options = [option for translation in query.translations for option in translation.options]
        self._forms = frozenset([*query.tokens(), *(token for option in options for token in option.tokens)])
        self._chinese = _pattern(self._forms)
        self._openings = {_opening(form) for form in self._forms if not characters.is_han(form)}
        self._known: dict[str, bool] = {}

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where words of the query stand in the original text."""
        text = text[:LOOKED_AT]
        found = {match.span() for match in self._chinese.finditer(text)} if self._chinese else set()
        if self._openings:
            found.update(match.span() for match in self._candidates(text) if self._is_form(match.group()))
        return sorted(found)[:MOST_MATCHES]

    def mark(self, text: str) -> Snippet:
        """The whole of a short text, such as a title."""
        return _cut(text, self.spans(text), 0, len(text))

    def snippet(self, texts: Sequence[str], *, length: int = LENGTH) -> Snippet:
        """The best stretch of the first text that has any of the words; else the beginning of the first text."""
        for text in texts:
            spans = self.spans(text)
            if spans:
                start, end = _window(text, spans, length)
                return _cut(text, spans, start, end)
        first = next((text for text in texts if text.strip()), "")
        return _cut(first, [], 0, _break_after(first, 0, length))

    def found_in(self, texts: Iterable[str]) -> int:
        """How many different words of the query stand in these texts."""
        return len({characters.fold(text[a:b])[0] for text in texts for a, b in self.spans(text)})

    def _candidates(self, text: str) -> Iterator[re.Match[str]]:
        """Words that begin like one of the query's; most texts hold few of them, and `find` is fast."""
        lowered = text.lower()
        if len(lowered) != len(text) or _ODD_LETTER.search(text):
            yield from _OTHER_WORD.finditer(text)
            return
        for opening in self._openings:
            at = lowered.find(opening)
            while at >= 0:
                word = _OTHER_WORD.match(text, at)
                if word and (at == 0 or not _OTHER_WORD.match(text, at - 1)):
                    yield word
                at = lowered.find(opening, at + 1)

    def _is_form(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            folded = characters.fold(word)[0]
            forms = map(analysis.stem, (folded, *re.split("[-:]", folded)))
            known = self._known[word] = not self._forms.isdisjoint(forms)
        return known


def _pattern(forms: Iterable[str]) -> re.Pattern[str] | None:
    """Chinese words as they may be written, simplified or traditional, the longest first."""
    words = {way for form in forms if characters.is_han(form) for way in islice(_writings(form), MOST_WRITINGS)}
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))) if words else None


def _writings(word: str) -> Iterator[str]:
    variants = characters.variants()
    return map("".join, product(*(char + variants.get(char, "") for char in word)))


def _opening(form: str) -> str:
    """The part of a stem that all its forms begin with: `citi` stands for cities and city."""
    return form[:-1] if len(form) > 3 and form.isalpha() else form


def _window(text: str, spans: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    """The stretch that shows most different words, the earliest of equals."""
    words = [text[a:b].lower() for a, b in spans]
    best, best_count = spans[0][0], 0
    last = 0
    for number, (start, _) in enumerate(spans):
        while last < len(spans) and spans[last][1] <= start + length - LEAD:
            last += 1
        count = len(set(words[number:last]))
        if count > best_count:
            best, best_count = start, count
    start = _break_before(text, best)
    return start, _break_after(text, start, length)


def _break_before(text: str, place: int) -> int:
    """Where a clause or at least a word begins, a little before a place."""
    lowest = place - LEAD if place > 2 * LEAD else 0
    for at in range(place, lowest, -1):
        if text[at - 1] in "。！？；\n.!?;":
            return at
    if lowest == 0:
        return 0
    space = text.find(" ", lowest, place)
    return space + 1 if space >= 0 else lowest


def _break_after(text: str, start: int, length: int) -> int:
    end = min(len(text), start + length)
    if end == len(text) or characters.is_han(text[end - 1 : end + 1]):
        return end
    space = text.rfind(" ", start + length // 2, end)
    return space if space > 0 else end


def _cut(text: str, spans: Iterable[tuple[int, int]], start: int, end: int) -> Snippet:
    pieces = [Piece(ELLIPSIS, False)] if text[:start].strip() else []
    at = start
    for a, b in spans:
        if a >= at and b <= end:
            pieces += [Piece(text[at:a], False), Piece(text[a:b], True)]
            at = b
    pieces.append(Piece(text[at:end], False))
    if text[end:].strip():
        pieces.append(Piece(ELLIPSIS, False))
    return Snippet(tuple(piece for piece in pieces if piece.text))
