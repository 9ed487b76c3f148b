"""Boards: what an organisation owes and what is owed to it, and the secretariat's over everything, as a file too."""

from dataclasses import replace

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app import overview
from platform_app.exports import boards
from platform_app.meetings import queries_actions
from platform_app.meetings.queries_actions import ActionFilter
from platform_app.web.actions import choices, number, owed
from platform_app.web.exports import file
from platform_app.web.locale import language
from platform_app.web.paging import page_request, pager
from platform_app.web.session import current_actor
from platform_app.wording import TABLES

blueprint = Blueprint("boards", __name__)


@blueprint.get("/board")
@login_required
def mine() -> str:
    """What my organisations owe, or what is owed to them; overdue first."""
    actor = current_actor()
    side = request.args.get("side") or "owe"
    if side not in ("owe", "owed"):
        abort(404)
    whole = ActionFilter(mine=True) if side == "owe" else overview.owed_to(actor)
    wanted = replace(whole, overdue=bool(request.args.get("overdue")), status=_of("status", "action_status"))
    page = queries_actions.listing(actor, wanted, page_request())
    context = {"side": side, "board": overview.board(actor), "statuses": choices("action_status"), **owed()}
    return render_template("boards/mine.html", page=page, pager=pager(page), asked=request.args, **context)


@blueprint.get("/board/all")
@login_required
def everything() -> str:
    """The board over everything, for the secretariat; secretariats of bodies see theirs."""
    actor = current_actor()
    wanted = replace(_asked(), kept_by=queries_actions.kept_by_hers(actor))
    page = queries_actions.listing(actor, wanted, page_request(50))
    counts = queries_actions.counts(actor, replace(wanted, overdue=False, status=None))
    context = {"statuses": choices("action_status"), "levels": choices("organisation_level"), **owed()}
    bodies = queries_actions.bodies(actor)
    asked = request.args
    return render_template(
        "boards/all.html", page=page, pager=pager(page), counts=counts, bodies=bodies, asked=asked, **context
    )


@blueprint.get("/board/all.<format>")
@login_required
def export(format: str) -> ResponseReturnValue:
    """The same as a workbook or as CSV."""
    if format not in ("xlsx", "csv"):
        abort(404)
    return file(boards.export(current_actor(), _asked(), "xlsx" if format == "xlsx" else "csv", language()))


def _asked() -> ActionFilter:
    return ActionFilter(
        overdue=bool(request.args.get("overdue")),
        status=_of("status", "action_status"),
        level=_of("level", "organisation_level"),
        body_id=number("body"),
    )


def _of(name: str, table: str) -> str | None:
    value = request.args.get(name) or None
    if value is not None and value not in TABLES[table]:
        abort(404)
    return value
