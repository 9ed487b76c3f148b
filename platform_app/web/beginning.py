"""Beginning a case: in the short or the full form, or out of a write-up; for one's own organisation or another."""

from typing import BinaryIO, cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Organisation
from platform_app.cases import drafting, imports, service
from platform_app.cases.inputs import CaseContent
from platform_app.kernel.errors import DomainError, Invalid
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import Message, msg
from platform_app.media.keeping import Upload
from platform_app.media.kinds import LARGEST
from platform_app.media.manuscripts import ENDINGS
from platform_app.media.names import FIELD
from platform_app.web.locale import LANGUAGES, language
from platform_app.web.sent import again
from platform_app.web.session import current_actor
from platform_app.wording import said

WRITE_UP = "write-up"  # the third way beside the two forms

blueprint = Blueprint("beginning", __name__)


@blueprint.get("/cases/new")
@login_required
def new() -> str:
    """The page on which one begins."""
    own, others = _organisations(current_actor())
    return render_template("editor/new.html", typed=request.args, errors={}, **_about(own, others))


@blueprint.post("/cases/new")
@login_required
def begin() -> ResponseReturnValue:
    """Start a draft: for which organisation, in which form, under which title; or out of which file."""
    actor = current_actor()
    own, others = _organisations(actor)
    wanted = request.form.get("organisation", "")
    organisation = next((each for each in (*own, *others) if str(each.id) == wanted), None)
    try:
        case_id = _begun(actor, organisation)
    except DomainError as error:
        return again("editor/new.html", error, **_about(own, others))
    return redirect(url_for("editor.edit", case_id=case_id))


@blueprint.post("/cases/<int:case_id>/leftovers/away")
@login_required
def clear_leftovers(case_id: int) -> ResponseReturnValue:
    """Put away what a write-up left over."""
    imports.clear_leftovers(current_actor(), case_id)
    flash(said(msg("What was left over is put away.")), "success")
    return redirect(url_for("editor.edit", case_id=case_id))


def _begun(actor: Actor, organisation: Organisation | None) -> int:
    if request.form.get("form") != WRITE_UP:
        content = _content(organisation)
        return service.create(actor, organisation.id if organisation else 0, content).id
    sent = request.files.get(FIELD)
    errors: dict[str, list[Message]] = {}
    if organisation is None:
        errors["organisation"] = [msg("Choose an organisation you write for.")]
    if sent is None or not sent.filename:
        errors[FIELD] = [msg("Choose a file.")]
    if errors or sent is None or organisation is None:
        raise Invalid(errors)
    upload = Upload(cast(BinaryIO, sent.stream), sent.filename or "")
    made = imports.import_document(actor, organisation.id, upload, language=language())
    flash(said(msg("The write-up is a draft now. Look through its sections and fill in what is missing.")), "success")
    return made.case.id


def _organisations(actor: Actor) -> tuple[list[Organisation], list[Organisation]]:
    """Those she writes for, and those she may draft for."""
    own = accounts.organisations_by_id(actor, sorted(actor.writes_for))
    return sorted(own.values(), key=lambda each: each.code), drafting.open_to(actor) if actor.drafts_as else []


def _about(own: list[Organisation], others: list[Organisation]) -> dict[str, object]:
    return {
        "organisations": own,
        "others": others,
        "endings": [ending for ending in ENDINGS if ending != "markdown"],
        "largest": LARGEST // 2**20,
        "write_up": WRITE_UP,
    }


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
