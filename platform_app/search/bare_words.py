"""The words of Markdown texts, for the index and for snippets."""

import re

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_ADDRESS = re.compile(r"https?://\S+")
_SIGN_CHARACTERS = frozenset("#>|*_`~-+")
_SIGNS = re.compile(r"^[ \t]*(?:#{1,6} |> ?|[-*+] |\|)|[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}", re.M)


def bare(markdown: str) -> str:
    """The words of a Markdown text, roughly and fast: what is indexed is only cut into words."""
    if "](" in markdown:
        markdown = _LINK.sub(r"\1", markdown)
    if "://" in markdown:
        markdown = _ADDRESS.sub(" ", markdown)
    return markdown if _SIGN_CHARACTERS.isdisjoint(markdown) else _SIGNS.sub("", markdown)
