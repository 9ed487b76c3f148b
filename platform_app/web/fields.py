"""The twelve fields of the action plan, and the cases and standards in each."""

from flask import Blueprint, render_template

from platform_app.access.actor import Actor
from platform_app.cases import listing
from platform_app.kernel.errors import NotFound
from platform_app.kernel.pages import PageRequest
from platform_app.standards import queries as standards
from platform_app.standards.models import Field
from platform_app.web.paging import page_request, pager
from platform_app.web.remembered import remembered
from platform_app.web.session import current_actor

STANDARDS = 8

blueprint = Blueprint("fields", __name__)


def by_slug(actor: Actor) -> dict[str, Field]:
    """The twelve in the plan's order, for pages that name the fields of cases."""
    return {field.slug: field for field in standards.fields(actor)}


@blueprint.get("/fields")
@remembered
def index() -> str:
    """All twelve with how many cases each has."""
    actor = current_actor()
    return render_template("fields/index.html", fields=by_slug(actor), counts=listing.counts_by_field(actor))


@blueprint.get("/fields/<slug>")
@remembered
def show(slug: str) -> str:
    """One field: its cases, newest first, and its standards."""
    actor = current_actor()
    fields = by_slug(actor)
    if slug not in fields:
        raise NotFound
    field = fields[slug]
    page = listing.cases(actor, listing.CaseFilter(field=field.slug), page_request(), count=True)
    return render_template(
        "fields/show.html",
        field=field,
        page=page,
        pager=pager(page),
        fields=fields,
        standards=standards.standards(actor, PageRequest(STANDARDS), field_slug=field.slug),
    )
