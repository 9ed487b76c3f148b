"""Public threads as Atom (RFC 4287), the one with the newest post first: all, of a field, of an organisation, open."""

from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from feedgen.feed import FeedGenerator
from pydantic import Field

from platform_app.access.actor import ANONYMOUS
from platform_app.accounts import queries as accounts
from platform_app.cases.texts import Language
from platform_app.exchange import queries, queries_posts
from platform_app.exchange.models import Post, Thread
from platform_app.exchange.queries import ThreadFilter
from platform_app.exports.feeds import MEDIA_TYPE, START, Feed
from platform_app.exports.papers import HTML_LANGUAGES
from platform_app.exports.site import site
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.inputs import Input, Line
from platform_app.kernel.messages import msg
from platform_app.kernel.pages import PageRequest
from platform_app.search.labels import labels
from platform_app.wording import in_language, said

PATH = "/feeds/threads.atom"
UNANSWERED = "/feeds/unanswered.atom"
ENTRIES = 20
Word = Annotated[Line, Field(max_length=120)]


class ThreadFeedRequest(Input):
    """Which threads a feed is of; None = not narrowed by it. `unanswered` is told by the address."""

    field: Word | None = None
    organisation: Word | None = None
    lang: Language = "zh"
    cursor: Annotated[str, Field(max_length=500)] | None = None
    unanswered: bool = False

    @property
    def path(self) -> str:
        """Where the feed is."""
        return UNANSWERED if self.unanswered else PATH

    def address(self, cursor: str | None = None) -> str:
        """The address of one of its pages."""
        narrowed = {"field": self.field, "organisation": self.organisation, "lang": self.lang, "cursor": cursor}
        return site().address(f"{self.path}?{urlencode({k: v for k, v in narrowed.items() if v})}")


def threads(asked: ThreadFeedRequest) -> Feed:
    """The page of the feed that was asked for: what everybody may read, whoever asks.

    Raises:
        Invalid: there is no such field or organisation, or the cursor is of another list.
    """
    wanted, owner = _wanted(asked)
    page = queries.threads(ANONYMOUS, wanted, PageRequest(ENTRIES, asked.cursor))
    rows = [line.thread for line in page.items]
    first = queries_posts.first_posts(ANONYMOUS, [row.id for row in rows])
    feed = _head(asked, owner, page.next)
    feed.updated(max((row.active_at for row in rows), default=START))
    for row in rows:
        _add(feed, asked, row, first.get(row.id))
    return Feed(feed.atom_str(pretty=True), _changed_at() or START)


def _wanted(asked: ThreadFeedRequest) -> tuple[ThreadFilter, str]:
    owner, org_id = "", None
    if asked.organisation:
        try:
            organisation = accounts.organisation_by_code(ANONYMOUS, asked.organisation)
        except NotFound:
            sentence = msg("There is no organisation with the code {code}.", code=asked.organisation)
            raise Invalid.one("organisation", sentence) from None
        owner, org_id = str(getattr(organisation, f"name_{asked.lang}")), organisation.id
    if asked.field and asked.field not in labels().get("field", {}):
        raise Invalid.one("field", msg("There is no such field of the plan."))
    return ThreadFilter(field=asked.field, org_id=org_id, unanswered=asked.unanswered), owner


def _head(asked: ThreadFeedRequest, owner: str, following: str | None) -> FeedGenerator:
    with in_language(asked.lang):
        what = said(msg("Questions without an answer") if asked.unanswered else msg("Exchange"))
    field = labels()["field"][asked.field][asked.lang] if asked.field else ""
    feed = FeedGenerator()
    feed.id(asked.address())
    feed.title(" · ".join(part for part in (site().names[asked.lang], what, field, owner) if part))
    feed.language(HTML_LANGUAGES[asked.lang])
    feed.generator(site().names["en"], uri=site().address("/"))
    feed.author(name=site().names[asked.lang], uri=site().address("/"))
    feed.link(href=asked.address(asked.cursor), rel="self", type=MEDIA_TYPE)
    feed.link(href=site().address(_page(asked)), rel="alternate", type="text/html")
    if asked.cursor:
        feed.link(href=asked.address(), rel="first", type=MEDIA_TYPE)
    if following:
        feed.link(href=asked.address(following), rel="next", type=MEDIA_TYPE)
    return feed


def _page(asked: ThreadFeedRequest) -> str:
    narrowed = {"field": asked.field, "organisation": asked.organisation, "unanswered": asked.unanswered and "1"}
    return f"/threads?{urlencode({k: v for k, v in narrowed.items() if v} | {'lang': asked.lang})}"


def _add(feed: FeedGenerator, asked: ThreadFeedRequest, thread: Thread, first: Post | None) -> None:
    entry = feed.add_entry(order="append")
    own = asked.lang == thread.language or not thread.title_translation
    entry.id(site().tag(f"threads/{thread.id}"))
    entry.title(thread.title if own else thread.title_translation)
    entry.updated(thread.active_at)
    entry.published(thread.created_at)
    named = str(getattr(thread.organisation, f"name_{asked.lang}")) if thread.organisation else ""
    entry.author(name=" · ".join(part for part in (thread.author_name, named) if part))
    entry.link(href=site().address(f"/threads/{thread.id}"), rel="alternate", type="text/html")
    if thread.field_slug:
        entry.category(term=thread.field_slug, scheme=site().address("/fields"))
    for tag in thread.tags:
        entry.category(term=tag)
    if first is not None:
        html = first.html if asked.lang == first.language else first.translation_html or first.html
        absolute = html.replace('<img src="/', f'<img src="{site().address("/")}')
        entry.content(absolute.replace('href="/', f'href="{site().address("/")}'), type="html")


def _changed_at() -> datetime | None:
    return queries.last_change(ANONYMOUS)
