"""Feeds for readers elsewhere: what is public, for anybody; who is signed in sees the same."""

from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, request

from platform_app.access.actor import ANONYMOUS
from platform_app.exports import feeds
from platform_app.exports.inputs import FeedRequest
from platform_app.kernel.inputs import read
from platform_app.web.locale import language
from platform_app.web.remembered import kept

blueprint = Blueprint("feeds", __name__)


def install(app: Flask) -> None:
    """Give templates `feed_address(field=…)`."""
    app.jinja_env.globals["feed_address"] = feed_address


@blueprint.get(feeds.PATH)
def cases() -> Response:
    """Cases as Atom; `field`, `organisation`, `q`, `featured` narrow it, `lang` is its language."""
    asked = read(FeedRequest, {name: request.args[name] for name in FeedRequest.model_fields if request.args.get(name)})
    return kept(("feed", asked.model_dump_json(), asked.lang), lambda: _made(asked))


def feed_address(**narrowed: str | None) -> str:
    """Where the feed in the page's language is."""
    query = {name: value for name, value in narrowed.items() if value} | {"lang": language()}
    return f"{feeds.PATH}?{urlencode(query)}"


def _made(asked: FeedRequest) -> Response:
    feed = feeds.cases(ANONYMOUS, asked)
    response = Response(feed.body, content_type=f"{feeds.MEDIA_TYPE}; charset=utf-8")
    response.last_modified = feed.changed_at
    # Whoever keeps a copy asks each time whether it still holds: what is taken off must not be read on.
    response.headers["Cache-Control"] = "public, no-cache"
    return response
