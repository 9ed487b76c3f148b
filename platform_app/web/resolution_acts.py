"""Acts on a resolution, each on a page of its own that says what will happen before it is done."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.actor import Actor
from platform_app.kernel.errors import DomainError
from platform_app.kernel.messages import msg
from platform_app.kernel.pages import MAX_LIMIT, PageRequest
from platform_app.meetings import queries_resolutions, service_resolutions, service_voting
from platform_app.meetings.inputs_resolutions import (
    Adoption,
    CarryingOut,
    EntryIntoForce,
    Lapse,
    NewVote,
    ShowOfHands,
    Supersession,
)
from platform_app.meetings.queries_resolutions import ResolutionFilter
from platform_app.web.resolution_words import ACTS
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("resolution_acts", __name__)


@blueprint.get("/resolutions/<int:resolution_id>/acts/<act>")
@login_required
def ask(resolution_id: int, act: str) -> str:
    """What an act will bring about, and what it needs."""
    return render_template("resolutions/act.html", errors={}, typed={}, **_about(resolution_id, act))


@blueprint.post("/resolutions/<int:resolution_id>/acts/<act>")
@login_required
def do(resolution_id: int, act: str) -> ResponseReturnValue:
    """Do it, unless somebody has acted on it in the meantime; what was typed stays."""
    if act not in ACTS:
        abort(404)
    actor = current_actor()
    try:
        made = _DOING[act](actor, resolution_id)
        version = request.form.get("version", "")
        seen = int(version) if version.isdecimal() and len(version) < 10 else -1
        service_voting.at_version(actor, resolution_id, seen, made)
    except DomainError as error:
        return again("resolutions/act.html", error, **_about(resolution_id, act))
    flash(said(msg("Done. It is on record, and those concerned are told.")), "success")
    return redirect(f"/resolutions/{resolution_id}", 303)


def _about(resolution_id: int, act: str) -> dict[str, Any]:
    if act not in ACTS:
        abort(404)
    actor = current_actor()
    row = queries_resolutions.read(actor, resolution_id)
    voters = queries_resolutions.voters(actor, row) if act in ("vote", "show_of_hands") else []
    if act == "vote":
        voters = [each for each in voters if each.org_id in actor.coordinates]
    others = []
    if act == "supersede":
        newest = queries_resolutions.listed(actor, ResolutionFilter(body=row.body_id), PageRequest(MAX_LIMIT)).items
        others = [each for each in newest if each.number and each.id != row.id]
    return {"row": row, "act": act, "words": ACTS[act], "voters": voters, "others": others}


def _vote(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(NewVote)
    return lambda: service_voting.vote(actor, id, new)


def _show_of_hands(actor: Actor, id: int) -> Callable[[], object]:
    """A field for each organisation: `vote-330000`, and `statement-330000`."""
    form = request.form
    codes = [name.removeprefix("vote-") for name, choice in form.items() if name.startswith("vote-") and choice]
    votes = [
        {"organisation": code, "vote": form[f"vote-{code}"], "statement": form.get(f"statement-{code}")}
        for code in codes
    ]
    new = sent(ShowOfHands, votes=votes)
    return lambda: service_voting.show_of_hands(actor, id, new)


def _adopt(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(Adoption)
    return lambda: service_voting.adopt(actor, id, new)


def _enter_into_force(actor: Actor, id: int) -> Callable[[], object]:
    return lambda: service_resolutions.enter_into_force(actor, id, EntryIntoForce())


def _carry_out(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(CarryingOut)
    return lambda: service_resolutions.carry_out(actor, id, new)


def _supersede(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(Supersession)
    return lambda: service_resolutions.supersede(actor, id, new)


def _lapse(actor: Actor, id: int) -> Callable[[], object]:
    new = sent(Lapse)
    return lambda: service_resolutions.lapse(actor, id, new)


_DOING: Mapping[str, Callable[[Actor, int], Callable[[], object]]] = {
    "vote": _vote,
    "show_of_hands": _show_of_hands,
    "adopt": _adopt,
    "enter_into_force": _enter_into_force,
    "carry_out": _carry_out,
    "supersede": _supersede,
    "lapse": _lapse,
}
