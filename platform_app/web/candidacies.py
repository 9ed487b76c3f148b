"""A case on its way to a typical case: its candidacy and reviews, its evidence, and whether it still runs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import allows, require
from platform_app.access.permissions import P
from platform_app.cases import confirmation, evidence, queries
from platform_app.cases.reasons import LONGEST
from platform_app.kernel import clock
from platform_app.kernel.errors import DomainError, Invalid, NotFound
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import Message, msg
from platform_app.selection import queries as selection
from platform_app.selection import service_candidacies, service_reviews
from platform_app.selection.inputs import AppealDecision, GivenReview
from platform_app.selection.rubric import CRITERIA
from platform_app.web.sent import again
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("candidacies", __name__, url_prefix="/cases/<int:case_id>")


@dataclass(frozen=True)
class Word:
    """Something written about a candidacy: the service, its field, the button, what will happen, what is said after."""

    service: Callable[..., Any]
    permission: P
    field: str
    button: Message
    happens: Message
    done: Message


WORDS: dict[str, Word] = {
    "answer": Word(
        service_candidacies.answer,
        P.CANDIDACY_ANSWER,
        "text",
        msg("Answer the reviews"),
        msg("The panel, the chair and the secretariat read your answer. You can answer once, before the decision."),
        msg("Your answer is with the panel."),
    ),
    "appeal": Word(
        service_candidacies.appeal,
        P.CANDIDACY_ANSWER,
        "text",
        msg("Appeal to the chair"),
        msg("The chair looks at the decision again. One appeal is possible, until the batch is announced."),
        msg("Your appeal is with the chair."),
    ),
    "decline": Word(
        service_candidacies.decline,
        P.CANDIDACY_DECLINE,
        "reason",
        msg("Decline"),
        msg("The people of the case read your reasons with the reviews, and may appeal once to the chair."),
        msg("Declined. Its people can read why."),
    ),
    "withdraw": Word(
        service_candidacies.withdraw,
        P.CANDIDACY_WITHDRAW,
        "reason",
        msg("Take it out of the batch"),
        msg("It stays recommended and can be entered into a later batch, but not into this one again."),
        msg("The case has left the batch."),
    ),
}


@blueprint.get("/candidacy")
def show(case_id: int) -> str:
    """Where a case stands in its batch, with the reviews open to the reader."""
    return render_template("candidacy/show.html", errors={}, typed={}, **_page(case_id))


@blueprint.route("/candidacy/entry", methods=["GET", "POST"])
@login_required
def enter(case_id: int) -> ResponseReturnValue:
    """Enter a recommended case into an open batch."""
    actor = current_actor()
    case = queries.get(actor, case_id)
    require(actor, P.CASE_ENTER, case)
    batches = selection.open_batches(actor, clock.today())
    if request.method == "GET":
        return render_template("candidacy/enter.html", case=case, batches=batches, errors={}, typed={})
    batch_id = request.form.get("batch_id", "")
    try:
        number = int(batch_id) if batch_id.isdecimal() and len(batch_id) < 10 else 0
        service_candidacies.enter(actor, case_id, number, statement=request.form.get("statement", ""))
    except DomainError as error:
        return again("candidacy/enter.html", error, case=case, batches=batches)
    return _back(case_id, msg("The case is in the batch. Its public text is what will be reviewed."))


@blueprint.route("/candidacy/<word>", methods=["GET", "POST"])
@login_required
def write(case_id: int, word: str) -> ResponseReturnValue:
    """Answer, appeal, decline or take out: each says what will happen and asks for words."""
    actor = current_actor()
    what = WORDS.get(word) or abort(404)
    page = _page(case_id)
    require(actor, what.permission, page["reading"].candidacy)
    context = {"act": word, "what": what, "limit": LONGEST, **page}
    if request.method == "GET":
        return render_template("candidacy/write.html", errors={}, typed={}, **context)
    try:
        what.service(actor, case_id, **{what.field: request.form.get(what.field, "")})
    except DomainError as error:
        return again("candidacy/write.html", error, **context)
    return _back(case_id, what.done)


@blueprint.post("/candidacy/opening")
@login_required
def open_scores(case_id: int) -> ResponseReturnValue:
    """Let the people of the case read what was given so far."""
    service_candidacies.open_scores(current_actor(), case_id)
    return _back(case_id, msg("Its people can read the reviews now."))


@blueprint.post("/candidacy/appeal/decision")
@login_required
def decide_appeal(case_id: int) -> ResponseReturnValue:
    """The chair upholds or dismisses an appeal."""
    sent = {name: request.form.get(name, "") for name in AppealDecision.model_fields}
    try:
        service_candidacies.decide_appeal(current_actor(), case_id, read(AppealDecision, sent))
    except DomainError as error:
        return again("candidacy/show.html", error, **_page(case_id))
    return _back(case_id, msg("The appeal is decided."))


@blueprint.route("/review", methods=["GET", "POST"])
@login_required
def review(case_id: int) -> ResponseReturnValue:
    """A reviewer's page: the rubric with points and reasons; what she typed is kept as she types."""
    actor = current_actor()
    own = selection.own_review(actor, case_id)
    page = {**_page(case_id), "own": own, "criteria": CRITERIA, "limit": LONGEST}
    if request.method == "GET":
        return render_template("candidacy/review.html", errors={}, typed=own.draft or {}, **page)
    act = request.form.get("act", "give")
    typed = {name: value for name, value in request.form.items() if name.startswith("scores.") or name == "comment"}
    try:
        if act == "keep":
            service_reviews.keep_draft(actor, case_id, typed)
            return _to(f"/cases/{case_id}/review", msg("Kept. Only you can see it until you give the review."))
        if act == "conflict":
            service_reviews.declare_conflict(actor, case_id, reason=request.form.get("reason", ""))
            return _to("/desk", msg("Thank you. The other reviewers look at this case."))
        service_reviews.give(actor, case_id, read(GivenReview, _scores(typed)))
    except DomainError as error:
        return again("candidacy/review.html", error, **page)
    return _back(case_id, msg("Your review is given. You can read those of the others now."))


