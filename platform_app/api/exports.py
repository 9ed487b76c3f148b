"""What can be taken away from here: a case as a file or a citation."""

from hashlib import sha256
from typing import Any

from platform_app.access.actor import Actor
from platform_app.api import examples
from platform_app.api.answers import SentFile
from platform_app.api.cases import CaseId
from platform_app.api.operations import Note, Noun
from platform_app.api.organisations import OrganisationId
from platform_app.api.shapes import reader_language
from platform_app.exports import cases, organisations
from platform_app.exports.inputs import ExportRequest

noun = Noun("exports", "What can be taken away from here.")

ADDRESS = examples.SUMMARY["page_url"]
CITED = f"杭州市. 社区微更新试点[EB/OL]. (2026-11-22)[2026-11-25]. {ADDRESS}.\n"
EXAMPLES: dict[cases.Name, Any] = {
    "md": "---\nslug: case-7\nform: short\norganisation: '330100'\ntitle:\n  zh: 社区微更新试点\n---\n",
    "jsonld": {"@context": "https://schema.org", "@type": "Article", "headline": "社区微更新试点", "url": ADDRESS},
    "docx": "PK…",
    "bibtex": "@misc{Hangzhou2026case7,\n  author       = {{杭州市}},\n  title        = {{社区微更新试点}},\n}\n",
    "ris": "TY  - ELEC\r\nAU  - 杭州市\r\nTI  - 社区微更新试点\r\nER  - \r\n",
    "gbt7714": CITED,
}


ZIP = "application/zip"


@noun.operation(
    "GET", "/organisations/<int:id>/export", Note(gives=None, files={ZIP: "PK…"}, needs_token=True, refusals=(403, 404))
)
def organisation(actor: Actor, path: OrganisationId) -> SentFile:
    """Everything of one organisation, as a ZIP: `export.json`, its files by SHA-256, and `SHA256SUMS`.

    For its coordinators and for administrators; it stands in the audit log.
    """
    package = organisations.export_organisation(actor, path.id)
    return SentFile(package.stream, ZIP, package.filename, package.digest)


@noun.operation(
    "GET",
    "/cases/<int:id>/export",
    Note(
        gives=None,
        files={form.media_type: EXAMPLES[name] for name, form in cases.FORMATS.items()},
        refusals=(404, 409, 422),
    ),
)
def case(actor: Actor, path: CaseId, query: ExportRequest) -> SentFile:
    """A case as a file or a citation, as you may read it; the contact is for members only.

    Of an archived case readers get citations only (409): its texts are no longer public.
    """
    made = cases.export(
        actor,
        path.id,
        query.format,
        language=query.language or reader_language(),
        latest=query.revision == "latest",
    )
    return SentFile(made.body, made.media_type, made.filename, sha256(made.body).hexdigest()[:32])
