"""What a thing is called in full, so that typing just that finds the thing itself before all that speak of it."""

import re
from collections.abc import Iterable, Sequence

from platform_app.search import analysis, characters

LONGEST = 200
_NO_LETTERS = re.compile(r"[\W_]+")
_YEAR = re.compile(r"[-:\u2014\u2013](?:19|20)\d\d$")
_DIGITS = re.compile(r"\d{4,6}")


def whole(text: str) -> str:
    """A name without blanks, punctuation and capitals, in simplified characters."""
    return _NO_LETTERS.sub("", characters.fold(text[:LONGEST])[0])


def of(names: Iterable[str], numbers: Iterable[str] = ()) -> tuple[str, ...]:
    """Every way to write these in full; a standard's number has several: GB/T 36333-2018, GBT36333, 36333."""
    found = [whole(name) for name in names]
    for number in numbers:
        short = _YEAR.sub("", number)
        found += [whole(number), whole(short)]
        for word in analysis.words(number):
            found += forms([token.text for token in word.tokens])
        for word in analysis.words(short):  # IEC SRD 63152-2 is no number to the analyser, but known by 63152
            found += [token.text for token in word.tokens if _DIGITS.fullmatch(token.text)]
    return tuple(dict.fromkeys(name for name in found if name))


def asked(typed: str, words: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """What may be a name in a query: all of it together, and every standard's number among these words."""
    found = [whole(typed), *(form for tokens in words for form in forms(tokens))]
    return tuple(dict.fromkeys(name for name in found if name))


def forms(tokens: Sequence[str]) -> list[str]:
    """The forms of a standard's number that was given with its series or its year: else it has one form only."""
    if len(tokens) == 1:
        return []
    return [token for token in tokens if token[-1].isdigit() and "/" not in token]
