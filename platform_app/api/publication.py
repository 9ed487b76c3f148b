"""The way of a case to its readers and off again: each step is a thing that is posted, some can be deleted."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.accounts import queries as accounts
from platform_app.api import examples
from platform_app.api.answers import Answer, created
from platform_app.api.cases import CaseId, on_version
from platform_app.api.operations import Note, Noun
from platform_app.api.shapes import address
from platform_app.api.shapes_case import CaseSummary, summary
from platform_app.cases import publication
from platform_app.cases.models import Case
from platform_app.cases.reasons import LONGEST
from platform_app.kernel.inputs import Input

noun = Noun("publication", "Draft → submitted → published → archived, and back where that is possible.")

REASON = {"reason": "指标三的口径需要说明。"}
SUBMITTED = {**examples.SUMMARY, "status": "submitted", "actions": ["withdraw"]}
PUBLISHED = {
    **examples.SUMMARY,
    "status": "published",
    "published_no": 1,
    "published_at": examples.MOMENT,
    "actions": ["edit", "archive", "nominate"],
}
ARCHIVED = {**PUBLISHED, "status": "archived", "archived_reason": "被新案例取代。", "actions": ["unarchive"]}


def acting(example: Any, sends: Any = None) -> Note:
    """A step that a POST makes."""
    return Note(CaseSummary, example, status=201, sends=sends, refusals=(403, 404, 409, 422), writes=True)


def undoing(example: Any, sends: Any = None) -> Note:
    """A step that a DELETE takes back."""
    return Note(CaseSummary, example, sends=sends, refusals=(403, 404, 409, 422), writes=True, match="heeded")


class Reason(Input):
    """Why; those concerned will read it."""

    reason: Annotated[str, Field(max_length=LONGEST)]


@noun.operation("POST", "/cases/<int:id>/submission", acting(SUBMITTED))
def submit(actor: Actor, path: CaseId) -> Answer:
    """Hand a draft in for sign-off.

    If parts are missing the answer is 422 with each of them.
    """
    return done(actor, path.id, lambda: publication.submit(actor, path.id))


@noun.operation("DELETE", "/cases/<int:id>/submission", undoing(examples.SUMMARY))
def withdraw(actor: Actor, path: CaseId, version: int | None) -> Answer:
    """Take a submitted case back to work on it."""
    return undone(actor, path.id, version, lambda: publication.withdraw(actor, path.id))


@noun.operation("POST", "/cases/<int:id>/return", acting(examples.SUMMARY, sends=REASON))
def send_back(actor: Actor, path: CaseId, body: Reason) -> Answer:
    """Return a submitted case to its authors with reasons."""
    return done(actor, path.id, lambda: publication.return_for_changes(actor, path.id, reason=body.reason))


@noun.operation("POST", "/cases/<int:id>/publication", acting(PUBLISHED))
def publish(actor: Actor, path: CaseId) -> Answer:
    """Sign off and publish: a submitted case, or the newest revision of a published one."""
    return done(actor, path.id, lambda: publication.publish(actor, path.id))


@noun.operation("DELETE", "/cases/<int:id>/publication", undoing(examples.SUMMARY, sends=REASON))
def unpublish(actor: Actor, path: CaseId, version: int | None, body: Reason) -> Answer:
    """Take a case off the public pages with a reason; its distinctions end."""
    return undone(actor, path.id, version, lambda: publication.unpublish(actor, path.id, reason=body.reason))


@noun.operation("POST", "/cases/<int:id>/archival", acting(ARCHIVED, sends=REASON))
def archive(actor: Actor, path: CaseId, body: Reason) -> Answer:
    """Put a published case away; a tombstone with the reason stays."""
    return done(actor, path.id, lambda: publication.archive(actor, path.id, reason=body.reason))


@noun.operation("DELETE", "/cases/<int:id>/archival", undoing(PUBLISHED))
def unarchive(actor: Actor, path: CaseId, version: int | None) -> Answer:
    """Bring an archived case back."""
    return undone(actor, path.id, version, lambda: publication.unarchive(actor, path.id))


def done(actor: Actor, case_id: int, act: Callable[[], Case]) -> Answer:
    """Do something to a case and tell where it stands now."""
    return created(_standing(actor, act()), address("cases.show", id=case_id))


def undone(actor: Actor, case_id: int, version: int | None, act: Callable[[], Case]) -> Answer:
    """Undo something and tell where the case stands now."""
    return Answer(_standing(actor, on_version(actor, case_id, version, act)))


def _standing(actor: Actor, case: Case) -> CaseSummary:
    return summary(actor, case, accounts.organisation(actor, case.org_id))
