"""The directory of organisations with its map, and the page of one."""

from flask import Blueprint, render_template, request

from platform_app.accounts import queries as accounts
from platform_app.cases import listing
from platform_app.exchange import queries_asks
from platform_app.meetings import queries_meetings
from platform_app.web.fields import by_slug
from platform_app.web.maps import city_points
from platform_app.web.paging import page_request, pager
from platform_app.web.remembered import remembered
from platform_app.web.session import current_actor
from platform_app.wording import ORGANISATION_LEVELS

ROWS = 60

blueprint = Blueprint("organisations", __name__)


@blueprint.get("/organisations")
@remembered
def index() -> str:
    """Everyone in the directory; cities that have published stand on the map."""
    actor = current_actor()
    asked = {name: request.args.get(name) or None for name in ("level", "province", "q")}
    page = accounts.organisations(actor, page_request(ROWS), **asked)
    counts = listing.counts_by_organisation(actor)
    places = accounts.places(actor)
    return render_template(
        "organisations/index.html",
        page=page,
        pager=pager(page),
        asked=asked,
        counts=counts,
        points=city_points(places, counts),
        active=sorted((o for o in places if counts.get(o.id)), key=lambda o: (-counts[o.id], o.code)),
        levels=ORGANISATION_LEVELS,
        provinces=[o for o in places if o.level == "provincial"],
    )


@blueprint.get("/organisations/<code>")
@remembered
def show(code: str) -> str:
    """One organisation: where it stands, its facts, its cases, where it sits, the organisations under it."""
    actor = current_actor()
    organisation = accounts.organisation_by_code(actor, code)
    above, below = accounts.neighbours(actor, organisation)
    page = listing.cases(actor, listing.belonging_to(organisation), page_request(), count=True)
    responses = queries_asks.responses(actor, [organisation.id]).get(organisation.id)
    return render_template(
        "organisations/show.html",
        organisation=organisation,
        above=above,
        below=below,
        page=page,
        pager=pager(page),
        fields=by_slug(actor),
        responses=responses,
        bodies=queries_meetings.bodies_of(actor, organisation.id),
    )
