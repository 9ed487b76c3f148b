"""Cases as Atom (RFC 4287), newest first, in pages (RFC 5005): all, featured, of a field, an organisation, a search."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode

from feedgen.feed import FeedGenerator

from platform_app.access.actor import Actor
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Organisation
from platform_app.cases import listing, notes, outline, queries
from platform_app.cases.inputs import SECTIONS
from platform_app.cases.words import HEADINGS
from platform_app.exports import found
from platform_app.exports.inputs import FeedRequest
from platform_app.exports.papers import HTML_LANGUAGES, Paper
from platform_app.exports.site import site
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.search.labels import labels
from platform_app.wording import in_language, said

MEDIA_TYPE = "application/atom+xml"
PATH = "/feeds/cases.atom"
START = datetime(2026, 1, 1, tzinfo=UTC)  # of a feed in which nothing has ever stood


@dataclass(frozen=True)
class Feed:
    """A page of a feed as XML, and when what it tells of last changed."""

    body: bytes
    changed_at: datetime


@dataclass(frozen=True)
class _Subject:
    """What a feed is of: the request with the names behind its words."""

    asked: FeedRequest
    organisation: Organisation | None

    @property
    def query(self) -> dict[str, str]:
        """What tells this feed from others, in one order, whatever page of it is asked for."""
        asked = self.asked
        chosen = {
            "field": asked.field,
            "organisation": self.organisation.code if self.organisation else None,
            "q": asked.q,
            "featured": "1" if asked.featured else None,
            "lang": asked.lang,
        }
        return {name: value for name, value in chosen.items() if value}


def cases(actor: Actor, asked: FeedRequest) -> Feed:
    """The page of the feed that was asked for.

    Raises:
        Invalid: there is no such field or organisation, or the cursor is of another list.
    """
    subject = _Subject(asked, _organisation(actor, asked))
    _check_field(asked)
    page = found.cases(actor, asked, subject.organisation)
    papers = [Paper(reading, asked.lang) for reading in queries.texts_of(actor, page.items)]
    feed = _head(subject, page.next)
    feed.updated(max((paper.changed_at for paper in papers), default=START))
    for paper in papers:
        _add(feed, paper)
    return Feed(feed.atom_str(pretty=True), listing.last_change(actor) or START)


def _organisation(actor: Actor, asked: FeedRequest) -> Organisation | None:
    if not asked.organisation:
        return None
    try:
        return accounts.organisation_by_code(actor, asked.organisation)
    except NotFound:
        sentence = msg("There is no organisation with the code {code}.", code=asked.organisation)
        raise Invalid.one("organisation", sentence) from None


def _check_field(asked: FeedRequest) -> None:
    if asked.field and asked.field not in labels().get("field", {}):
        raise Invalid.one("field", msg("There is no such field of the plan."))


def _head(subject: _Subject, following: str | None) -> FeedGenerator:
    asked, language = subject.asked, subject.asked.lang
    feed = FeedGenerator()
    feed.id(site().tag(f"feeds/cases?{urlencode(subject.query)}"))
    feed.title(_title(subject))
    feed.language(HTML_LANGUAGES[language])
    feed.generator(site().names["en"], uri=site().address("/"))
    feed.author(name=site().names[language], uri=site().address("/"))
    feed.link(href=_address(subject, asked.cursor), rel="self", type=MEDIA_TYPE)
    feed.link(href=site().address(_page(subject)), rel="alternate", type="text/html", hreflang=HTML_LANGUAGES[language])
    if asked.cursor:
        feed.link(href=_address(subject), rel="first", type=MEDIA_TYPE)
    if following:
        feed.link(href=_address(subject, following), rel="next", type=MEDIA_TYPE)
    return feed


def _title(subject: _Subject) -> str:
    asked, language = subject.asked, subject.asked.lang
    with in_language(language):
        kind = said(msg("Featured cases") if asked.featured else msg("Cases"))
    field = labels()["field"][asked.field][language] if asked.field else ""
    owner = str(getattr(subject.organisation, f"name_{language}", ""))
    words = f"“{asked.q}”" if asked.q else ""
    return " · ".join(part for part in (site().names[language], kind, field, owner, words) if part)


def _address(subject: _Subject, cursor: str | None = None) -> str:
    query = subject.query | ({"cursor": cursor} if cursor else {})
    return site().address(f"{PATH}?{urlencode(query)}")


def _page(subject: _Subject) -> str:
    """Where people read the same list, as nearly as there is such a page."""
    asked, query = subject.asked, subject.query
    language = {"lang": asked.lang}
    if asked.q:
        return f"/search?{urlencode({'kind': 'case'} | {k: v for k, v in query.items() if k != 'organisation'})}"
    if subject.organisation:
        return f"/organisations/{subject.organisation.code}?{urlencode(language)}"
    if asked.field and not asked.featured:
        return f"/fields/{asked.field}?{urlencode(language)}"
    return f"/cases?{urlencode(query)}"


def _add(feed: FeedGenerator, paper: Paper) -> None:
    case, content = paper.reading.case, paper.reading.content
    entry = feed.add_entry(order="append")
    # A translation is another entry: whoever reads both feeds shall see both.
    entry.id(paper.site.tag(f"cases/{case.id}/{paper.language}"))
    entry.title(paper.title)
    entry.updated(paper.changed_at)
    entry.published(case.published_at)
    entry.author(name=paper.author)
    if paper.author != paper.organisation:
        entry.contributor(name=paper.organisation)
    entry.link(href=paper.url, rel="alternate", type="text/html")
    names = labels().get("field", {})
    for slug in dict.fromkeys([content.field, *content.secondary_fields]):
        if slug in names:
            scheme = paper.site.address("/fields")
            entry.category(term=slug, scheme=scheme, label=names[slug][paper.language])
    if result := paper.text(content.result):
        entry.summary(result)
    entry.content(_html(paper), type="html")
    if content.licence:
        entry.rights(content.licence)


def _html(paper: Paper) -> str:
    """Its long texts as they were rendered when they were saved; notes lead to the sources on its page."""
    parts = []
    for key in outline.parts(paper.reading.content):
        html, language = paper.html(key) if key in SECTIONS else ("", paper.language)
        if html:
            noted = notes.numbered(paper.reading.content, html).replace('href="#', f'href="{paper.url}#')
            noted = noted.replace('<img src="/', f'<img src="{paper.site.url}/')
            marked = "" if language == paper.language else f' lang="{HTML_LANGUAGES[language]}"'
            parts.append(f"<h2>{paper.say(HEADINGS[key])}</h2>\n<div{marked}>{noted}</div>")
    return "\n".join(parts)
