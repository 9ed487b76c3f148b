"""How a case came to be: its revisions, what changed between two, what was decided about it."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.answers import Answer, created
from platform_app.api.cases import CaseId
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Id
from platform_app.api.shapes import Entity, Listing, Shape, address, whole
from platform_app.api.shapes_case import CaseShape, contents, full
from platform_app.cases import queries, service
from platform_app.cases.models import Case, CaseRevision

noun = Noun("revisions", "Every save of a case, and what was decided about it.")


class RevisionNo(CaseId):
    """Which revision of which case."""

    no: Id


class TwoRevisions(CaseId):
    """Which two revisions of which case."""

    a: Id
    b: Id


class RevisionShape(Entity):
    """A save of a case."""

    no: int
    note: str | None
    author_name: str | None = Field(description="For members only")
    restored_no: int | None = Field(description="The revision that was saved again")
    published_at: datetime | None = Field(description="Since when readers could see it")


class RevisionText(RevisionShape):
    """A save of a case with what it said."""

    content: dict[str, Any]


class Change(Shape):
    """One field that differs."""

    field: Annotated[str, Field(description="Dotted path, as `title.zh`")]
    before: Any
    after: Any


class Comparison(Shape):
    """What differs between two revisions."""

    before: int
    after: int
    changes: list[Change]


CONTENT = {"form": "short", "title": {"zh": "社区微更新试点", "en": None, "state": {"zh": "none", "en": "none"}}}
COMPARISON = {
    "before": 1,
    "after": 2,
    "changes": [{"field": "title.en", "before": None, "after": "A pilot of small-scale renewal"}],
}


@noun.operation(
    "GET",
    "/cases/<int:id>/revisions",
    Note(gives=Listing[RevisionShape], example=examples.listing(examples.REVISION), refusals=(404,)),
)
def index(actor: Actor, path: CaseId) -> Answer:
    """Revisions open to you, newest first: all of your own organisation's cases, public ones of others."""
    case = queries.get(actor, path.id)
    rows = queries.revision_list(actor, case)
    return Answer(Listing[RevisionShape](**whole([RevisionShape(**_parts(actor, case, row)) for row in rows])))


@noun.operation(
    "GET",
    "/cases/<int:id>/revisions/<int:no>",
    Note(gives=RevisionText, example={**examples.REVISION, "content": CONTENT}, refusals=(404,)),
)
def show(actor: Actor, path: RevisionNo) -> Answer:
    """One revision with its text."""
    reading = queries.read(actor, path.id, no=path.no)
    parts = _parts(actor, reading.case, reading.revision)
    return Answer(RevisionText(**parts, content=contents(reading.content)))


@noun.operation(
    "GET",
    "/cases/<int:id>/revisions/<int:a>/compare/<int:b>",
    Note(gives=Comparison, example=COMPARISON, refusals=(404,)),
)
def compare(actor: Actor, path: TwoRevisions) -> Answer:
    """What differs between two revisions, field by field."""
    before, after = (contents(queries.read(actor, path.id, no=no).content) for no in (path.a, path.b))
    changes = [Change(field=name, before=old, after=new) for name, old, new in _differences(before, after)]
    return Answer(Comparison(before=path.a, after=path.b, changes=changes))


@noun.operation(
    "POST",
    "/cases/<int:id>/revisions/<int:no>/restoration",
    Note(
        writes=True, gives=CaseShape, status=201, example=examples.CASE, refusals=(403, 404, 409, 422), match="needed"
    ),
)
def restore(actor: Actor, path: RevisionNo, version: int | None) -> Answer:
    """Save an old revision again as a new one; nothing is lost."""
    base = version if version is not None else queries.get(actor, path.id).version
    service.restore(actor, path.id, path.no, version=base)
    reading = queries.read(actor, path.id, latest=True)
    return created(full(actor, reading), address("cases.show", id=path.id))


def _parts(actor: Actor, case: Case, row: CaseRevision) -> dict[str, Any]:
    may_restore = actor.may_write and row.no != case.latest_no and allows(actor, P.CASE_EDIT, case)
    return {
        "id": row.id,
        "url": address("revisions.show", id=case.id, no=row.no),
        "version": 1,  # a revision never changes
        "created_at": row.at,
        "updated_at": row.at,
        "actions": ["restore"] if may_restore else [],
        "no": row.no,
        "note": row.note,
        "author_name": row.author_name if allows(actor, P.CASE_SEE_CONTACT, case) else None,
        "restored_no": row.restored_no,
        "published_at": row.published_at,
    }


def _differences(before: Any, after: Any, path: str = "") -> list[tuple[str, Any, Any]]:
    if before == after:
        return []
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return [(path, before, after)]
    names = [*before, *(name for name in after if name not in before)]
    return [
        difference
        for name in names
        for difference in _differences(before.get(name), after.get(name), f"{path}.{name}" if path else name)
    ]
