"""Action items: giving, reading and changing them, and the board over everything as a file."""

from hashlib import sha256
from typing import Any, Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.levels import Level
from platform_app.api import examples, shapes_actions
from platform_app.api.answers import Answer, SentFile, created, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import MERGE_PATCH, Asked, Id, ListQuery
from platform_app.api.shapes import Listing, address, reader_language
from platform_app.api.shapes_actions import ACTION, ActionShape, ActionStatus
from platform_app.exports import boards
from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import msg
from platform_app.meetings import content_actions, queries_actions, service_actions
from platform_app.meetings.inputs_actions import ActionContent, NewAction
from platform_app.meetings.queries_actions import ActionFilter

noun = Noun("actions", "Action items: what organisations have to do by a day.")
NEW = {
    "title_zh": "编制加装电梯指南",
    "organisation": "330100",
    "due_on": "2026-12-31",
    "resolution": 5,
    "indicator": "I03",
}


class ActionId(Asked):
    """Which action item."""

    id: Id


class _Narrowing(Asked):
    overdue: bool = Field(False, description="Those whose day has passed")
    status: ActionStatus | None = None
    body: Id | None = None
    level: Level | None = Field(None, description="Of the organisation that owns it")


class ActionsQuery(_Narrowing, ListQuery):
    """Which action items."""

    mine: bool = Field(False, description="Those that your organisations own or that were given to you")
    meeting: Id | None = None
    resolution: Id | None = None


class BoardQuery(_Narrowing):
    """Which rows, and in which form."""

    format: Literal["xlsx", "csv"] = "xlsx"


@noun.operation(
    "GET", "/actions", Note(Listing[ActionShape], examples.listing(ACTION), refusals=(422,), needs_token=True)
)
def index(actor: Actor, query: ActionsQuery) -> Answer:
    """Action items you may read: overdue ones first, then by their day, settled ones last."""
    wanted = ActionFilter(
        mine=query.mine,
        overdue=query.overdue,
        status=query.status,
        body_id=query.body,
        level=query.level,
        meeting_id=query.meeting,
        resolution_id=query.resolution,
    )
    page = queries_actions.listing(actor, wanted, query.page)
    return part(page, [shapes_actions.action(actor, row) for row in page.items], Listing[ActionShape])


@noun.operation("POST", "/actions", Note(ActionShape, ACTION, 201, (403, 404, 409, 422), writes=True, sends=NEW))
def assign(actor: Actor, body: NewAction) -> Answer:
    """Give an organisation something to do, as the secretariat of a body.

    `resolution`, `meeting` or `body` says for which; the organisation and the person get a letter.
    """
    row = service_actions.assign(actor, body)
    return created(whole(actor, row.id), address("actions.show", id=row.id))


@noun.operation("GET", "/actions/<int:id>", Note(ActionShape, ACTION, refusals=(404,), needs_token=True))
def show(actor: Actor, path: ActionId) -> Answer:
    """One action item with its log and its evidence."""
    return Answer(whole(actor, path.id))


@noun.operation(
    "PATCH",
    "/actions/<int:id>",
    Note(
        ActionShape,
        ACTION,
        refusals=(403, 404, 409, 412, 422, 428),
        writes=True,
        match="needed",
        sends={"due_on": "2027-01-31", "priority": "high"},
        accepted=MERGE_PATCH,
    ),
)
def change(actor: Actor, path: ActionId, version: int | None, patch: Any) -> Answer:
    """Change an action item by a JSON merge patch (RFC 7396); a new day brings reminders of its own."""
    if not isinstance(patch, dict):
        raise Invalid.one("", msg("This must be an object."))
    kept = content_actions.of(actor, path.id)
    service_actions.edit(actor, path.id, version or 0, read(ActionContent, {**kept, **patch}))
    return Answer(whole(actor, path.id))


@noun.operation(
    "GET",
    "/board/export",
    Note(
        gives=None,
        files={boards.XLSX: "PK…", boards.CSV: "编号,行动事项\n"},
        needs_token=True,
        refusals=(403, 422),
    ),
)
def export(actor: Actor, query: BoardQuery) -> SentFile:
    """The board over everything as a workbook (`format=xlsx`) or as CSV, for the secretariat.

    Secretariats of bodies get the action items of theirs; five thousand rows at most.
    """
    wanted = ActionFilter(overdue=query.overdue, status=query.status, body_id=query.body, level=query.level)
    made = boards.export(actor, wanted, query.format, reader_language())
    return SentFile(made.body, made.media_type, made.filename, sha256(made.body).hexdigest()[:32])


def whole(actor: Actor, action_id: int) -> ActionShape:
    """One action item with its log and its evidence."""
    row = queries_actions.read(actor, action_id)
    return shapes_actions.action(actor, row, list(queries_actions.evidence(actor, action_id)))
