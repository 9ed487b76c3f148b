"""What somebody who was suspended can still do: read why, and appeal once, by the link of her letter."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from platform_app.access.actor import ANONYMOUS
from platform_app.kernel.errors import DomainError
from platform_app.moderation import queries_sanctions, service_sanctions
from platform_app.moderation.inputs_reports import SuspensionAppeal
from platform_app.web.sent import again, sent

blueprint = Blueprint("suspension", __name__)


@blueprint.route("/suspension/<secret>", methods=["GET", "POST"])
def appeal(secret: str) -> ResponseReturnValue:
    """Why the account was suspended, and a form for the one appeal; opening it sends nothing."""
    page = {"sanction": queries_sanctions.suspension_behind(ANONYMOUS, secret)}
    if request.method != "POST":
        return render_template("signin/suspension.html", errors={}, typed={}, is_sent=False, **page)
    try:
        service_sanctions.appeal_suspension(ANONYMOUS, sent(SuspensionAppeal, secret=secret))
    except DomainError as error:
        return again("signin/suspension.html", error, is_sent=False, **page)
    return render_template("signin/suspension.html", errors={}, typed={}, is_sent=True, **page)
