"""The page behind the link that stops mail. Looking stops nothing, because scanners look; one POST does (RFC 8058)."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from platform_app.access.actor import ANONYMOUS
from platform_app.following import service, unsubscribing
from platform_app.web.notice_words import HOWS, KINDS

blueprint = Blueprint("unsubscribing", __name__)


@blueprint.after_request
def keep_secret(response: Response) -> Response:
    """No cache keeps these pages and no other site learns their addresses."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


@blueprint.route("/unsubscribe/<token>", methods=["GET", "POST"])
def stop(token: str) -> ResponseReturnValue:
    """Ask, or stop at once. A mail program has no session and no form, so none is asked for."""
    wanted = unsubscribing.read(token)
    if request.method == "POST":
        service.unsubscribe(ANONYMOUS, token)
    name = HOWS[wanted.topic] if wanted.topic in HOWS else KINDS[wanted.topic][0]
    return render_template("notices/unsubscribe.html", token=token, name=name, is_done=request.method == "POST")
