"""Somebody's own feed behind a secret address. What opens nothing is not found; who tries often has to wait."""

from flask import Blueprint, Response, request

from platform_app.access.actor import ANONYMOUS
from platform_app.accounts import throttle
from platform_app.exports import notices
from platform_app.exports.feeds import MEDIA_TYPE
from platform_app.following import queries_feed
from platform_app.kernel.errors import NotFound

blueprint = Blueprint("notice_feed", __name__)


@blueprint.get("/feeds/notices/<secret>.atom")
def show(secret: str) -> Response:
    """Her newest notices, those that she may see now."""
    try:
        reader = queries_feed.reader_behind(secret)
    except NotFound:
        throttle.count(ANONYMOUS, throttle.FEED, secret, request.remote_addr)
        raise
    response = Response(notices.feed(reader), content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
