"""Somebody's notices as Atom (RFC 4287), in her language, as she may see them at this moment."""

from feedgen.feed import FeedGenerator

from platform_app.access.actor import Actor
from platform_app.exports.feeds import START
from platform_app.exports.papers import HTML_LANGUAGES
from platform_app.exports.site import site
from platform_app.following import queries, words
from platform_app.kernel.messages import msg
from platform_app.wording import in_language, said


def address(secret: str) -> str:
    """Where the feed is."""
    return site().address(f"/feeds/notices/{secret}.atom")


def feed(reader: Actor) -> bytes:
    """Her newest notices, each an entry. The feed names no secret: a program may show or pass on what is in it."""
    language = reader.language
    groups = queries.newest(reader)
    made = FeedGenerator()
    made.id(site().tag(f"notices/{reader.id}"))
    with in_language(language):
        title = said(msg("My notices"))
    made.title(f"{site().names[language]} · {title}")
    made.language(HTML_LANGUAGES[language])
    made.author(name=site().names[language], uri=site().address("/"))
    made.link(href=site().address("/notices"), rel="alternate", type="text/html")
    made.updated(max((group.notice.at for group in groups), default=START))
    for group in groups:
        entry = made.add_entry(order="append")
        entry.id(site().tag(f"notices/{reader.id}/{group.id}"))
        entry.title(words.sentence(group, language))
        entry.updated(group.notice.at)
        entry.link(href=site().address(words.path(group)), rel="alternate", type="text/html")
        entry.content(words.sentence(group, language), type="text")
    return bytes(made.atom_str(pretty=True))
