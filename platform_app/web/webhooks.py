"""The webhooks of an organisation: for its coordinators, with what was sent and how it went."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Organisation
from platform_app.kernel.errors import DomainError, NotFound
from platform_app.kernel.messages import Message, msg
from platform_app.web.paging import page_request, pager
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.webhooks import queries, service
from platform_app.webhooks.catalogue import HAPPENINGS
from platform_app.webhooks.inputs import NewWebhook, WebhookChange
from platform_app.webhooks.models import Webhook
from platform_app.webhooks.posting import ERRORS
from platform_app.webhooks.service import Issued
from platform_app.wording import said

blueprint = Blueprint("webhooks", __name__, url_prefix="/organisations/<code>/webhooks")


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """They are kept by somebody."""


@blueprint.get("")
def index(code: str) -> str:
    """All of the organisation, and a form for one more."""
    return render_template("webhooks/index.html", errors={}, typed={}, **_about(code))


@blueprint.post("")
def register(code: str) -> ResponseReturnValue:
    """Make one; its secret is shown this once."""
    try:
        organisation = accounts.organisation_by_code(current_actor(), code)
        issued = service.register(current_actor(), organisation.id, sent(NewWebhook, many=("events",)))
    except DomainError as error:
        return again("webhooks/index.html", error, ticked=request.form.getlist("events"), **_about(code))
    return _shown(code, issued.webhook.id, issued=issued)


@blueprint.get("/<int:webhook_id>")
def show(code: str, webhook_id: int) -> str:
    """One of them, with what it was sent."""
    return _shown(code, webhook_id)


@blueprint.post("/<int:webhook_id>")
def change(code: str, webhook_id: int) -> ResponseReturnValue:
    """Change it."""
    try:
        change = sent(WebhookChange, many=("events",))
        service.edit(current_actor(), webhook_id, change, version=_version())
    except DomainError as error:
        about = _about_one(code, webhook_id)
        return again("webhooks/show.html", error, ticked=request.form.getlist("events"), **about)
    return _back(code, webhook_id, msg("Saved."))


@blueprint.post("/<int:webhook_id>/secret")
def change_secret(code: str, webhook_id: int) -> ResponseReturnValue:
    """A new secret, shown this once."""
    return _shown(code, webhook_id, issued=service.change_secret(current_actor(), webhook_id))


@blueprint.post("/<int:webhook_id>/ping")
def ping(code: str, webhook_id: int) -> ResponseReturnValue:
    """Send a test."""
    service.ping(current_actor(), webhook_id)
    return _back(code, webhook_id, msg("A test is on its way. Reload the page in a few seconds to see how it went."))


@blueprint.post("/<int:webhook_id>/activation")
def switch_on(code: str, webhook_id: int) -> ResponseReturnValue:
    """Switch it on; earlier failures are forgotten."""
    return _switched(code, webhook_id, on=True)


@blueprint.post("/<int:webhook_id>/deactivation")
def switch_off(code: str, webhook_id: int) -> ResponseReturnValue:
    """Switch it off; what waits for it is not sent."""
    return _switched(code, webhook_id, on=False)


@blueprint.post("/<int:webhook_id>/removal")
def remove(code: str, webhook_id: int) -> ResponseReturnValue:
    """Take it away."""
    service.remove(current_actor(), webhook_id, version=_version())
    flash(said(msg("The webhook is removed.")), "success")
    return redirect(f"/organisations/{code}/webhooks", 303)


@blueprint.post("/<int:webhook_id>/deliveries/<int:delivery_id>/repetition")
def repeat(code: str, webhook_id: int, delivery_id: int) -> ResponseReturnValue:
    """Send the same once more."""
    service.repeat(current_actor(), webhook_id, delivery_id)
    return _back(code, webhook_id, msg("It is sent once more."))


def _organisation(code: str) -> Organisation:
    organisation = accounts.organisation_by_code(current_actor(), code)
    require(current_actor(), P.WEBHOOK_KEEP, organisation)
    return organisation


def _about(code: str) -> dict[str, Any]:
    organisation = _organisation(code)
    rows = queries.webhooks(current_actor(), org_id=organisation.id)
    return {"organisation": organisation, "rows": rows, "happenings": HAPPENINGS, "hook": None}


def _about_one(code: str, webhook_id: int) -> dict[str, Any]:
    organisation = _organisation(code)
    hook: Webhook = queries.webhook(current_actor(), webhook_id)
    if hook.org_id != organisation.id:
        raise NotFound
    page = queries.deliveries(current_actor(), hook, page_request())
    lists = {"page": page, "pager": pager(page), "happenings": HAPPENINGS, "problems": ERRORS}
    return {"organisation": organisation, "hook": hook, **lists}


def _shown(code: str, webhook_id: int, *, issued: Issued | None = None) -> str:
    about = _about_one(code, webhook_id)
    typed = {name: getattr(about["hook"], name) for name in ("name", "url", "scope")}
    return render_template("webhooks/show.html", errors={}, typed=typed, issued=issued, **about)


def _switched(code: str, webhook_id: int, *, on: bool) -> ResponseReturnValue:
    service.edit(current_actor(), webhook_id, WebhookChange(is_active=on), version=_version())
    return _back(code, webhook_id, msg("Saved."))


def _version() -> int:
    return request.form.get("version", 0, type=int)


def _back(code: str, webhook_id: int, message: Message) -> ResponseReturnValue:
    flash(said(message), "success")
    return redirect(f"/organisations/{code}/webhooks/{webhook_id}", 303)
