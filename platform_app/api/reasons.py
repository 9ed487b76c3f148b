"""Reasons ready for use at the desk, in both languages."""

from typing import Annotated

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.answers import Answer, created
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id, Word
from platform_app.api.shapes import Entity, Listing, address, permitted, whole
from platform_app.desk import canned, queries
from platform_app.desk.inputs import Code, NewReason
from platform_app.desk.models import CannedReason

noun = Noun("reasons", "Reasons ready for use when a case is returned, taken off or archived.")


class ReasonId(Asked):
    """Which reason."""

    id: Id


class ReasonsQuery(Asked):
    """For which act."""

    act: Word | None = Field(None, description="`return`, `unpublish`, `archive`, …")


class CodedReason(NewReason):
    """A reason under a code of its own."""

    code: Annotated[Code, Field(description="By which it is named in a decision; it stays")]


class ReasonShape(Entity):
    """A reason in both languages."""

    code: str
    act: str
    title_zh: str
    title_en: str
    text_zh: str
    text_en: str


NEW = {
    "act": "return",
    "title_zh": "数据缺来源",
    "title_en": "Figures without a source",
    "text_zh": "请为每个数据写明来源和年份。",
    "text_en": "Please give every figure its source and year.",
}
EXAMPLE = {**examples.entity("reasons/3", id=3, version=1), "code": "return-figures", **NEW}


@noun.operation(
    "GET", "/desk/reasons", Note(Listing[ReasonShape], examples.listing(EXAMPLE), needs_token=True, refusals=(403, 422))
)
def index(actor: Actor, query: ReasonsQuery) -> Answer:
    """Those of an act, or all; for members of organisations."""
    rows = queries.reasons(actor, [query.act] if query.act else None)
    return Answer(Listing[ReasonShape](**whole([_shape(actor, row) for row in rows])))


@noun.operation("GET", "/desk/reasons/<int:id>", Note(ReasonShape, EXAMPLE, needs_token=True, refusals=(403, 404)))
def show(actor: Actor, path: ReasonId) -> Answer:
    """One of them."""
    return Answer(_shape(actor, queries.reason(actor, path.id)))


@noun.operation(
    "POST",
    "/desk/reasons",
    Note(ReasonShape, EXAMPLE, 201, (403, 409, 422), writes=True, sends={"code": "return-figures", **NEW}),
)
def add(actor: Actor, body: CodedReason) -> Answer:
    """Add one; for moderators and administrators."""
    new = NewReason.model_validate(body.model_dump(exclude={"code"}))
    row = canned.add_reason(actor, new, code=body.code)
    return created(_shape(actor, row), address("reasons.show", id=row.id))


@noun.operation(
    "PUT",
    "/desk/reasons/<int:id>",
    Note(ReasonShape, EXAMPLE, refusals=(403, 404, 412, 422), writes=True, match="needed", sends=NEW),
)
def change(actor: Actor, path: ReasonId, version: int | None, body: NewReason) -> Answer:
    """Change one; for moderators and administrators. Those given before stay as they were given."""
    return Answer(_shape(actor, canned.edit_reason(actor, path.id, body, version=version or 0)))


@noun.operation(
    "DELETE",
    "/desk/reasons/<int:id>",
    Note(None, status=204, refusals=(403, 404, 412), writes=True, match="needed"),
)
def remove(actor: Actor, path: ReasonId, version: int | None) -> Answer:
    """Take one out; for moderators and administrators."""
    canned.remove_reason(actor, path.id, version=version or 0)
    return Answer(None, 204)


def _shape(actor: Actor, row: CannedReason) -> ReasonShape:
    own = {name: getattr(row, name) for name in ReasonShape.model_fields if hasattr(row, name)}
    links = {"url": address("reasons.show", id=row.id), "actions": permitted(actor, (P.REASON_EDIT,), row)}
    return ReasonShape(**own, **links)
