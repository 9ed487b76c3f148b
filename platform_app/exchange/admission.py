"""How a new text is let in: what is known of its author is read in one statement, and the gate's rules are asked."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, func, select

from platform_app.access.actor import Actor
from platform_app.accounts.models import Person
from platform_app.config import Settings
from platform_app.exchange import gate
from platform_app.exchange.gate import Standing
from platform_app.exchange.models import Post
from platform_app.kernel import clock
from platform_app.kernel.db import db


@dataclass(frozen=True)
class Door:
    """What the settings say."""

    hold_first_posts: int = 0
    posts_per_hour: int = 60


_door = Door()


def install(settings: Settings) -> None:
    """Set how many first posts wait, and how many an account may write in an hour."""
    global _door
    _door = Door(settings.hold_first_posts, settings.posts_per_hour)


def admit(actor: Actor, text: str, editing: int | None = None) -> str:
    """The status with which a text is written, `shown` or `held`; `editing` is the post whose text it replaces.

    Raises:
        Throttled: she has written too much in this hour.
        Invalid: too many links, or she has said the same within a day.
    """
    if actor.is_system or actor.id is None:
        return "shown"
    now = clock.now()
    own = Post.author_id == actor.id
    lately = (own, Post.created_at > now - gate.HOUR)
    same = (own, Post.text_key == gate.key_of(text), Post.created_at > now - gate.SAME_AGAIN)
    others = (*same, Post.id != editing) if editing else same
    query = select(
        Person.created_at,
        select(func.count(Post.id)).where(*lately).scalar_subquery(),
        select(Post.created_at).where(*lately).order_by(Post.created_at).limit(1).scalar_subquery(),
        exists().where(*others, Post.text_key != "", Post.status != "deleted"),
        _shown_so_far(actor),
    )
    since, count, oldest, said_it, shown = db.session.execute(query.where(Person.id == actor.id)).one()
    author = Standing(now - since, actor.is_insider, count, oldest, said_it)
    gate.check(text, author, now, most=_door.posts_per_hour, is_edit=editing is not None)
    return "held" if not actor.roles and shown < _door.hold_first_posts else "shown"


def _shown_so_far(actor: Actor) -> Any:
    """Her posts that readers see, counted as far as it matters."""
    first = select(Post.id).where(Post.author_id == actor.id, Post.status == "shown").limit(_door.hold_first_posts)
    return select(func.count()).select_from(first.subquery()).scalar_subquery()
