"""Cases out of files and into files. What people changed on the site is theirs: a file does not write over it."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Organisation
from platform_app.cases import publication, queries, revisions, service
from platform_app.cases.inputs import CaseContent
from platform_app.cases.models import Case, CaseRevision
from platform_app.cases.queries import CaseReading
from platform_app.cases.writeups import Writeup, is_name
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import use_case


class Loaded(StrEnum):
    """What a file came to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left alone"  # the file changed, but so did the case, on the site


@use_case
def put(actor: Actor, writeup: Writeup, *, publish: bool) -> Loaded:
    """Bring the case of this name to what its file says; the same file again changes nothing.

    A case that people edited, took off or archived since its file was last loaded is left to them.

    Raises:
        Invalid: the organisation or the case it was adapted from is not there, or parts are missing.
    """
    require(actor, P.REFERENCE_LOAD)
    organisation = _organisation(actor, writeup)
    content = _resolved(actor, writeup)
    case = _named(actor, writeup.slug)
    if case is None:
        case = service.create(actor, organisation.id, content, slug=writeup.slug)
        if publish:
            _publish(actor, case)
        return Loaded.NEW
    if case.org_id != organisation.id:
        raise Invalid.one("slug", msg("Another organisation has a case of this name."))
    return _update(actor, case, content, publish=publish)


def in_order(files: Mapping[str, Writeup]) -> dict[str, Writeup]:
    """File name → what it holds, each after the one it was adapted from.

    Raises:
        Invalid: two have the same name, or some are adapted from each other in a circle.
    """
    file_of: dict[str, str] = {}
    for file, writeup in files.items():
        other = file_of.setdefault(writeup.slug or file, file)
        if other != file:
            raise Invalid.one("slug", msg("{one} and {other} have the same name.", one=other, other=file))
    before = {file: [file_of[own.adapted_from]] if own.adapted_from in file_of else [] for file, own in files.items()}
    try:
        return {file: files[file] for file in TopologicalSorter(before).static_order()}
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise Invalid.one("adapted_from", msg("These are adapted from each other: {circle}.", circle=circle)) from None


def writeups(actor: Actor, *, status: str | None = "published", org_id: int | None = None) -> Iterator[Writeup]:
    """Every case open to the actor as a file would hold it, each with a name."""
    slugs: dict[int, str | None] = dict(db.session.execute(select(Case.id, Case.slug)).all())
    for reading in queries.read_all(actor, status=status, org_id=org_id):
        yield _writeup(reading, slugs)


def writeup_of(actor: Actor, reading: CaseReading) -> Writeup:
    """One case, as this reader was given it, the way a file would hold it."""
    named = select(Case.id, Case.slug).where(Case.id.in_([reading.case.id, reading.content.adapted_from or 0]))
    return _writeup(reading, dict(db.session.execute(named).all()))


def _writeup(reading: CaseReading, slugs: Mapping[int, str | None]) -> Writeup:
    model = reading.content.adapted_from
    return Writeup(
        reading.content.model_copy(update={"adapted_from": None}),
        slug=_name(reading.case.id, slugs),
        organisation=reading.organisation.code,
        adapted_from=_name(model, slugs) if model else None,
    )


def _name(case_id: int, slugs: Mapping[int, str | None]) -> str:
    """A case that was written on the site has no stable name until it is a file."""
    slug = slugs.get(case_id)
    return slug if slug and is_name(slug) else f"case-{case_id}"


def _update(actor: Actor, case: Case, content: CaseContent, *, publish: bool) -> Loaded:
    loaded = _last_loaded(case)
    if loaded is None:
        return Loaded.LEFT_ALONE
    is_ours = loaded.no == case.latest_no
    held = revisions.content_of(loaded)
    content = content.model_copy(update={"files": held.files})  # a Markdown file names none; they stay
    if content == held:
        waits = publish and is_ours and case.status != "archived" and not case.was_published
        if waits:
            _publish(actor, case)
        return Loaded.CHANGED if waits else Loaded.UNCHANGED
    if not is_ours or case.status == "archived" or (case.status == "draft" and case.was_published):
        return Loaded.LEFT_ALONE
    changes = revisions.patch(revisions.dump(held), revisions.dump(content))
    case = service.edit(actor, case.id, changes, version=case.version)
    if publish:
        _publish(actor, case)
    return Loaded.CHANGED


def _publish(actor: Actor, case: Case) -> None:
    if case.status == "draft":
        publication.submit(actor, case.id)
    publication.publish(actor, case.id)


def _last_loaded(case: Case) -> CaseRevision | None:
    """The latest revision that no person wrote."""
    query = select(CaseRevision).where(CaseRevision.case_id == case.id, CaseRevision.author_id.is_(None))
    return db.session.scalar(query.order_by(CaseRevision.no.desc()).limit(1))


def _organisation(actor: Actor, writeup: Writeup) -> Organisation:
    if not writeup.organisation:
        raise Invalid.one("organisation", msg("Say which organisation it belongs to, by its code."))
    try:
        return accounts.organisation_by_code(actor, writeup.organisation)
    except NotFound:
        sentence = msg("There is no organisation with the code {code}.", code=writeup.organisation)
        raise Invalid.one("organisation", sentence) from None


def _resolved(actor: Actor, writeup: Writeup) -> CaseContent:
    """What it says, with the case it was adapted from found in this database."""
    wanted = writeup.adapted_from
    if not wanted:
        return writeup.content
    found = _named(actor, wanted)
    if found is None and wanted.isascii() and wanted.isdecimal():
        found = db.session.get(Case, int(wanted)) if int(wanted) < 2**31 else None
    if found is None:
        raise Invalid.one("adapted_from", msg("There is no such case."))
    return writeup.content.model_copy(update={"adapted_from": found.id})


def _named(actor: Actor, slug: str | None) -> Case | None:
    try:
        return queries.by_slug(actor, slug) if slug else None
    except NotFound:
        return None
