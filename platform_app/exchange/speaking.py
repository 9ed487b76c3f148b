"""For which organisation somebody speaks, and who may read what she starts: steps of the doors, no doors."""

from collections.abc import Sequence
from dataclasses import dataclass

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.levels import Role
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Organisation
from platform_app.exchange.inputs import About
from platform_app.kernel import subjects
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef

_WEIGHT = {Role.COORDINATOR: 0, Role.EDITOR: 1, Role.MEMBER: 2}


@dataclass(frozen=True)
class Voice:
    """For whom she speaks: an organisation by id and path, or the platform itself (None, "")."""

    org_id: int | None = None
    org_path: str = ""


def organisations(actor: Actor) -> Sequence[int]:
    """Those she can speak for, the one where she has most to say first."""
    seats = sorted(actor.seats, key=lambda seat: (_WEIGHT[seat.role], seat.org_path))
    return list(dict.fromkeys(seat.org_id for seat in seats))


def voice(actor: Actor, code: str | None) -> Voice:
    """For whom she speaks: the organisation with this code, or her first; moderators without a seat for the platform.

    Raises:
        Invalid: she does not belong to it.
    """
    if code is None:
        first = next(iter(organisations(actor)), None)
        path = next((seat.org_path for seat in actor.seats if seat.org_id == first), "")
        return Voice(first, path)
    organisation = _organisation(actor, code, "organisation")
    if organisation.id not in actor.org_ids:
        raise Invalid.one("organisation", msg("You do not belong to this organisation."))
    return Voice(organisation.id, organisation.path)


def scope(actor: Actor, visibility: str, code: str | None, speaking: Voice) -> str:
    """The path of the organisation whose subtree may read it; empty unless it is for a subtree.

    Raises:
        Invalid: she belongs neither to it nor to one below it, and does not speak for the platform.
    """
    if visibility != "subtree":
        return ""
    if code is None:
        if not speaking.org_path:
            raise Invalid.one("scope", msg("Say whose people shall read it."))
        return f"/{speaking.org_path.split('/')[1]}/"
    path = _organisation(actor, code, "scope").path
    if path not in actor.paths_above and not actor.roles and not actor.is_system:
        raise Invalid.one("scope", msg("Choose your own organisation or one above it."))
    return path


def about(subject: About | None) -> SubjectRef | None:
    """What a thread is about: something that everybody may read.

    Raises:
        Invalid: there is no such thing, or not everybody may read it.
    """
    if subject is None:
        return None
    ref = SubjectRef(subject.kind, subject.id)
    try:
        subjects.load(ANONYMOUS, ref)
    except NotFound:
        sentence = msg("There is no such {kind}, or not everybody may read it.", kind=subject.kind)
        raise Invalid.one("subject", sentence) from None
    return ref


def _organisation(actor: Actor, code: str, field: str) -> Organisation:
    try:
        return accounts.organisation_by_code(actor, code)
    except NotFound:
        raise Invalid.one(field, msg("There is no such organisation.")) from None
