"""What can be followed: finding it by kind and name, and what an event's subject lies in."""

from collections.abc import Sequence

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.accounts import queries as accounts
from platform_app.cases.models import Case, CaseField, CaseRevision
from platform_app.exchange.models import Thread, ThreadTag
from platform_app.following.people import Ref
from platform_app.kernel import subjects, text
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.subjects import SubjectRef
from platform_app.standards import queries as standards

LONGEST_TAG = 40


def find(actor: Actor, kind: str, ref: str) -> str:
    """What stands in a follow's `ref`, for something that she may see: an organisation may be named by its code too.

    Raises:
        NotFound: there is no such thing, or she may not see it.
    """
    if kind == "field":
        return standards.field(actor, ref).slug
    if kind == "tag":
        return _tag(ref)
    if kind == "organisation" and not _is_id(ref):
        return str(accounts.organisation_by_code(actor, ref).id)
    if kind == "organisation":
        return str(_organisation(actor, ref))
    if kind not in ("thread", "case") or not _is_id(ref):
        raise NotFound
    subjects.load(actor, SubjectRef(kind, int(ref)))
    return str(int(ref))


def of_thread(thread: Thread) -> Sequence[Ref]:
    """A thread and what it lies in: its field, tags, case, and the organisations above its author."""
    keys = db.session.scalars(select(ThreadTag.key).where(ThreadTag.thread_id == thread.id))
    refs = [("thread", str(thread.id)), *(("tag", key) for key in keys), *_above(thread.org_path)]
    if thread.field_slug:
        refs.append(("field", thread.field_slug))
    if thread.subject_kind == "case":
        refs.append(("case", str(thread.subject_id)))
    return refs


def of_case(case: Case) -> Sequence[Ref]:
    """A case and what it lies in: its fields, tags, and the organisations above it, as their pages list it."""
    fields = db.session.scalars(select(CaseField.field_slug).where(CaseField.case_id == case.id))
    shown = select(CaseRevision.content).where(CaseRevision.case_id == case.id, CaseRevision.no == case.public_no)
    tags = (db.session.scalar(shown) or {}).get("tags") or {}
    keys = {text.fold(tag)[:LONGEST_TAG] for language in ("zh", "en") for tag in tags.get(language) or ()}
    own = [("field", slug) for slug in fields] + [("tag", key) for key in sorted(keys)]
    return [("case", str(case.id)), *own, *_above(case.org_path)]


def _above(path: str) -> list[Ref]:
    return [("organisation", number) for number in path.strip("/").split("/") if number]


def _organisation(actor: Actor, ref: str) -> int:
    """Codes of Chinese organisations are numbers as well; an id is what no code is."""
    try:
        return accounts.organisation_by_code(actor, ref).id
    except NotFound:
        return accounts.organisation(actor, int(ref)).id


def _tag(ref: str) -> str:
    try:
        key = text.fold(text.one_line(text.clean(ref)))
    except ValueError:
        raise NotFound from None
    if not 0 < len(key) <= LONGEST_TAG:
        raise NotFound
    return key


def _is_id(ref: str) -> bool:
    return ref.isascii() and ref.isdecimal() and 0 < len(ref) < 10
