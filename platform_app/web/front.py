"""The front page: what is featured, what is fresh, and the ways in by field and by province."""

from flask import Blueprint, render_template

from platform_app import overview
from platform_app.accounts import queries as accounts
from platform_app.cases import listing
from platform_app.exchange import queries as threads
from platform_app.kernel.pages import PageRequest
from platform_app.web.fields import by_slug
from platform_app.web.maps import province_tiles, tiles_size
from platform_app.web.remembered import remembered
from platform_app.web.session import current_actor

FEATURED = 4
FRESH = 8
TALK = 4

blueprint = Blueprint("front", __name__)


@blueprint.get("/")
@remembered
def show() -> str:
    """Featured cases lead; where there are too few, the newest fill their places."""
    actor = current_actor()
    featured = list(listing.featured(actor, FEATURED))
    shown = {case.id for case in featured}
    newest = listing.cases(actor, listing.CaseFilter(), PageRequest(FRESH + FEATURED)).items
    fresh = [case for case in newest if case.id not in shown]
    tiles = province_tiles(accounts.provinces(actor), listing.counts_by_province(actor))
    return render_template(
        "front/show.html",
        featured=featured,
        leads=[*featured, *fresh][:FEATURED],
        fresh=fresh[FEATURED - len(featured) :][:FRESH],
        fields=by_slug(actor),
        field_counts=listing.counts_by_field(actor),
        talk=threads.threads(actor, threads.ThreadFilter(), PageRequest(TALK)).items,
        tiles=tiles,
        tiles_size=tiles_size(tiles),
        figures=overview.figures(actor),
    )
