"""Characters before they are words: one width, one case, one script, each with its place in the original text."""

import json
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

Places = list[tuple[int, int]]

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ANY_HAN = re.compile(rf"[{HAN}]")


@lru_cache(maxsize=64)  # a text is folded for its words, its pairs and its units, one after the other
def fold(text: str) -> tuple[str, Places | None]:
    """NFKC, lower case, simplified characters; with the original place of each character where these moved."""
    folded = text.translate(_table()).lower()
    if len(folded) == len(text) and unicodedata.is_normalized("NFKC", folded):
        return folded, None
    return _fold_and_track(text)


def is_han(text: str) -> bool:
    """Does the text hold a Chinese character?"""
    return bool(_ANY_HAN.search(text))


def _fold_and_track(text: str) -> tuple[str, Places]:
    """Normalise a letter together with its combining marks, and remember where each result came from."""
    table = _table()
    folded: list[str] = []
    places: Places = []
    for cluster in re.finditer(r".[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", text, re.DOTALL):
        made = unicodedata.normalize("NFKC", cluster.group()).lower().translate(table)
        folded.append(made)
        places.extend([cluster.span()] * len(made))
    return "".join(folded), places


@cache
def variants() -> dict[str, str]:
    """Traditional forms of simplified characters, for those who look at texts as they are written."""
    forms: dict[str, str] = {}
    for old, new in _simplifications().items():
        forms[new] = forms.get(new, "") + old
    return forms


@cache
def _table() -> dict[int, str]:
    """Traditional to simplified by single characters; control characters and lone surrogates are blanks.

    Full-width letters and punctuation are in it too, so that ordinary Chinese text needs no slower normalisation.
    """
    table = {ord(old): new for old, new in _simplifications().items()}
    table.update({code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)})
    blanks = (*range(32), 127, 0xA0, 0x2026, 0x3000, *range(0xD800, 0xE000))
    table.update(dict.fromkeys(blanks, " "))
    return table


def _simplifications() -> dict[str, str]:
    # zhconv's own loader leaves its file open, which is a ResourceWarning
    pairs = json.loads(files("zhconv").joinpath("zhcdict.json").read_text("utf-8"))["zh2Hans"]
    return {old: new for old, new in pairs.items() if len(old) == len(new) == 1}
