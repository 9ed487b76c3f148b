"""What somebody follows, with the names of it all: a statement for each kind, and one for her own rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.cases.models import Case
from platform_app.exchange.models import Thread
from platform_app.following.models import Follow
from platform_app.kernel.db import db
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_moment_cursor
from platform_app.standards.models import Field


@dataclass(frozen=True)
class Followed:
    """A follow or mute with the thing itself; None where it is a tag, is gone, or is hers to see no longer."""

    follow: Follow
    subject: Any

    def title(self, language: str) -> str:
        """Its name, in this language if there is one."""
        return _title(self.subject, language) if self.subject is not None else self.follow.ref

    @property
    def url(self) -> str | None:
        """Its page."""
        kind, ref = self.follow.kind, self.follow.ref
        if self.subject is None:
            return None
        if kind == "organisation":
            return f"/organisations/{self.subject.code}"
        return f"/{kind}s/{ref}"


def follows(actor: Actor, page: PageRequest, *, kind: str | None = None, count: bool = False) -> Page[Followed]:
    """What she follows and mutes, the newest first; `count` = with how many there are."""
    keys = [Follow.at, Follow.ref]
    query = select(Follow).where(visible(actor, P.FOLLOW_SEE, Follow))
    if kind:
        query = query.where(Follow.kind == kind)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) if count else None
    if page.cursor:
        query = query.where(after_keys(keys, decode_moment_cursor(page.cursor), descending=True))
    query = query.order_by(*(key.desc() for key in keys), Follow.kind).limit(page.limit + 1)
    part = cut(db.session.scalars(query).all(), page.limit, lambda row: [row.at.isoformat(), row.ref])
    return Page(_with_subjects(actor, part.items), part.next, total)


def how(actor: Actor, kind: str, ref: str) -> str | None:
    """`follow`, `mute` or nothing, for the buttons beside a thing; one statement, none for readers without account."""
    if actor.id is None:
        return None
    row = db.session.execute(
        select(Follow.how).where(Follow.person_id == actor.id, Follow.kind == kind, Follow.ref == ref)
    ).first()
    return row[0] if row else None


def one(actor: Actor, kind: str, ref: str) -> Follow | None:
    """The row itself."""
    return db.session.get(Follow, (actor.id or 0, kind, ref))


def _with_subjects(actor: Actor, rows: Sequence[Follow]) -> list[Followed]:
    found: dict[tuple[str, str], Any] = {}
    for kind, (model, name, permission) in _MODELS.items():
        refs = [row.ref for row in rows if row.kind == kind]
        if refs:
            found.update(_found(actor, kind, model, name, permission, refs))
    return [Followed(row, found.get((row.kind, row.ref))) for row in rows]


def _found(
    actor: Actor, kind: str, model: Any, name: str, permission: P | None, refs: Iterable[str]
) -> dict[tuple[str, str], Any]:
    wanted = [int(ref) for ref in refs] if name == "id" else list(refs)
    query = select(model).where(getattr(model, name).in_(wanted))
    if permission is not None:
        query = query.where(visible(actor, permission, model))
    return {(kind, str(getattr(row, name))): row for row in db.session.scalars(query)}


def _title(subject: Any, language: str) -> str:
    if isinstance(subject, Thread):
        translated = subject.title_translation if subject.language != language else None
        return translated or subject.title
    name = "title" if isinstance(subject, Case) else "name"
    own, other = (getattr(subject, f"{name}_{each}") for each in (("zh", "en") if language == "zh" else ("en", "zh")))
    return own or other or ""


_MODELS: dict[str, tuple[Any, str, P | None]] = {
    "thread": (Thread, "id", P.THREAD_SEE),
    "case": (Case, "id", P.CASE_SEE),
    "field": (Field, "slug", None),
    "organisation": (Organisation, "id", None),
}
