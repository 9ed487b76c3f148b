"""Sources as readers meet them: “(source)” after a sentence is the number of that source in the case's list."""

import re
from html import unescape

from platform_app.cases.inputs import CaseContent

_CITATION = re.compile(r'\s?[（(]<a href="([^"]+)"[^>]*>(?:来源|source)</a>[）)]')


def source_number(content: CaseContent, url: str) -> int | None:
    """Which of the case's sources an address is, counted from 1."""
    urls = [source.url for source in content.sources]
    return urls.index(url) + 1 if url in urls else None


def numbered(content: CaseContent, html: str) -> str:
    """The HTML of one of its texts with numbers that lead to `#source-1` and so on."""

    def as_note(found: re.Match[str]) -> str:
        no = source_number(content, unescape(found[1]))
        return f'\u2060<sup><a href="#source-{no}">[{no}]</a></sup>' if no else found[0]

    return _CITATION.sub(as_note, html)
