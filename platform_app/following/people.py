"""Who is to be told: selects of people's ids, which the database puts straight into the notices."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select, tuple_

from platform_app.access.levels import Role
from platform_app.accounts.models import Membership
from platform_app.exchange.models import Post
from platform_app.exchange.models_marks import Mention
from platform_app.following.models import Follow

Ref = tuple[str, str]
People = Select[Any]


def followers(refs: Sequence[Ref]) -> People:
    """Those who follow any of these."""
    return select(Follow.person_id).where(_of(refs), Follow.how == "follow")


def muting(refs: Sequence[Ref]) -> People:
    """Those who want to hear nothing of any of these."""
    return select(Follow.person_id).where(_of(refs), Follow.how == "mute")


def mentioned(post_id: int) -> People:
    """Those whom a post speaks to."""
    return select(Mention.target_id).where(Mention.post_id == post_id, Mention.kind == "person")


def coordinators_mentioned(post_id: int) -> People:
    """The coordinators of organisations that a post speaks to."""
    query = select(Membership.person_id).join(Mention, Mention.target_id == Membership.org_id)
    return query.where(Mention.post_id == post_id, Mention.kind == "organisation", Membership.role == Role.COORDINATOR)


def coordinators(org_id: int | None) -> People:
    """The coordinators of an organisation."""
    return select(Membership.person_id).where(Membership.org_id == org_id, Membership.role == Role.COORDINATOR)


def author(post_id: int | None) -> People:
    """Whoever wrote a post."""
    return select(Post.author_id).where(Post.id == post_id, Post.author_id.is_not(None))


def _of(refs: Sequence[Ref]) -> Any:
    return tuple_(Follow.kind, Follow.ref).in_(refs)
