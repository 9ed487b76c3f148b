"""How a case is cited: GB/T 7714—2015 for an electronic resource, BibTeX, RIS. Chinese stays Chinese, in UTF-8."""

import re
from collections.abc import Iterator

from platform_app.cases.texts import Bilingual
from platform_app.exports.papers import Paper
from platform_app.kernel import clock

_LATEX = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces even behind a backslash, so \{ would leave the entry open.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
}
_BABEL = {"zh": "chinese", "en": "english"}


def gbt7714(paper: Paper) -> str:
    """The entry in the numeric system (顺序编码制), without a number: that is the citing text's own.

    Author. Title[EB/OL]. (changed on)[read on]. Address.
    """
    author, title = (_without_full_stop(words) for words in (paper.author, paper.title))
    return f"{author}. {title}[EB/OL]. ({paper.dated_on})[{clock.today()}]. {paper.url}."


def bibtex(paper: Paper) -> str:
    """One @misc entry, which BibTeX and biblatex both know; inner braces keep names and capitals as they are."""
    fields = {
        "author": f"{{{latex(paper.author)}}}",
        "title": f"{{{latex(paper.title)}}}",
        "howpublished": latex(paper.site.names[paper.language]),
        "year": str(paper.dated_on.year),
        "month": paper.dated_on.strftime("%b").lower(),
        "url": paper.url,
        "urldate": str(clock.today()),
        "langid": _BABEL[_language(paper, paper.reading.content.title)],
        "keywords": latex(", ".join(paper.tags)),
        "abstract": latex(paper.text(paper.reading.content.result)),
    }
    # A month is one of BibTeX's own names and stands without braces.
    lines = [
        f"  {name:<12} = {value if name == 'month' else f'{{{value}}}'},"
        for name, value in fields.items()
        if value and value != "{}"
    ]
    return "\n".join([f"@misc{{{_key(paper)},", *lines, "}", ""])


def ris(paper: Paper) -> str:
    """One RIS record: a tag and a value a line, CR LF between them."""
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in _ris_lines(paper))


def latex(words: str) -> str:
    """Words with everything that means something to LaTeX taken as the character it is."""
    return "".join(_LATEX.get(character, character) for character in words)


def _ris_lines(paper: Paper) -> Iterator[tuple[str, str]]:
    result = paper.text(paper.reading.content.result)
    yield "TY", "ELEC"
    yield "AU", paper.author
    yield "TI", paper.title
    yield "PY", str(paper.dated_on.year)
    yield "DA", f"{paper.dated_on:%Y/%m/%d}/"
    yield "PB", paper.site.names[paper.language]
    if result:
        yield "AB", result
    for tag in paper.tags:
        yield "KW", tag
    yield "LA", _language(paper, paper.reading.content.title)
    yield "UR", paper.url
    yield "Y2", f"{clock.today():%Y/%m/%d}/"
    yield "ER", ""


def _key(paper: Paper) -> str:
    """A name of plain letters and digits, which every program takes."""
    owner = re.sub(r"[^A-Za-z]", "", paper.reading.organisation.name_en) or "Case"
    return f"{owner}{paper.dated_on.year}case{paper.reading.case.id}"


def _language(paper: Paper, text: Bilingual) -> str:
    return text.best(paper.language)[1]


def _without_full_stop(words: str) -> str:
    """What ends an element of the entry anyway would stand there twice."""
    return words.rstrip(".。．")
