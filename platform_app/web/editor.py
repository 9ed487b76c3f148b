"""Writing a case on a page: open it, save it, and lose nothing on the way. The rules stand in the services."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, flash, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.cases import desk, drafting, imports, queries, service, shown
from platform_app.cases.completeness import Need
from platform_app.cases.queries import CaseReading
from platform_app.cases.texts import LONGEST
from platform_app.kernel import text
from platform_app.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, Stale
from platform_app.kernel.messages import msg
from platform_app.web.editor_page import words
from platform_app.web.editor_state import BASE, Editing, editing, fields_of, opened, overtaken, progress_of, total_of
from platform_app.web.errors import STATUS
from platform_app.web.forms.flat import Typed, received
from platform_app.web.forms.labels import full_label
from platform_app.web.forms.merging import differs
from platform_app.web.forms.nested import nested
from platform_app.web.forms.view import CASE, with_blank_row, with_row_up, without_row
from platform_app.web.locale import language
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("editor", __name__, url_prefix="/cases/<int:case_id>")
PATIENCE = 3  # tries to save on a case whose state, not whose text, keeps changing


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """Nobody edits without an account."""


@blueprint.get("/edit")
def edit(case_id: int) -> ResponseReturnValue:
    """The editor on the latest revision, with what was typed earlier and not saved."""
    actor = current_actor()
    reading = queries.read(actor, case_id, latest=True)
    if reading.case.status == "submitted" and queries.sees_drafts(actor, reading.case):
        flash(said(msg("This case waits for sign-off. Take it back first if you want to work on it.")), "info")
        return redirect(url_for("cases.show", case_id=case_id))
    require(actor, P.CASE_EDIT, reading.case)
    return _page(actor, opened(actor, reading))


@blueprint.post("/edit")
def save(case_id: int) -> ResponseReturnValue:
    """Save a revision; or only add or remove a row, which writes nothing."""
    actor = current_actor()
    act, _, target = request.form.get("act", "save").partition(":")
    if act in ("add", "remove", "up"):
        return _with_other_rows(actor, case_id, act, target)
    typed = received(request.form, CASE)
    try:
        number = _save(actor, case_id, typed)
    except DomainError as error:
        reading = queries.read(actor, case_id, latest=True)
        if isinstance(error, NotAllowed) and not queries.sees_drafts(actor, reading.case):
            raise
        return _refused(actor, reading, typed, error), _status(error)
    saved = msg("Saved as revision {no}.", no=number) if number else msg("Nothing had changed; nothing was saved.")
    flash(said(saved), "success" if number else "info")
    return redirect(_after(case_id, act))


@blueprint.post("/autosave/discard")
def discard_autosave(case_id: int) -> ResponseReturnValue:
    """Go back to the latest revision."""
    service.discard_autosave(current_actor(), case_id)
    flash(said(msg("What you had not saved is discarded. This is the latest revision.")), "info")
    return redirect(url_for("editor.edit", case_id=case_id))


@blueprint.post("/autosave")
def autosave(case_id: int) -> Response:
    """Keep what is typed; says what is still missing. Refusals are sentences the script shows."""
    typed = received(request.form, CASE) | {BASE: request.form.get(BASE, "")}
    storable = {key: _without_nul(value) for key, value in typed.items()}
    actor = current_actor()
    try:
        service.autosave(actor, case_id, storable, version=_number("version"))
    except DomainError as error:
        return make_response(jsonify(message=said(error.message)), _status(error))
    lacks = progress_of(queries.get(actor, case_id), typed)
    return jsonify(missing=_told(lacks.submission), further=_told(lacks.further), total=total_of(typed))


@blueprint.post("/preview")
def preview(case_id: int) -> Response:
    """A text as it will be stored, with the pictures of the case in it."""
    reading = queries.read(current_actor(), case_id, latest=True)
    require(current_actor(), P.CASE_EDIT, reading.case)
    pictures = shown.pictures(reading.content, case_id, language())
    return jsonify(html=text.render(_without_nul(request.form.get("text", ""))[:LONGEST], pictures))


@blueprint.post("/revisions/<int:no>/restoration")
def restore(case_id: int, no: int) -> ResponseReturnValue:
    """Save an old revision again as a new one."""
    actor = current_actor()
    try:
        service.restore(actor, case_id, no, version=_number("version"))
    except Stale:
        flash(said(msg("Somebody has just changed this case. Look at the newest revision first.")), "error")
        return redirect(url_for("cases.revisions", case_id=case_id))
    flash(said(msg("Revision {no} is restored as the newest one.", no=no)), "success")
    return redirect(url_for("cases.revisions", case_id=case_id))


def _save(actor: Actor, case_id: int, typed: Typed) -> int | None:
    """The number of the new revision, or None if nothing changed. A case that only changed its state is no obstacle."""
    changes, version, base_no = nested(typed, CASE), _number("version"), _number(BASE)
    for _ in range(PATIENCE):
        try:
            case = service.edit(actor, case_id, changes, version=version)
        except Stale:
            now = queries.read(actor, case_id, latest=True)
            if now.revision.no != base_no:
                if differs(typed, fields_of(now), CASE):
                    raise
                return now.revision.no  # sent twice: the first one wrote it
            version = now.case.version
        else:
            return case.latest_no if case.latest_no != base_no else None
    raise Stale


def _with_other_rows(actor: Actor, case_id: int, act: str, target: str) -> ResponseReturnValue:
    name, _, position = target.partition(":")
    if name not in CASE or CASE[name].kind != "rows" or (act != "add" and not position.isdecimal()):
        raise Conflict(msg("There is no such list in this form."))
    reading = queries.read(actor, case_id, latest=True)
    require(actor, P.CASE_EDIT, reading.case)
    form = without_row(request.form, name, int(position)) if act == "remove" else request.form
    typed = received(form, CASE)
    typed = with_blank_row(typed, name) if act == "add" else typed
    typed = with_row_up(typed, name, int(position)) if act == "up" and int(position) else typed
    return _page(actor, editing(reading, typed), opened_at=name, base_no=_number(BASE), version=_number("version"))


def _refused(actor: Actor, reading: CaseReading, typed: Typed, error: DomainError) -> str:
    if isinstance(error, Stale):
        return _page(actor, overtaken(actor, reading, typed, request.form.get(BASE, "")))
    problems = error.errors if isinstance(error, Invalid) else {"": [error.message]}
    state = editing(reading, typed, problems)
    return _page(actor, state, base_no=_number(BASE), version=_number("version"))


def _page(
    actor: Actor, state: Editing, *, opened_at: str = "", base_no: int | None = None, version: int | None = None
) -> str:
    case = state.reading.case
    return render_template(
        "editor/edit.html",
        case=case,
        organisation=state.reading.organisation,
        state=state,
        form=state.form,
        actions=desk.actions(actor, case),
        imported=imports.imported(actor, case.id),
        drafted_by=drafting.begun_by(actor, case),
        opened_at=opened_at,
        base_no=state.reading.revision.no if base_no is None else base_no,
        version=case.version if version is None else version,
        problem_labels={name: said(full_label(name)) for name in state.form.problems},
        **words(actor, state.form.typed),
    )


def _told(needs: Sequence[Need]) -> list[dict[str, str]]:
    return [{"field": need.field, "sentence": said(need.sentence)} for need in needs]


def _after(case_id: int, act: str) -> str:
    if act in ("submit", "publish"):
        return url_for("curation.act", case_id=case_id, act=act)
    return url_for("editor.edit", case_id=case_id)


def _status(error: DomainError) -> int:
    return next(code for kind, code in STATUS.items() if isinstance(error, kind))


def _number(name: str) -> int:
    given = request.form.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def _without_nul(value: Any) -> Any:
    """PostgreSQL stores no U+0000, and what is typed must be kept whatever it is worth."""
    return value.replace("\0", "") if isinstance(value, str) else value
