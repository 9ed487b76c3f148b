"""One case as a file: which formats there are, and that none shows more than its reader may see."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from platform_app.access.actor import Actor
from platform_app.cases.writeups import is_name
from platform_app.exports import citation, docx, jsonld, markdown, papers
from platform_app.exports.papers import Paper
from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg

Name = Literal["md", "jsonld", "docx", "bibtex", "ris", "gbt7714"]


@dataclass(frozen=True)
class Format:
    """How a case is written down: the type of the file, what its name ends with, and who makes it."""

    media_type: str
    extension: str
    make: Callable[[Actor, Paper], str | bytes]
    is_citation: bool = False
    is_bilingual: bool = False


@dataclass(frozen=True)
class Exported:
    """A file, and under which name to keep it."""

    body: bytes
    media_type: str
    filename: str


FORMATS: dict[Name, Format] = {
    "md": Format("text/markdown; charset=utf-8", "md", markdown.make, is_bilingual=True),
    "jsonld": Format("application/ld+json", "jsonld", lambda actor, paper: jsonld.make(paper)),
    "docx": Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
        lambda actor, paper: docx.make(paper),
    ),
    "bibtex": Format(
        "application/x-bibtex; charset=utf-8", "bib", lambda actor, paper: citation.bibtex(paper), is_citation=True
    ),
    "ris": Format(
        "application/x-research-info-systems; charset=utf-8",
        "ris",
        lambda actor, paper: citation.ris(paper),
        is_citation=True,
    ),
    "gbt7714": Format(
        "text/plain; charset=utf-8", "txt", lambda actor, paper: citation.gbt7714(paper) + "\n", is_citation=True
    ),
}
assert set(get_args(Name)) == set(FORMATS)


def export(actor: Actor, case_id: int, name: Name = "md", *, language: str = "zh", latest: bool = False) -> Exported:
    """A case in one of the formats, as this reader sees it; `latest` is for its own people.

    Raises:
        NotFound: there is none, or she may not see it.
        Conflict: it is archived, so that there is a name left and no text; or nobody could find what she cites.
    """
    return of_paper(actor, papers.paper(actor, case_id, language, latest=latest), name)


def of_paper(actor: Actor, paper: Paper, name: Name) -> Exported:
    """The same for a case that has been read."""
    form = FORMATS[name]
    case = paper.reading.case
    if form.is_citation and not paper.can_be_cited:
        raise Conflict(msg("Only a published case can be cited."), "not_published")
    if paper.is_tombstone and not form.is_citation:
        sentence = msg("The case has been archived: {reason}", reason=case.archived_reason or "–")
        raise Conflict(sentence, "archived")
    made = form.make(actor, paper)
    return Exported(made.encode() if isinstance(made, str) else made, form.media_type, _filename(paper, form))


def _filename(paper: Paper, form: Format) -> str:
    """Of plain letters, so that every system takes it; in which language, where that makes a difference."""
    case = paper.reading.case
    stem = case.slug if case.slug and is_name(case.slug) else f"case-{case.id}"
    return f"{stem}{'' if form.is_bilingual else f'.{paper.language}'}.{form.extension}"
