"""For machines: is it up, is it ready, what is here to crawl."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from platform_app.accounts import queries as accounts
from platform_app.cases import listing
from platform_app.kernel.db import is_reachable
from platform_app.kernel.errors import NotFound
from platform_app.standards import queries as standards
from platform_app.web import pages
from platform_app.web.fields import by_slug
from platform_app.web.session import current_actor

PER_MAP = 10_000  # addresses in one site map; the protocol allows 50,000 and 50 MB

blueprint = Blueprint("discovery", __name__)


@blueprint.get("/healthz")
def health() -> ResponseReturnValue:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
def readiness() -> ResponseReturnValue:
    """The process can do its work: the database answers."""
    if not is_reachable():
        return {"status": "unavailable", "database": "unavailable"}, 503
    return {"status": "ok", "database": "ok"}


@blueprint.get("/robots.txt")
def robots() -> ResponseReturnValue:
    """Crawlers may read what is public; pages for people at work are none of theirs."""
    return Response(render_template("discovery/robots.txt"), mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def sitemap_index() -> ResponseReturnValue:
    """The list of site maps."""
    total = len(listing.public_ids(current_actor()))
    names = ["pages", "standards", *(f"cases-{no}" for no in range(1, -(-total // PER_MAP) + 1))]
    return _xml("discovery/sitemaps.xml", names=names)


@blueprint.get("/sitemap-<name>.xml")
def sitemap(name: str) -> ResponseReturnValue:
    """One site map, each address in both languages."""
    addresses = _addresses(name)
    if not addresses:
        raise NotFound
    return _xml("discovery/sitemap.xml", addresses=addresses)


def _addresses(name: str) -> list[str]:
    actor = current_actor()
    if name == "pages":
        fixed = ["/", "/cases", "/organisations", "/fields", "/standards", "/glossary", *pages.addresses()]
        active = accounts.organisations_by_id(actor, list(listing.counts_by_organisation(actor)))
        codes = sorted(row.code for row in active.values())
        return [*fixed, *(f"/fields/{slug}" for slug in by_slug(actor)), *(f"/organisations/{code}" for code in codes)]
    if name == "standards":
        return [f"/standards/{id}" for id in standards.ids(actor)]
    kind, _, no = name.partition("-")
    if kind != "cases" or not no.isdecimal():
        return []
    first = (int(no) - 1) * PER_MAP
    return [f"/cases/{id}" for id in listing.public_ids(actor)[max(first, 0) : first + PER_MAP]] if first >= 0 else []


def _xml(template: str, **values: object) -> Response:
    return Response(render_template(template, **values), mimetype="application/xml")
