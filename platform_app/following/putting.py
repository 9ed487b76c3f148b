"""One statement for all who are told of one thing, however many they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, and_, exists, false, insert, literal, not_, null, select
from sqlalchemy.orm import aliased

from platform_app.accounts.models import Person
from platform_app.following import people
from platform_app.following.models import Follow, Notice, NoticeJob
from platform_app.following.models_choices import NoticeChoice
from platform_app.following.people import People, Ref
from platform_app.kernel import clock
from platform_app.kernel.db import UtcDateTime, db


@dataclass(frozen=True)
class Draft:
    """A notice without its reader. Who has muted any of `mutes` is not told."""

    kind: str
    what: str
    occasion: str
    group_key: str
    subject_kind: str
    subject_id: int
    mutes: Sequence[Ref]
    post_id: int | None = None
    note: str | None = None
    lettered: int | None = None  # the organisation whose coordinators have had a letter of it
    is_official: bool = False  # everybody has had a letter of it


def put(job: NoticeJob, draft: Draft, readers: People) -> None:
    """Tell these people, but nobody of her own act, nobody twice, and none who is suspended or has muted it."""
    values: dict[str, Any] = {
        "kind": literal(draft.kind, String),
        "what": literal(draft.what, String),
        "occasion": literal(draft.occasion, String),
        "group_key": literal(draft.group_key, String),
        "subject_kind": literal(draft.subject_kind, String),
        "subject_id": literal(draft.subject_id),
        "post_id": literal(draft.post_id) if draft.post_id is not None else null(),
        "by_name": literal(job.actor_name, String),
        "note": literal(draft.note, String) if draft.note is not None else null(),
        "at": literal(clock.now(), UtcDateTime),
        "read_at": null(),
        "to_mail": _wants_mail(draft),
    }
    told = aliased(Notice)
    query = select(Person.id, *(value.label(name) for name, value in values.items())).where(
        Person.id.in_(readers),
        Person.id.not_in(people.muting(draft.mutes)),
        Person.suspended_at.is_(None),
        Person.confirmed_at.is_not(None),
        not_(exists().where(told.person_id == Person.id, told.occasion == draft.occasion)),
    )
    if job.actor_id is not None:
        query = query.where(Person.id != job.actor_id)
    db.session.execute(insert(Notice).from_select(["person_id", *values], query, include_defaults=False))


def follow_by_itself(readers: People, ref: Ref) -> None:
    """Have people follow something because it is theirs; what they chose before stays, a mute above all."""
    kind, own = ref
    chosen = aliased(Follow)
    mine = and_(chosen.person_id == Person.id, chosen.kind == kind, chosen.ref == own)
    columns = ["person_id", "kind", "ref", "how", "is_automatic", "at"]
    values = (literal(kind, String), literal(own, String), literal("follow", String), literal(True))
    query = select(Person.id, *values, literal(clock.now(), UtcDateTime))
    query = query.where(Person.id.in_(readers), not_(exists().where(mine)))
    db.session.execute(insert(Follow).from_select(columns, query, include_defaults=False))


def _wants_mail(draft: Draft) -> Any:
    if draft.is_official:
        return false()
    never = exists().where(
        NoticeChoice.person_id == Person.id, NoticeChoice.kind == draft.kind, NoticeChoice.how == "never"
    )
    if draft.lettered is None:
        return not_(never)
    return and_(not_(never), Person.id.not_in(people.coordinators(draft.lettered)))
