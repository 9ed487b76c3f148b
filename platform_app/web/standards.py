"""The catalogue of standards, and for each the cases that cite it."""

from flask import Blueprint, render_template, request

from platform_app.cases import listing
from platform_app.coordination import queries as requests
from platform_app.exchange import queries as threads
from platform_app.kernel.subjects import SubjectRef
from platform_app.standards import queries
from platform_app.web.fields import by_slug
from platform_app.web.paging import page_request, pager
from platform_app.web.remembered import remembered
from platform_app.web.session import current_actor
from platform_app.wording import STANDARD_TYPES

ROWS = 40

blueprint = Blueprint("standards", __name__)


@blueprint.get("/standards")
@remembered
def index() -> str:
    """Standards by number, narrowed by type, field and words."""
    actor = current_actor()
    asked = {name: request.args.get(name) or None for name in ("type", "field", "q")}
    page = queries.standards(actor, page_request(ROWS), type=asked["type"], field_slug=asked["field"], q=asked["q"])
    return render_template(
        "standards/index.html",
        page=page,
        pager=pager(page),
        asked=asked,
        types=STANDARD_TYPES,
        fields=by_slug(actor),
        counts=listing.counts_by_standard(actor, [row.id for row in page.items]),
    )


@blueprint.get("/standards/<int:standard_id>")
@remembered
def show(standard_id: int) -> str:
    """One standard with its source, and who applied it."""
    actor = current_actor()
    standard = queries.standard(actor, standard_id)
    page = listing.cases(actor, listing.CaseFilter(standard_id=standard.id), page_request(), count=True)
    return render_template(
        "standards/show.html",
        standard=standard,
        page=page,
        pager=pager(page),
        fields=by_slug(actor),
        interpretations=requests.of_standard(actor, standard.id, 5),
        discussion=threads.of_subject(actor, SubjectRef("standard", standard.id)),
        roles=listing.roles_of_standard(actor, standard.id, [case.id for case in page.items]),
    )
