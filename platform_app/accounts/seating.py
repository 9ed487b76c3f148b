"""What the services share about seats: taking one, and rules that hold whoever asks. Steps of a door, no doors."""

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.levels import Role
from platform_app.accounts.models import Membership
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotAllowed
from platform_app.kernel.messages import msg


def take(person_id: int, org_id: int, role: Role) -> bool:
    """Put somebody on a seat; False when she has it already."""
    same = (Membership.person_id == person_id, Membership.org_id == org_id, Membership.role == role)
    if db.session.scalar(select(Membership.id).where(*same)) is not None:
        return False
    db.session.add(Membership(person_id=person_id, org_id=org_id, role=role))
    return True


def belongs(person_id: int, org_id: int) -> bool:
    """Whether she has any seat there."""
    seats = select(Membership.id).where(Membership.person_id == person_id, Membership.org_id == org_id)
    return db.session.scalar(seats.limit(1)) is not None


def is_last_coordinator(leaving: Membership) -> bool:
    """Whether nobody else coordinates; the rows are locked, so that two cannot leave at once."""
    same = (Membership.org_id == leaving.org_id, Membership.role == Role.COORDINATOR)
    coordinators = db.session.scalars(select(Membership.id).where(*same).with_for_update()).all()
    return set(coordinators) <= {leaving.id}


def refuse_for_oneself(actor: Actor, person_id: int) -> None:
    """Nobody gives herself a role, whatever she may do for others.

    Raises:
        NotAllowed: she tried.
    """
    if person_id == actor.id:
        raise NotAllowed(msg("Nobody gives herself a role. Ask another coordinator or administrator."), "own_role")
