"""The ladder of distinction: nomination by its city, recommendation by its province, featuring by a moderator."""

from typing import Annotated

from pydantic import ConfigDict, Field

from platform_app.access.actor import Actor
from platform_app.api import examples
from platform_app.api.answers import Answer
from platform_app.api.cases import CaseId
from platform_app.api.operations import Noun
from platform_app.api.publication import PUBLISHED, Reason, acting, done, undoing, undone
from platform_app.cases import curation
from platform_app.cases.reasons import LONGEST
from platform_app.kernel.inputs import Input

noun = Noun("distinctions", "Nominated by its city → recommended by its province → featured by a moderator.")

WORDS = {"statement": "数据扎实，做法可复制。"}
NOMINATED = {**PUBLISHED, "nominated_at": examples.MOMENT, "actions": ["withdraw_nomination"]}
RECOMMENDED = {**NOMINATED, "recommended_at": examples.MOMENT, "actions": ["withdraw_recommendation"]}
FEATURED = {**RECOMMENDED, "featured_at": examples.MOMENT, "actions": ["withdraw_featuring"]}
REASON = {"reason": "数据需要更新。"}


class Statement(Input):
    """A few words of support, or none."""

    model_config = ConfigDict(openapi_extra={"required": False})  # type: ignore[typeddict-unknown-key]

    statement: Annotated[str, Field(max_length=LONGEST)] = ""


@noun.operation("POST", "/cases/<int:id>/nomination", acting(NOMINATED, sends=WORDS))
def nominate(actor: Actor, path: CaseId, body: Statement) -> Answer:
    """Put a published case of your own organisation forward."""
    return done(actor, path.id, lambda: curation.nominate(actor, path.id, statement=body.statement))


@noun.operation("DELETE", "/cases/<int:id>/nomination", undoing(PUBLISHED, sends=REASON))
def withdraw_nomination(actor: Actor, path: CaseId, version: int | None, body: Reason) -> Answer:
    """Take a nomination back."""
    act = curation.withdraw_nomination
    return undone(actor, path.id, version, lambda: act(actor, path.id, reason=body.reason))


@noun.operation("POST", "/cases/<int:id>/recommendation", acting(RECOMMENDED, sends=WORDS))
def recommend(actor: Actor, path: CaseId, body: Statement) -> Answer:
    """Speak for a nominated case as the province above it; the secretariat where there is none."""
    return done(actor, path.id, lambda: curation.recommend(actor, path.id, statement=body.statement))


@noun.operation("DELETE", "/cases/<int:id>/recommendation", undoing(NOMINATED, sends=REASON))
def withdraw_recommendation(actor: Actor, path: CaseId, version: int | None, body: Reason) -> Answer:
    """Take a recommendation back."""
    act = curation.withdraw_recommendation
    return undone(actor, path.id, version, lambda: act(actor, path.id, reason=body.reason))


@noun.operation("POST", "/cases/<int:id>/featuring", acting(FEATURED, sends=WORDS))
def feature(actor: Actor, path: CaseId, body: Statement) -> Answer:
    """Put a recommended case on the front page."""
    return done(actor, path.id, lambda: curation.feature(actor, path.id, statement=body.statement))


@noun.operation("DELETE", "/cases/<int:id>/featuring", undoing(RECOMMENDED, sends=REASON))
def withdraw_featuring(actor: Actor, path: CaseId, version: int | None, body: Reason) -> Answer:
    """Take a case off the featured ones."""
    act = curation.withdraw_featuring
    return undone(actor, path.id, version, lambda: act(actor, path.id, reason=body.reason))
