"""Which notices come by mail and when; the secret address of one's own feed."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.exports import notices as feed
from platform_app.following import choices, queries_feed, service, service_feed
from platform_app.following.inputs import NoticePreferences
from platform_app.kernel.errors import DomainError
from platform_app.kernel.messages import Message, msg
from platform_app.web.notice_words import HOWS, KINDS, ZONES
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("notice_choices", __name__, url_prefix="/account/notices")


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """They are somebody's."""


@blueprint.after_request
def keep_secret(response: Response) -> Response:
    """No cache keeps this page: it may show the secret of a feed."""
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("")
def show() -> str:
    """What she has chosen."""
    return render_template("account/notices.html", errors={}, typed=None, address=None, **_page())


@blueprint.post("")
def choose() -> ResponseReturnValue:
    """Choose anew."""
    try:
        service.choose(current_actor(), sent(NoticePreferences))
    except DomainError as error:
        return again("account/notices.html", error, address=None, **_page())
    return _back(msg("Saved."))


@blueprint.post("/feed")
def make_feed() -> ResponseReturnValue:
    """Make a secret address, and show it this once."""
    address = feed.address(service_feed.make_feed(current_actor()))
    return render_template("account/notices.html", errors={}, typed=None, address=address, **_page())


@blueprint.post("/feed/revocation")
def revoke_feed() -> ResponseReturnValue:
    """Have the address open nothing any more."""
    service_feed.revoke_feed(current_actor())
    return _back(msg("The address no longer works."))


def _page() -> dict[str, Any]:
    actor = current_actor()
    chosen = choices.preferences(actor)
    zones = ZONES if chosen.time_zone in ZONES else (chosen.time_zone, *ZONES)
    names = [(zone, zone.replace("_", " ")) for zone in zones]
    hows = [(how, said(name)) for how, name in HOWS.items()]
    feed_since = queries_feed.feed_of(actor)
    return {"chosen": chosen, "kinds": KINDS, "hows": hows, "zones": names, "own_feed": feed_since}


def _back(message: Message) -> ResponseReturnValue:
    flash(said(message), "success")
    return redirect("/account/notices", 303)
