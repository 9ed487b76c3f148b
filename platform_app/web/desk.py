"""My desk: what waits for this person, and the way to start a case."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Organisation
from platform_app.cases import desk, service
from platform_app.cases.inputs import CaseContent
from platform_app.desk import queries as decisions
from platform_app.kernel.errors import DomainError, Invalid
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import Message, msg
from platform_app.selection import queries as selection
from platform_app.web.desk_words import age
from platform_app.web.errors import STATUS
from platform_app.web.locale import LANGUAGES, language
from platform_app.web.session import current_actor

blueprint = Blueprint("desk", __name__)


@dataclass(frozen=True)
class Queue:
    """One kind of waiting: its name, what it is, and the next act on each case of it."""

    key: str
    title: Message
    act: str


QUEUES = (
    Queue("returned", msg("Returned with reasons"), "edit"),
    Queue("to_sign_off", msg("To sign off"), "publish"),
    Queue("changes_to_publish", msg("Changes to publish"), "publish"),
    Queue("to_confirm", msg("Still running?"), "confirm"),
    Queue("to_recommend", msg("To recommend"), "recommend"),
    Queue("to_feature", msg("To feature"), "feature"),
    Queue("drafts", msg("Drafts"), "edit"),
    Queue("waiting", msg("Waiting for sign-off"), "withdraw"),
    Queue("to_nominate", msg("Could be nominated"), "nominate"),
)


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """A desk belongs to somebody."""


@blueprint.get("/desk")
def show() -> str:
    """The queues, those that others wait for first."""
    actor = current_actor()
    found = desk.desk(actor)
    queues = [(queue, getattr(found, queue.key)) for queue in QUEUES]
    waiting = [(queue, cases) for queue, cases in queues if cases]
    reviews = selection.assigned(actor)
    states = decisions.queues(actor)
    views = decisions.views(actor)
    return render_template("desk/show.html", queues=waiting, reviews=reviews, states=states, views=views, age=age)


@blueprint.route("/cases/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Start a case: for which organisation, in which form, under which title."""
    actor = current_actor()
    own = accounts.organisations_by_id(actor, sorted(actor.writes_for))
    organisations = sorted(own.values(), key=lambda organisation: organisation.code)
    if request.method == "GET":
        return render_template("editor/new.html", organisations=organisations, typed=request.args, errors={})
    typed = request.form
    try:
        organisation = own.get(_number(typed.get("organisation", "")))
        case = service.create(actor, organisation.id if organisation else 0, _content(organisation))
    except DomainError as error:
        errors = error.errors if isinstance(error, Invalid) else {"": [error.message]}
        status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
        return render_template("editor/new.html", organisations=organisations, typed=typed, errors=errors), status
    return redirect(url_for("editor.edit", case_id=case.id))


def _content(organisation: Organisation | None) -> CaseContent:
    """The first lines of a case; the place is that of its organisation."""
    code = language()
    title = request.form.get(f"title.{code}", "").strip()
    errors = {}
    if organisation is None:
        errors["organisation"] = [msg("Choose an organisation you write for.")]
    if not title:
        errors[f"title.{code}"] = [msg("Give it a title; you can change it later.")]
    if errors or organisation is None:
        raise Invalid(errors)
    names = {name: getattr(organisation, f"name_{name}") for name in LANGUAGES}
    place = {"name": names, "latitude": organisation.latitude, "longitude": organisation.longitude}
    form = request.form.get("form", "short")
    return read(CaseContent, {"form": form, "title": {code: title}, "place": place})


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0
