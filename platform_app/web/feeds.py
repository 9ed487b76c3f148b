"""Feeds for readers elsewhere: what is public, for anybody; who is signed in sees the same."""

from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, request

from platform_app.access.actor import ANONYMOUS
from platform_app.exports import feeds, feeds_threads
from platform_app.exports.feeds_threads import ThreadFeedRequest
from platform_app.exports.inputs import FeedRequest
from platform_app.kernel.inputs import read
from platform_app.web.locale import language
from platform_app.web.remembered import kept

blueprint = Blueprint("feeds", __name__)


def install(app: Flask) -> None:
    """Give templates `feed_address(field=…)` and `thread_feed(field=…)`."""
    app.jinja_env.globals.update(feed_address=feed_address, thread_feed=thread_feed)


@blueprint.get(feeds.PATH)
def cases() -> Response:
    """Cases as Atom; `field`, `organisation`, `q`, `featured` narrow it, `lang` is its language."""
    asked = read(FeedRequest, {name: request.args[name] for name in FeedRequest.model_fields if request.args.get(name)})
    return kept(("feed", asked.model_dump_json(), asked.lang), lambda: _made(asked))


@blueprint.get(feeds_threads.PATH)
def threads() -> Response:
    """Public threads as Atom; `field` and `organisation` narrow it, `lang` is its language."""
    return _threads(unanswered=False)


@blueprint.get(feeds_threads.UNANSWERED)
def unanswered() -> Response:
    """Public questions that nobody has answered so that the asker accepted it."""
    return _threads(unanswered=True)


def _threads(*, unanswered: bool) -> Response:
    names = set(ThreadFeedRequest.model_fields) - {"unanswered"}
    given = {name: request.args[name] for name in names if request.args.get(name)}
    asked = read(ThreadFeedRequest, {**given, "unanswered": unanswered})
    key = ("thread-feed", asked.model_dump_json(), asked.lang)
    return kept(key, lambda: _answer(feeds_threads.threads(asked)))


def thread_feed(**narrowed: str | None) -> str:
    """Where the feed of threads in the page's language is."""
    query = {name: value for name, value in narrowed.items() if value} | {"lang": language()}
    path = feeds_threads.UNANSWERED if query.pop("unanswered", None) else feeds_threads.PATH
    return f"{path}?{urlencode(query)}"


def feed_address(**narrowed: str | None) -> str:
    """Where the feed in the page's language is."""
    query = {name: value for name, value in narrowed.items() if value} | {"lang": language()}
    return f"{feeds.PATH}?{urlencode(query)}"


def _made(asked: FeedRequest) -> Response:
    return _answer(feeds.cases(ANONYMOUS, asked))


def _answer(feed: feeds.Feed) -> Response:
    response = Response(feed.body, content_type=f"{feeds.MEDIA_TYPE}; charset=utf-8")
    response.last_modified = feed.changed_at
    # Whoever keeps a copy asks each time whether it still holds: what is taken off must not be read on.
    response.headers["Cache-Control"] = "public, no-cache"
    return response
