"""The tests that permission rows are made of: each is one comparison, for a row (→ bool) and a model (→ SQL)."""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import not_, or_

from platform_app.access.actor import Actor
from platform_app.access.levels import Level, PlatformRole

Outcome = Any  # bool for a row, ColumnElement[bool] for a model
Test = Callable[[Actor, Any], Outcome]
Row = tuple[Test, ...]


def is_anyone(actor: Actor, subject: Any) -> Outcome:
    """Everybody, with or without an account."""
    return True


def is_person(actor: Actor, subject: Any) -> Outcome:
    """Somebody who is signed in."""
    return actor.is_person


def is_insider(actor: Actor, subject: Any) -> Outcome:
    """Somebody with a seat or a platform role."""
    return actor.is_insider


def is_system(actor: Actor, subject: Any) -> Outcome:
    """The platform itself, on the command line or in the worker."""
    return actor.is_system


def is_moderator(actor: Actor, subject: Any) -> Outcome:
    """A moderator."""
    return PlatformRole.MODERATOR in actor.roles


def is_secretariat(actor: Actor, subject: Any) -> Outcome:
    """Of the secretariat."""
    return PlatformRole.SECRETARIAT in actor.roles


def is_admin(actor: Actor, subject: Any) -> Outcome:
    """An administrator."""
    return PlatformRole.ADMIN in actor.roles


def is_self(actor: Actor, subject: Any) -> Outcome:
    """The person whose account it is."""
    return subject.id == actor.id


def writes_for_it(actor: Actor, subject: Any) -> Outcome:
    """An editor of the organisation it belongs to."""
    return one_of(subject.org_id, actor.writes_for)


def coordinates_it(actor: Actor, subject: Any) -> Outcome:
    """A coordinator of the organisation it belongs to."""
    return one_of(subject.org_id, actor.coordinates)


def is_own(actor: Actor, subject: Any) -> Outcome:
    """It belongs to an organisation she belongs to."""
    return one_of(subject.org_id, actor.org_ids)


def is_not_own(actor: Actor, subject: Any) -> Outcome:
    """It belongs to none of her organisations."""
    return none_of(subject.org_id, actor.org_ids)


def does_not_stand_over(actor: Actor, subject: Any) -> Outcome:
    """It belongs to none of her organisations and to none below them."""
    return starts_with_none(subject.org_path, actor.org_paths)


def is_its_chair(actor: Actor, subject: Any) -> Outcome:
    """She chairs the panel of its batch."""
    return subject.chair_id == actor.id if actor.id else False


def is_on_its_panel(actor: Actor, subject: Any) -> Outcome:
    """She sits on the panel of its batch (see `selection.queries.as_reviewer`)."""
    return one_of(subject.batch_id, actor.panels)


def is_its_reviewer(actor: Actor, subject: Any) -> Outcome:
    """The review was assigned to her."""
    return subject.person_id == actor.id if actor.id else False


def has_given_hers(actor: Actor, subject: Any) -> Outcome:
    """She has given her own review of the same case in the same batch."""
    return one_of(subject.candidacy_id, actor.candidacies_reviewed)


def is_given(actor: Actor, subject: Any) -> Outcome:
    """The review has been given."""
    return subject.status == "given"


def has_stepped_back(actor: Actor, subject: Any) -> Outcome:
    """Its reviewer left the case to the others, because of a conflict of interest."""
    return subject.status == "conflict"


def is_opened(actor: Actor, subject: Any) -> Outcome:
    """Its scores are open to the people of the case."""
    return subject.is_opened == True  # noqa: E712  one comparison for row and column


def is_made_public(actor: Actor, subject: Any) -> Outcome:
    """It stands behind an announced case."""
    return subject.is_public == True  # noqa: E712


def is_beyond_planning(actor: Actor, subject: Any) -> Outcome:
    """Its call has been opened."""
    return subject.status != "planned"


def is_open_candidacy(actor: Actor, subject: Any) -> Outcome:
    """Under review or announced."""
    return one_of(subject.status, ("announced", "under_review"))


def province_stands_over(actor: Actor, subject: Any) -> Outcome:
    """She coordinates a province on its path (which includes the province itself)."""
    return starts_with_any(subject.org_path, actor.provinces_coordinated)


def province_writes_over(actor: Actor, subject: Any) -> Outcome:
    """She writes or signs off for a province on its path (which includes the province itself)."""
    return starts_with_any(subject.org_path, actor.provinces_served)


def drafts_it(actor: Actor, subject: Any) -> Outcome:
    """Her province, or the secretariat she is of, drafts it for its organisation."""
    return one_of(subject.drafter, actor.drafts_as)


def is_drafted_for_it(actor: Actor, subject: Any) -> Outcome:
    """Somebody else drafts it for its organisation."""
    return subject.drafter != None  # noqa: E711  one comparison for row and column


def has_no_province(actor: Actor, subject: Any) -> Outcome:
    """Nobody but the secretariat stands over it: municipalities and other provincial bodies, ministries, partners."""
    return one_of(subject.org_level, (Level.PROVINCIAL, Level.PARTNER, Level.MINISTERIAL))


def is_draft(actor: Actor, subject: Any) -> Outcome:
    """In work."""
    return subject.status == "draft"


def is_editable(actor: Actor, subject: Any) -> Outcome:
    """Not waiting for a decision and not archived."""
    return one_of(subject.status, ("draft", "published"))


def is_public(actor: Actor, subject: Any) -> Outcome:
    """Published, or a tombstone that says why it is gone."""
    return one_of(subject.status, ("published", "archived"))


def was_public(actor: Actor, subject: Any) -> Outcome:
    """Has been published at some time."""
    return subject.was_published == True  # noqa: E712  one comparison for row and column


def was_never_public(actor: Actor, subject: Any) -> Outcome:
    """Has never been published."""
    return subject.was_published == False  # noqa: E712


def is_shown(actor: Actor, subject: Any) -> Outcome:
    """The public reads it now."""
    return subject.is_shown == True  # noqa: E712


def was_shown(actor: Actor, subject: Any) -> Outcome:
    """The public has read it once."""
    return subject.was_shown == True  # noqa: E712


def one_of(value: Any, allowed: Collection[Any]) -> Outcome:
    """`value in allowed` for a value or a column."""
    return value.in_(sorted(allowed)) if hasattr(value, "in_") else value in allowed


def is_not(value: Any, refused: int) -> Outcome:
    """`value != refused` for a value or a column; an empty column differs from everything."""
    return value.is_distinct_from(refused) if hasattr(value, "is_distinct_from") else value != refused


def none_of(value: Any, refused: Collection[Any]) -> Outcome:
    """`value not in refused` for a value or a column."""
    return value.not_in(sorted(refused)) if hasattr(value, "in_") else value not in refused


def starts_with_none(value: Any, prefixes: Collection[str]) -> Outcome:
    """Whether a path lies at or below none of the given ones."""
    if hasattr(value, "in_"):
        return not_(or_(*(value.startswith(prefix, autoescape=True) for prefix in prefixes))) if prefixes else True
    return not any(value.startswith(prefix) for prefix in prefixes)


def starts_with_any(value: Any, prefixes: Collection[str]) -> Outcome:
    """Whether a path lies at or below one of the given ones."""
    if hasattr(value, "in_"):
        return or_(*(value.startswith(prefix, autoescape=True) for prefix in prefixes)) if prefixes else False
    return any(value.startswith(prefix) for prefix in prefixes)
