"""Help with writing a case: write-ups brought in, drafts for others, a form on paper, and what is still missing."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api import examples, multipart
from platform_app.api.answers import Answer, SentFile, created
from platform_app.api.cases import CaseId, owner
from platform_app.api.operations import Note, Noun
from platform_app.api.publication import acting, done
from platform_app.api.reading import Asked, Id
from platform_app.api.shapes import Shape, address, reader_language
from platform_app.api.shapes_case import CaseShape, full
from platform_app.cases import drafting, imports, queries
from platform_app.cases.blanks import PaperForm
from platform_app.cases.completeness import Need
from platform_app.cases.imports import Imported
from platform_app.cases.progress import progress
from platform_app.cases.texts import Language
from platform_app.exports import forms
from platform_app.exports.cases import FORMATS
from platform_app.kernel.inputs import Input, Line
from platform_app.media.keeping import Upload
from platform_app.wording import said

noun = Noun("writing", "Help with writing a case: write-ups, drafts for others, a form on paper, what is missing.")

Reason = Literal["unknown", "too_long", "unreadable", "picture"]


class Lack(Shape):
    """Something that is missing, and where it would stand."""

    field: str
    message: str


class CompletenessShape(Shape):
    """What the newest revision of a case lacks."""

    submission: list[Lack] = Field(description="To be handed in")
    announcement: list[Lack] = Field(description="To be announced as a typical case")


class LeftoverShape(Shape):
    """A text of a write-up that has no place in the case yet."""

    heading: str = Field(description="Under which it stood; empty if under none")
    text: str = Field(description="Markdown")
    section: str | None = Field(description="The field it was meant for, if that is known")
    reason: Reason = Field(description="`unknown` heading, `too_long` or `unreadable` for its field, or a `picture`")


class LeftoversShape(Shape):
    """What became of the write-up that a draft was made of."""

    matched: dict[str, list[str]] = Field(description="Field → the headings whose text it holds")
    leftovers: list[LeftoverShape]


class ImportShape(LeftoversShape):
    """A new draft, and what became of the write-up it was made of."""

    case: CaseShape


class NewImport(Input):
    """For whom a write-up is brought in, and in which language words are whose letters do not tell."""

    organisation: Annotated[Line, Field(max_length=20)] | None = Field(None, description="Its code")
    organisation_id: Id | None = None
    language: Language | None = None


class FormQuery(Asked):
    """Which form on paper."""

    form: PaperForm = "short"
    language: Language | None = None


LEFTOVERS = {
    "matched": {"actions": ["二、主要做法"]},
    "leftovers": [{"heading": "三、大事记", "text": "2024年启动。", "section": None, "reason": "unknown"}],
}
COMPLETENESS = {
    "submission": [{"field": "indicators", "message": "Give at least one indicator with a result."}],
    "announcement": [{"field": "title.en", "message": "Give it an English title."}],
}
DOCX = FORMATS["docx"].media_type


@noun.operation(
    "POST",
    "/cases/imports",
    Note(
        writes=True,
        gives=ImportShape,
        status=201,
        example={**LEFTOVERS, "case": examples.CASE},
        sends={"file": "(bytes)", "organisation": "330100", "organisation_id": "12", "language": "zh"},
        refusals=(403, 409, 422),
        accepted=(multipart.MEDIA_TYPE,),
    ),
)
def bring_in(actor: Actor, body: NewImport, upload: Upload) -> Answer:
    """Make a draft of a write-up: a Word file, Markdown or plain text.

    Headings are matched to the fields of a case in Chinese and English; pictures of a Word file become files of the
    case. What matches none, or is too long for its field, is answered as `leftovers` and kept beside the draft.
    """
    organisation = owner(actor, body.organisation, body.organisation_id)
    language = body.language or reader_language()
    found = imports.import_document(actor, organisation.id, upload, language=language)
    case = full(actor, queries.read(actor, found.case.id))
    return created(ImportShape(case=case, **_left(found)), address("cases.show", id=found.case.id))


@noun.operation("GET", "/cases/<int:id>/leftovers", Note(gives=LeftoversShape, example=LEFTOVERS, refusals=(403, 404)))
def leftovers(actor: Actor, path: CaseId) -> Answer:
    """What became of the write-up that a draft was made of; for its own people."""
    return Answer(LeftoversShape(**_left(imports.imported(actor, path.id))))


@noun.operation(
    "DELETE",
    "/cases/<int:id>/leftovers",
    Note(writes=True, gives=None, status=204, refusals=(403, 404, 422)),
)
def clear_leftovers(actor: Actor, path: CaseId) -> Answer:
    """Put away what the write-up left over."""
    imports.clear_leftovers(actor, path.id)
    return Answer(None, 204)


@noun.operation("POST", "/cases/<int:id>/takeover", acting(examples.SUMMARY))
def take_over(actor: Actor, path: CaseId) -> Answer:
    """Take over a draft that your province, or the secretariat, began for your organisation."""
    return done(actor, path.id, lambda: drafting.take_over(actor, path.id))


@noun.operation(
    "GET", "/cases/<int:id>/completeness", Note(gives=CompletenessShape, example=COMPLETENESS, refusals=(403, 404))
)
def completeness(actor: Actor, path: CaseId) -> Answer:
    """What the newest revision still lacks, in words; for its own people."""
    found = progress(actor, path.id)
    return Answer(CompletenessShape(submission=_told(found.submission), announcement=_told(found.announcement)))


@noun.operation("GET", "/cases/form", Note(gives=None, files={DOCX: "PK…"}, refusals=(422,)))
def form(actor: Actor, query: FormQuery) -> SentFile:
    """The form on paper as a Word file. Filled in, it can be brought in: its headings are those of the fields."""
    made = forms.blank_form(actor, query.form, language=query.language or reader_language())
    return SentFile(made.body, made.media_type, made.filename, sha256(made.body).hexdigest()[:32])


def _told(needs: Sequence[Need]) -> list[Lack]:
    return [Lack(field=need.field, message=said(need.sentence)) for need in needs]


def _left(found: Imported) -> dict[str, Any]:
    return {
        "matched": {part: list(headings) for part, headings in found.matched.items()},
        "leftovers": [LeftoverShape.model_validate(each) for each in found.leftovers],
    }
