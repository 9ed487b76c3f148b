"""Write the minutes of an item: the editor, who else is writing, and what was saved before."""

from typing import Any

from flask import Blueprint, flash, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.kernel.errors import DomainError, Stale
from platform_app.kernel.messages import Message, msg
from platform_app.meetings import queries_minutes, service_minutes
from platform_app.meetings.inputs_minutes import MinutesText
from platform_app.web.comparison import pieces
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("minutes_writing", __name__)


@blueprint.get("/meetings/<int:meeting_id>/minutes/<int:item_id>/edit")
@login_required
def edit(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """The editor; that she has it open is noted, so that others see it."""
    others = service_minutes.note_writing(current_actor(), meeting_id, item_id)
    meeting, found = queries_minutes.item(current_actor(), meeting_id, item_id)
    typed = {"text_zh": found.row.text_zh, "text_en": found.row.text_en} if found.row else {}
    page = {"meeting": meeting, "found": found, "version": found.version, "writing": _writing(others)}
    return render_template("minutes/edit.html", errors={}, typed=typed, **page)


@blueprint.post("/meetings/<int:meeting_id>/minutes/<int:item_id>/edit")
@login_required
def save(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Save; over a newer text only after both were shown. What was typed stays in any case."""
    actor = current_actor()
    typed = request.form.get("version", "")
    version = int(typed) if typed.isdecimal() and len(typed) < 10 else -1
    try:
        service_minutes.save(actor, meeting_id, item_id, version, sent(MinutesText))
    except Stale as error:
        meeting, found = queries_minutes.item(actor, meeting_id, item_id)
        page = {"meeting": meeting, "found": found, "version": found.version, "stored": found.row}
        shown = render_template("minutes/edit.html", errors={"": [error.message]}, typed=request.form, **page)
        return make_response(shown, 409)
    except DomainError as error:
        meeting, found = queries_minutes.item(actor, meeting_id, item_id)
        return again("minutes/edit.html", error, meeting=meeting, found=found, version=found.version)
    flash(said(msg("Saved. The text before is kept among the revisions.")), "success")
    return redirect(f"/meetings/{meeting_id}/minutes#item-{item_id}", 303)


@blueprint.post("/meetings/<int:meeting_id>/minutes/<int:item_id>/writing")
@login_required
def writing(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """A sign of life of an open editor; answers who else is writing, as a sentence."""
    others = service_minutes.note_writing(current_actor(), meeting_id, item_id)
    sentence = _writing(others)
    return jsonify({"words": said(sentence) if sentence else ""})


@blueprint.get("/meetings/<int:meeting_id>/minutes/<int:item_id>/revisions")
@login_required
def revisions(meeting_id: int, item_id: int) -> str:
    """Every save, and what the newest or the chosen one changed."""
    meeting, found, rows = queries_minutes.revisions(current_actor(), meeting_id, item_id)
    by_no = {row.no: row for row in rows}
    chosen = by_no.get(request.args.get("no", type=int) or 0) or (rows[0] if rows else None)
    before = by_no.get(chosen.no - 1) if chosen else None
    changes: list[tuple[str, Any]] = []
    if chosen is not None:
        for code in ("zh", "en"):
            old, new = getattr(before, f"text_{code}", ""), getattr(chosen, f"text_{code}")
            if old != new:
                changes.append((code, pieces(old, new)))
    shown = {"meeting": meeting, "found": found, "rows": rows, "chosen": chosen, "changes": changes}
    return render_template("minutes/revisions.html", **shown)


def _writing(others: list[str]) -> Message | None:
    if not others:
        return None
    if len(others) == 1:
        return msg("{name} is writing this item.", name=others[0])
    return msg("{names} are writing this item.", names=", ".join(others))
