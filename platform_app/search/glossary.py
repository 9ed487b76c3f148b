"""The glossary: read by everybody, loaded with the reference data, edited by administrators, who have the last word."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts.queries import question
from platform_app.events import TermEdited, TermLoaded
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound, Stale
from platform_app.kernel.pages import Page, PageRequest, cut, decode_cursor
from platform_app.kernel.use_case import record, use_case
from platform_app.search import characters
from platform_app.search.inputs import NewTerm
from platform_app.search.models import GlossaryTerm


def terms(actor: Actor) -> Sequence[GlossaryTerm]:
    """Every term, in order of code."""
    return db.session.scalars(_present().order_by(GlossaryTerm.code)).all()


def find(actor: Actor, page: PageRequest, *, q: str | None = None) -> Page[GlossaryTerm]:
    """Terms in order of code; `q` is part of any of their names, in either script, small letters or capitals.

    A few hundred rows whose synonyms are lists, which no two databases search alike: so it reads them all.
    """
    wanted = characters.fold(question(q))[0]
    found = [row for row in terms(actor) if wanted in characters.fold("\n".join(row.names))[0]]
    after = str(decode_cursor(page.cursor, 1)[0]) if page.cursor else ""
    rows = [row for row in found if row.code > after]
    return cut(rows[: page.limit + 1], page.limit, lambda row: [row.code], len(found))


def terms_by_id(actor: Actor, ids: Sequence[int]) -> dict[int, GlossaryTerm]:
    """Several terms in one statement."""
    query = _present().where(GlossaryTerm.id.in_(set(ids)))
    return {row.id: row for row in db.session.scalars(query)}


def term(actor: Actor, term_id: int) -> GlossaryTerm:
    """One term."""
    found = db.session.get(GlossaryTerm, term_id) if 0 < term_id < 2**31 else None
    if found is None or found.removed_at:
        raise NotFound
    return found


@use_case
def load_term(actor: Actor, code: str, new: NewTerm) -> GlossaryTerm:
    """Add a term or bring it up to date by its code; what was changed or removed on the site stays as it is there."""
    require(actor, P.REFERENCE_LOAD)
    known = db.session.scalar(select(GlossaryTerm).where(GlossaryTerm.code == code))
    if known and (known.edited_at or known.removed_at):
        return known
    found = known or GlossaryTerm(code=code)
    if known is None or _differs(known, new):
        _take_over(found, new)
        record(TermLoaded(found.id))
    return found


@use_case
def add_term(actor: Actor, new: NewTerm) -> GlossaryTerm:
    """Add a term; it gets the next code of our own."""
    require(actor, P.GLOSSARY_EDIT)
    added = GlossaryTerm(code="")
    last = db.session.scalar(select(GlossaryTerm.id).order_by(GlossaryTerm.id.desc()).limit(1)) or 0
    added.code = f"A{last + 1:05}"
    _take_over(added, new)
    record(TermEdited(added.id))
    return added


@use_case
def edit_term(actor: Actor, term_id: int, new: NewTerm, *, version: int | None = None) -> GlossaryTerm:
    """Change a term.

    Raises:
        Stale: it is no longer at `version`, where one is given.
    """
    edited = term(actor, term_id)
    require(actor, P.GLOSSARY_EDIT, edited)
    _check_version(edited, version)
    if _differs(edited, new):
        edited.edited_at = clock.now()
        _take_over(edited, new)
        record(TermEdited(edited.id))
    return edited


@use_case
def remove_term(actor: Actor, term_id: int, *, version: int | None = None) -> None:
    """Take a term out.

    Raises:
        Stale: it is no longer at `version`, where one is given.
    """
    removed = term(actor, term_id)
    require(actor, P.GLOSSARY_EDIT, removed)
    _check_version(removed, version)
    removed.removed_at = clock.now()
    record(TermEdited(term_id))


def _present() -> Select[GlossaryTerm]:
    return select(GlossaryTerm).where(GlossaryTerm.removed_at.is_(None))


def _check_version(row: GlossaryTerm, version: int | None) -> None:
    if version is not None and row.version != version:
        raise Stale(current=row)


def _differs(row: GlossaryTerm, new: NewTerm) -> bool:
    return any(getattr(row, name) != value for name, value in new.model_dump().items())


def _take_over(row: GlossaryTerm, new: NewTerm) -> None:
    for name, value in new.model_dump().items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()
