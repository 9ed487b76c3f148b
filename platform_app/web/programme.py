"""The plan: its tasks, its targets, how far each was read in its source, and what of it can be counted here."""

from flask import Blueprint, render_template

from platform_app.programme import queries
from platform_app.programme.counting import PUBLIC_SINCE
from platform_app.tracing import proofs
from platform_app.web.session import current_actor

blueprint = Blueprint("programme", __name__)


@blueprint.get("/programme")
def index() -> str:
    """The tasks and targets."""
    actor = current_actor()
    context = {"tasks": queries.tasks(actor), "indicators": queries.indicators(actor)}
    return render_template("programme/index.html", counted=proofs.counted(actor), **context)


@blueprint.get("/programme/indicators/<code>")
def indicator(code: str) -> str:
    """One target and what proves it."""
    actor = current_actor()
    row = queries.indicator_by_code(actor, code)
    proof = proofs.of_indicator(actor, row)
    return render_template("programme/indicator.html", row=row, proof=proof, since=PUBLIC_SINCE)
