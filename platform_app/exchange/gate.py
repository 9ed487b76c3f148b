"""Who may write how much: by the age of the account, with how many links, and not the same again. Pure rules."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from platform_app.kernel.errors import Invalid, Throttled
from platform_app.kernel.messages import msg
from platform_app.kernel.text import fold

HOUR = timedelta(hours=1)
SAME_AGAIN = timedelta(hours=24)
SHORTEST_COMPARED = 20  # characters: thanks and agreement may be said to several
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_BLANK = re.compile(r"[\s\W_]+")


@dataclass(frozen=True)
class Limits:
    """How many posts in an hour, and how many links in one."""

    posts: int
    links: int


@dataclass(frozen=True)
class Standing:
    """What is known of an author when she writes. `is_vouched`: a seat in an organisation, or a role here."""

    age: timedelta
    is_vouched: bool
    posts_in_hour: int = 0
    oldest_in_hour: datetime | None = None
    said_it: bool = False  # the same text, within a day


_NEW = (timedelta(days=1), Limits(posts=5, links=3))
_YOUNG = (timedelta(days=7), Limits(posts=20, links=3))
_LINKS_OF_ALL = 20


def limits(age: timedelta, *, is_vouched: bool, most: int) -> Limits:
    """What an account may do; `most` is what the setting allows any account in an hour."""
    if not is_vouched:
        for until, young in (_NEW, _YOUNG):
            if age < until:
                return Limits(min(young.posts, most), young.links)
    return Limits(most, _LINKS_OF_ALL)


def check(text: str, author: Standing, now: datetime, *, most: int, is_edit: bool = False) -> None:
    """Refuse a text that comes too soon, has too many links, or was said already.

    Raises:
        Throttled: too many posts in this hour.
        Invalid: too many links, or the same text again.
    """
    allowed = limits(author.age, is_vouched=author.is_vouched, most=most)
    if not is_edit and author.posts_in_hour >= allowed.posts:
        wait = (author.oldest_in_hour or now) + HOUR - now
        sentence = msg("At most {most} posts in an hour. Wait a while; what you typed is kept.", most=allowed.posts)
        raise Throttled(sentence, max(1, int(wait.total_seconds())))
    if links_in(text) > allowed.links:
        raise Invalid.one("text", msg("At most {most} links in one post.", most=allowed.links))
    if author.said_it and key_of(text):
        raise Invalid.one("text", msg("You have written the same within the last 24 hours."))


def links_in(text: str) -> int:
    """How many addresses of other sites a text has."""
    return len(_LINK.findall(text))


def key_of(text: str) -> str:
    """What is the same for texts that differ in case, blanks and signs only; empty for short ones."""
    plain = _BLANK.sub("", fold(text))
    return sha256(plain.encode()).hexdigest()[:32] if len(plain) >= SHORTEST_COMPARED else ""
