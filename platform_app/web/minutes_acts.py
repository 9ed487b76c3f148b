"""Acts on minutes, each on a page of its own that says what will happen: circulation, comments, approval, addenda."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.kernel import clock
from platform_app.kernel.errors import DomainError
from platform_app.kernel.messages import Message, msg
from platform_app.meetings import queries_minutes, service_approval, service_comments
from platform_app.meetings.inputs_minutes import Approval, Circulation, Disposition, NewAddendum, NewComment
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import TABLES, said

blueprint = Blueprint("minutes_acts", __name__)


@dataclass(frozen=True)
class Act:
    """An act: who may, what it is called, what it brings about, what it asks for."""

    permission: P
    title: Message
    what: Message
    fields: tuple[str, ...] = ()


ACTS: Mapping[str, Act] = {
    "circulation": Act(
        P.MINUTES_WRITE,
        msg("Circulate the minutes"),
        msg("Member organisations get a letter and may comment until the day you name, that day included."),
        ("comments_until", "words"),
    ),
    "comment": Act(
        P.MINUTES_COMMENT,
        msg("Comment on the minutes"),
        msg("The secretariat decides on every comment before the minutes are approved, and you are told."),
        ("item", "organisation", "text"),
    ),
    "disposition": Act(
        P.MINUTES_WRITE,
        msg("Decide on a comment"),
        msg("The organisation that has made it reads your decision at once and gets a letter at the approval."),
        ("disposition", "words"),
    ),
    "approval": Act(
        P.MINUTES_APPROVE,
        msg("Approve the minutes"),
        msg("The minutes are locked under a SHA-256 and cannot be changed any more, only corrected by an addendum."),
    ),
    "addendum": Act(
        P.MINUTES_WRITE,
        msg("Add an addendum"),
        msg("The approved minutes stay as they are. The addendum is dated, numbered and shown below them."),
        ("item", "text_zh", "text_en"),
    ),
}


@blueprint.get("/meetings/<int:meeting_id>/minutes/<act>")
@login_required
def ask(meeting_id: int, act: str) -> str:
    """What an act will bring about, and what it needs."""
    return render_template("minutes/act.html", errors={}, typed=request.args, **_about(meeting_id, act))


@blueprint.post("/meetings/<int:meeting_id>/minutes/<act>")
@login_required
def do(meeting_id: int, act: str) -> ResponseReturnValue:
    """Do it; what was typed stays where it is refused."""
    if act not in ACTS:
        abort(404)
    try:
        _DOING[act](current_actor(), meeting_id)
    except DomainError as error:
        return again("minutes/act.html", error, **_about(meeting_id, act))
    flash(said(msg("Done. It is on record, and those concerned are told.")), "success")
    return redirect(f"/meetings/{meeting_id}/minutes", 303)


def _about(meeting_id: int, act: str) -> dict[str, Any]:
    if act not in ACTS:
        abort(404)
    actor = current_actor()
    found = queries_minutes.read(actor, meeting_id)
    require(actor, ACTS[act].permission, found.meeting)
    about = _number("comment")
    return {
        "found": found,
        "meeting": found.meeting,
        "act": act,
        "words": ACTS[act],
        "today": clock.today(),
        "comment": next((each for each in found.comments if each.id == about), None),
        "dispositions": [(key, said(name)) for key, name in TABLES["disposition"].items()],
        "unwritten": sum(1 for each in found.items if not each.version),
        "undecided": sum(1 for each in found.comments if each.disposition is None),
    }


def _number(name: str) -> int:
    typed = request.values.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


def _circulate(actor: Actor, meeting_id: int) -> object:
    return service_comments.circulate(actor, meeting_id, sent(Circulation), _number("version"))


def _comment(actor: Actor, meeting_id: int) -> object:
    return service_comments.comment(actor, meeting_id, sent(NewComment))


def _dispose(actor: Actor, meeting_id: int) -> object:
    return service_comments.dispose(
        actor, meeting_id, _number("comment"), sent(Disposition), _number("comment_version")
    )


def _approve(actor: Actor, meeting_id: int) -> object:
    return service_approval.approve(actor, meeting_id, Approval(), _number("version"))


def _add_addendum(actor: Actor, meeting_id: int) -> object:
    return service_approval.add_addendum(actor, meeting_id, sent(NewAddendum))


_DOING: Mapping[str, Callable[[Actor, int], object]] = {
    "circulation": _circulate,
    "comment": _comment,
    "disposition": _dispose,
    "approval": _approve,
    "addendum": _add_addendum,
}
