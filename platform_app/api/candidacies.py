"""A case in a batch: entered and taken out, declined, answered, appealed for; and the end of an announcement."""

from typing import Annotated

from pydantic import ConfigDict, Field

from platform_app.access.actor import Actor
from platform_app.api.answers import Answer, created
from platform_app.api.cases import CaseId
from platform_app.api.operations import Note, Noun
from platform_app.api.publication import PUBLISHED, Reason, acting, done, undoing, undone
from platform_app.api.reading import Id
from platform_app.api.shapes_selection import CANDIDACY, CandidacyShape, candidacy_shape
from platform_app.cases import curation
from platform_app.cases.reasons import LONGEST
from platform_app.kernel.inputs import Input
from platform_app.selection import queries, service_announcing, service_candidacies
from platform_app.selection.inputs import AppealDecision

noun = Noun("candidacies", "A recommended case in a batch: reviewed, answered for, announced or declined.")

REFUSALS = (403, 404, 409, 422)
REASON = {"reason": "证据不足。"}
TEXT = {"text": "补充说明：口径见附件。"}


class Entry(Input):
    """Which batch, and a few words of support."""

    batch_id: Id
    statement: Annotated[str, Field(max_length=LONGEST)] = ""


class Invitation(Input):
    """Why this case should be nominated."""

    statement: Annotated[str, Field(max_length=LONGEST)]


class Text(Input):
    """What its people write."""

    model_config = ConfigDict(title="CandidacyText")

    text: Annotated[str, Field(max_length=LONGEST)]


def deciding(sends: object = None) -> Note:
    """A step on a case in a batch that a POST makes."""
    return Note(CandidacyShape, CANDIDACY, 201, REFUSALS, writes=True, sends=sends)


@noun.operation("POST", "/cases/<int:id>/invitation", acting(PUBLISHED, sends={"statement": "请提名此案例。"}))
def invite(actor: Actor, path: CaseId, body: Invitation) -> Answer:
    """Invite a city to nominate its published case; for the province above it."""
    return done(actor, path.id, lambda: curation.invite(actor, path.id, statement=body.statement))


@noun.operation("GET", "/cases/<int:id>/candidacy", Note(CandidacyShape, CANDIDACY, refusals=(404,)))
def show(actor: Actor, path: CaseId) -> Answer:
    """The latest candidacy of a case, with the spread of the reviews open to you."""
    return Answer(candidacy_shape(actor, queries.of_case(actor, path.id)))


@noun.operation("POST", "/cases/<int:id>/candidacy", deciding({"batch_id": 2, "statement": "数据扎实。"}))
def enter(actor: Actor, path: CaseId, body: Entry) -> Answer:
    """Enter a recommended case into a batch whose call is open."""
    service_candidacies.enter(actor, path.id, body.batch_id, statement=body.statement)
    return _standing(actor, path.id)


@noun.operation(
    "DELETE",
    "/cases/<int:id>/candidacy",
    Note(CandidacyShape, {**CANDIDACY, "status": "withdrawn"}, refusals=REFUSALS, writes=True, sends=REASON),
)
def withdraw(actor: Actor, path: CaseId, body: Reason) -> Answer:
    """Take a case out of its batch before it is decided."""
    service_candidacies.withdraw(actor, path.id, reason=body.reason)
    return Answer(candidacy_shape(actor, queries.of_case(actor, path.id)))


@noun.operation("POST", "/cases/<int:id>/candidacy/refusal", deciding(REASON))
def decline(actor: Actor, path: CaseId, body: Reason) -> Answer:
    """Decline a case with reasons; its people may appeal once to the chair."""
    service_candidacies.decline(actor, path.id, reason=body.reason)
    return _standing(actor, path.id)


@noun.operation("POST", "/cases/<int:id>/candidacy/opening", deciding())
def open_scores(actor: Actor, path: CaseId) -> Answer:
    """Let the people of a case read the reviews given so far; for the chair and the secretariat."""
    service_candidacies.open_scores(actor, path.id)
    return _standing(actor, path.id)


@noun.operation("POST", "/cases/<int:id>/answer", deciding(TEXT))
def answer(actor: Actor, path: CaseId, body: Text) -> Answer:
    """Answer the reviews of your case, once, before it is decided."""
    service_candidacies.answer(actor, path.id, text=body.text)
    return _standing(actor, path.id)


@noun.operation("POST", "/cases/<int:id>/appeal", deciding(TEXT))
def appeal(actor: Actor, path: CaseId, body: Text) -> Answer:
    """Appeal to the chair against being declined, once, until the batch is closed."""
    service_candidacies.appeal(actor, path.id, text=body.text)
    return _standing(actor, path.id)


@noun.operation("POST", "/cases/<int:id>/appeal/decision", deciding({"outcome": "dismissed", "reason": "理由不成立。"}))
def decide_appeal(actor: Actor, path: CaseId, body: AppealDecision) -> Answer:
    """Uphold or dismiss an appeal; for the chair."""
    service_candidacies.decide_appeal(actor, path.id, body)
    return _standing(actor, path.id)


@noun.operation("DELETE", "/cases/<int:id>/announcement", undoing(PUBLISHED, sends=REASON))
def withdraw_announcement(actor: Actor, path: CaseId, version: int | None, body: Reason) -> Answer:
    """Take the distinction of a typical case back; the record with its reason stays."""
    act = service_announcing.withdraw_announcement
    return undone(actor, path.id, version, lambda: act(actor, path.id, reason=body.reason))


def _standing(actor: Actor, case_id: int) -> Answer:
    shape = candidacy_shape(actor, queries.of_case(actor, case_id))
    return created(shape, shape.url)
