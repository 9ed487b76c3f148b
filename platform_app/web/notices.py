"""What somebody was told: the list, and marking it as read; the count in the head of every page."""

from dataclasses import replace
from datetime import UTC, datetime

from flask import Blueprint, Flask, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.following import queries, service, words
from platform_app.web.desk_words import age
from platform_app.web.locale import language
from platform_app.web.notice_words import KINDS, OFFICIAL, PICTURES
from platform_app.web.paging import page_request, pager
from platform_app.web.session import current_actor

blueprint = Blueprint("notices", __name__, url_prefix="/notices")


def install(app: Flask) -> None:
    """Give templates the count of what waits."""
    app.jinja_env.globals["unread_notices"] = lambda: queries.count_unread(current_actor())


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """They are somebody's."""


@blueprint.get("")
def index() -> str:
    """Her notices, the newest first; `?unread=1` those that she has not read."""
    actor = current_actor()
    unread = bool(request.args.get("unread"))
    page = queries.groups(actor, page_request(), unread=unread)
    return render_template(
        "notices/index.html",
        page=page,
        pager=pager(page),
        lines=[(group, words.sentence(group, language())) for group in page.items],
        newest=max((group.id for group in page.items), default=0) if not request.args.get("cursor") else None,
        unread_only=unread,
        undone=_moment(request.args.get("read")),
        kinds={**KINDS, "official": OFFICIAL},
        pictures=PICTURES,
        age=age,
    )


@blueprint.get("/<int:notice_id>")
def open_one(notice_id: int) -> ResponseReturnValue:
    """Go to what a line is about; the line is read by that."""
    group = queries.group(current_actor(), notice_id)
    many = request.args.get("count", type=int) or 1
    onward = words.path(replace(group, count=many))
    service.mark_read(current_actor(), [notice_id])
    return redirect(onward, 303)


@blueprint.post("/read")
def read() -> ResponseReturnValue:
    """Mark one line, or everything that the page has shown, as read."""
    actor = current_actor()
    if notice_id := request.form.get("id", type=int):
        service.mark_read(actor, [notice_id])
        return redirect("/notices", 303)
    moment = service.mark_all_read(actor, up_to=request.form.get("up_to", 0, type=int))
    return redirect(f"/notices?read={moment.timestamp()}", 303)


@blueprint.post("/unread")
def unread() -> ResponseReturnValue:
    """Take marking back: of one line, or of all that was marked at one moment."""
    actor = current_actor()
    if notice_id := request.form.get("id", type=int):
        service.mark_unread(actor, [notice_id])
    elif moment := _moment(request.form.get("read")):
        service.undo_all_read(actor, moment)
    return redirect("/notices", 303)


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(float(text), UTC) if text else None
    except (ValueError, OverflowError, OSError):
        return None
