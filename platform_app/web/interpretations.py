"""Published interpretations of standards, for everybody."""

from flask import Blueprint, abort, render_template, request

from platform_app.coordination import queries
from platform_app.standards import queries as standards
from platform_app.web.paging import page_request, pager
from platform_app.web.remembered import remembered
from platform_app.web.session import current_actor

blueprint = Blueprint("interpretations", __name__, url_prefix="/interpretations")


@blueprint.get("")
@remembered
def index() -> str:
    """The newest first; of one standard, or with some words in them."""
    actor = current_actor()
    number, q = request.args.get("standard") or None, request.args.get("q") or None
    if number is not None and not (number.isdecimal() and len(number) < 10):
        abort(404)
    standard = standards.standard(actor, int(number)) if number else None
    page = queries.interpretations(actor, page_request(), standard_id=standard.id if standard else None, q=q)
    return render_template("interpretations/index.html", page=page, pager=pager(page), standard=standard, q=q)


@blueprint.get("/<int:answer_id>")
@remembered
def show(answer_id: int) -> str:
    """One of them."""
    return render_template("interpretations/show.html", row=queries.interpretation(current_actor(), answer_id))
