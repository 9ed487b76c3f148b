"""Organisations: loading them from reference data. People, seats, passwords and tokens have a file each beside this."""

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts.inputs import NewOrganisation
from platform_app.accounts.models import Organisation
from platform_app.events import OrganisationLoaded
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case


@use_case
def put_organisation(actor: Actor, new: NewOrganisation) -> Organisation:
    """Add an organisation, or bring the one with this code to the same state; the parent must be there.

    Raises:
        Invalid: there is no organisation with the parent's code, or it stands below this one.
    """
    require(actor, P.REFERENCE_LOAD)
    parent = _parent(new)
    organisation = _by_code(new.code) or Organisation(code=new.code, path="")
    if not _bring_to(organisation, new, parent):
        return organisation
    db.session.add(organisation)
    db.session.flush()
    _place_under(organisation, parent)
    record(OrganisationLoaded(organisation.id, organisation.id))
    return organisation


def _by_code(code: str) -> Organisation | None:
    return db.session.scalar(select(Organisation).where(Organisation.code == code))


def _parent(new: NewOrganisation) -> Organisation | None:
    if not new.parent_code:
        return None
    parent = _by_code(new.parent_code)
    if parent is None:
        raise Invalid.one("parent_code", msg("There is no organisation with the code {code}.", code=new.parent_code))
    return parent


def _bring_to(organisation: Organisation, new: NewOrganisation, parent: Organisation | None) -> bool:
    """Set what differs; says whether anything did."""
    if parent and organisation.path and parent.path.startswith(organisation.path):
        raise Invalid.one("parent_code", msg("An organisation cannot stand below itself."))
    wanted = new.model_dump(exclude={"parent_code"}, mode="json") | {"parent_id": parent.id if parent else None}
    changed = {name: value for name, value in wanted.items() if getattr(organisation, name) != value}
    for name, value in changed.items():
        setattr(organisation, name, value)
    return bool(changed)


def _place_under(organisation: Organisation, parent: Organisation | None) -> None:
    """Compute the path, and those of everything below when it moved."""
    before, after = organisation.path, f"{parent.path if parent else '/'}{organisation.id}/"
    if before == after:
        return
    organisation.path = after
    if before:
        for below in db.session.scalars(select(Organisation).where(Organisation.path.startswith(before))):
            below.path = after + below.path.removeprefix(before)