@blueprint.route("/evidence", methods=["GET", "POST"])
@login_required
def level(case_id: int) -> ResponseReturnValue:
    """Propose an evidence level for one's own case, or confirm one as a moderator or reviewer."""
    actor = current_actor()
    case = queries.get(actor, case_id)
    proposes = allows(actor, P.CASE_EDIT, case)
    act = evidence.propose if proposes else _confirming(actor, case_id)
    claim = queries.evidence_claim(actor, case)
    context = {"case": case, "proposes": proposes, "claim": claim, "levels": evidence.LEVELS, "limit": LONGEST}
    if request.method == "GET":
        typed = {"level": (claim.confirmed_level or claim.level) if claim else ""}
        return render_template("candidacy/evidence.html", errors={}, typed=typed, **context)
    wanted: Any = request.form.get("level", "")
    try:
        if wanted not in evidence.LEVELS:
            raise Invalid.one("level", msg("Choose one."))
        act(actor, case_id, level=wanted, note=request.form.get("note", ""))
    except DomainError as error:
        return again("candidacy/evidence.html", error, **context)
    return _to(f"/cases/{case_id}", msg("Proposed.") if proposes else msg("Confirmed."))


@blueprint.route("/confirmation", methods=["GET", "POST"])
@login_required
def confirm(case_id: int) -> ResponseReturnValue:
    """Say whether one's distinguished case still runs."""
    actor = current_actor()
    case = queries.get(actor, case_id)
    require(actor, P.CASE_CONFIRM, case)
    context = {"case": case, "states": confirmation.STATES, "limit": LONGEST}
    if request.method == "GET":
        return render_template("candidacy/confirm.html", errors={}, typed={}, **context)
    state: Any = request.form.get("state", "")
    try:
        if state not in confirmation.STATES:
            raise Invalid.one("state", msg("Choose one."))
        confirmation.confirm(actor, case_id, state=state, note=request.form.get("note", ""))
    except DomainError as error:
        return again("candidacy/confirm.html", error, **context)
    return _to(f"/cases/{case_id}", msg("Thank you. Readers see when it was last confirmed."))


def _confirming(actor: Actor, case_id: int) -> Callable[..., Any]:
    if allows(actor, P.EVIDENCE_CONFIRM, queries.get(actor, case_id)):
        return evidence.confirm
    try:
        require(actor, P.REVIEW_GIVE, selection.own_review(actor, case_id))
    except NotFound:
        require(actor, P.EVIDENCE_CONFIRM, queries.get(actor, case_id))
    return service_reviews.confirm_evidence


def _scores(typed: dict[str, str]) -> dict[str, Any]:
    """The flat form as the input; points are whole numbers where they look like it."""
    scores: dict[str, Any] = {}
    for criterion in CRITERIA:
        points = typed.get(f"scores.{criterion}.points", "")
        reason = typed.get(f"scores.{criterion}.reason", "")
        scores[criterion] = {"points": int(points) if points in ("1", "2", "3", "4", "5") else None, "reason": reason}
    return {"scores": scores, "comment": typed.get("comment", "")}


def _page(case_id: int) -> dict[str, Any]:
    reading = selection.of_case(current_actor(), case_id)
    return {"reading": reading, "case": reading.case, "candidacy": reading.candidacy, "criteria": CRITERIA}


def _back(case_id: int, message: Message) -> ResponseReturnValue:
    return _to(f"/cases/{case_id}/candidacy", message)


def _to(address: str, message: Message) -> ResponseReturnValue:
    flash(said(message), "success")
    return redirect(address, 303)
