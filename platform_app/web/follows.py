"""Follow and mute by a button beside a thing; the list of what somebody follows."""

from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.following import listing, service
from platform_app.following.inputs import FOLLOW_KINDS
from platform_app.kernel.errors import NotFound
from platform_app.kernel.messages import msg
from platform_app.web.notice_words import FOLLOWED
from platform_app.web.paging import page_request, pager
from platform_app.web.session import current_actor
from platform_app.web.signin import local_address
from platform_app.wording import said

blueprint = Blueprint("follows", __name__)
DONE = {
    "follow": msg("You follow this now."),
    "mute": msg("Muted: you will hear nothing more of this."),
    "none": msg("You no longer follow this."),
}


def install(app: Flask) -> None:
    """Give templates `follow_state("case", 7)`: `follow`, `mute` or nothing."""
    app.jinja_env.globals["follow_state"] = lambda kind, ref: listing.how(current_actor(), kind, str(ref))


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """Somebody follows."""


@blueprint.post("/follows")
def choose() -> ResponseReturnValue:
    """Follow, mute, or neither; back to where the button stood."""
    actor, how = current_actor(), request.form.get("how", "")
    kind, ref = request.form.get("kind", ""), request.form.get("ref", "")
    if how not in DONE:
        raise NotFound
    if how == "none":
        service.unfollow(actor, kind, ref)
    else:
        service.follow(actor, kind, ref, how="mute" if how == "mute" else "follow")
    flash(said(DONE[how]), "success")
    return redirect(local_address(request.form.get("next")), 303)


@blueprint.get("/account/follows")
def index() -> str:
    """What she follows and what she has muted."""
    asked = request.args.get("kind", "")
    kind = asked if asked in FOLLOW_KINDS else None
    page = listing.follows(current_actor(), page_request(), kind=kind)
    context: dict[str, Any] = {"page": page, "pager": pager(page), "kind": kind, "kinds": FOLLOWED}
    return render_template("account/follows.html", **context)
