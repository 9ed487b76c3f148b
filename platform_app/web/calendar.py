"""The calendar: a month as a grid or a list, and the addresses that calendar programs subscribe to."""

from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import ANONYMOUS
from platform_app.accounts import throttle
from platform_app.exports import calendars
from platform_app.kernel.errors import NotFound
from platform_app.kernel.messages import msg
from platform_app.meetings import queries_calendar, service_calendar
from platform_app.meetings.calendar import MEDIA_TYPE
from platform_app.web import months
from platform_app.web.locale import LANGUAGES, language
from platform_app.web.remembered import kept
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("calendar", __name__, url_prefix="/calendar")


@blueprint.get("")
def index() -> str:
    """Meetings of a month; for people at work their deadlines too. `?month=2026-12&view=list&body=1`."""
    actor = current_actor()
    bodies = queries_calendar.bodies(actor)
    body = _chosen([each.id for each in bodies], request.args.get("body"))
    month = months.asked(request.args.get("month"))
    view = "list" if request.args.get("view") == "list" else "month"
    shown = months.read(actor, month, body)
    return render_template("calendar/index.html", bodies=bodies, body=body, month=month, view=view, shown=shown)


@blueprint.get("/subscribe")
def subscribe() -> Response:
    """The addresses, and for people with an account the secret one of their own."""
    return _subscribing(None)


@blueprint.post("/key")
@login_required
def make_key() -> Response:
    """Make a secret address, and show it this once."""
    return _subscribing(calendars.own_address(service_calendar.make_key(current_actor()), language()))


@blueprint.post("/key/revocation")
@login_required
def revoke_key() -> ResponseReturnValue:
    """Have the address open nothing any more."""
    service_calendar.revoke_key(current_actor())
    flash(said(msg("The address no longer works.")), "success")
    return redirect("/calendar/subscribe", 303)


@blueprint.get("/public.ics")
def public() -> Response:
    """Every public meeting."""
    return kept(("calendar", "public", _language()), lambda: _answer(calendars.public(_language())))


@blueprint.get("/bodies/<int:body_id>.ics")
def of_body(body_id: int) -> Response:
    """The public meetings of a body."""
    key = ("calendar", str(body_id), _language())
    return kept(key, lambda: _answer(calendars.of_body(body_id, _language())))


@blueprint.get("/meetings/<int:meeting_id>.ics")
def of_meeting(meeting_id: int) -> Response:
    """One meeting, to take over."""
    return _own(calendars.meeting(current_actor(), meeting_id, _language()))


@blueprint.get("/mine.ics")
def mine() -> Response:
    """Somebody's own by its secret key; what opens nothing is not found, and who tries often has to wait."""
    secret = request.args.get("key", "")
    try:
        reader = queries_calendar.reader_behind(secret)
    except NotFound:
        throttle.count(ANONYMOUS, throttle.FEED, secret, request.remote_addr)
        raise
    wanted = request.args.get("lang")
    return _own(calendars.mine(reader, wanted if wanted in LANGUAGES else reader.language))


def _subscribing(address: str | None) -> Response:
    actor = current_actor()
    own = queries_calendar.key_of(actor) if actor.is_person else None
    public_bodies = [each for each in queries_calendar.bodies(ANONYMOUS) if each.ended_at is None]
    addresses: dict[str | int, str] = {
        "all": calendars.address(calendars.PUBLIC, language()),
        **{each.id: calendars.address(f"/calendar/bodies/{each.id}.ics", language()) for each in public_bodies},
    }
    context: dict[str, Any] = {"own": own, "address": address, "bodies": public_bodies, "addresses": addresses}
    response = make_response(render_template("calendar/subscribe.html", **context))
    response.headers["Cache-Control"] = "no-store"
    return response


def _language() -> str:
    """The address decides, not the browser: a calendar program sends no wish, and one address has one content."""
    asked = request.args.get("lang")
    return asked if asked in LANGUAGES else "zh"


def _answer(found: calendars.Calendar) -> Response:
    response = Response(found.body, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response.last_modified = found.changed_at
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _own(found: calendars.Calendar) -> Response:
    response = _answer(found)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.add_etag()
    response.make_conditional(request)
    return response


def _chosen(ids: list[int], asked: str | None) -> int | None:
    return next((each for each in ids if str(each) == asked), None)
