"""The glossary that search goes by: everybody reads it, administrators add, change and remove terms."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flask import Blueprint, flash, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.kernel.errors import Conflict, DomainError, Invalid, NotFound
from platform_app.kernel.messages import Message, msg
from platform_app.search import glossary
from platform_app.search.inputs import NewTerm
from platform_app.search.models import GlossaryTerm
from platform_app.web.fields import by_slug
from platform_app.web.locale import local
from platform_app.web.paging import page_request, pager
from platform_app.web.remembered import remembered
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import GLOSSARY_GROUPS, said

ROWS = 50
LISTS = ("zh_synonyms", "en_synonyms")
_BETWEEN = re.compile(r"[\n;；]")

blueprint = Blueprint("glossary", __name__, url_prefix="/glossary")


@blueprint.get("")
@remembered
def index() -> str:
    """The terms, narrowed by what was typed; one that was just removed can be put back."""
    actor = current_actor()
    asked = request.args.get("q") or None
    page = glossary.find(actor, page_request(ROWS), q=asked)
    removed = session.pop("removed_term", None)
    context = {"page": page, "pager": pager(page), "q": asked, "removed": removed, "topics": _topics()}
    return render_template("glossary/index.html", **context)


@blueprint.route("/new", methods=["GET", "POST"])
@login_required
def new() -> ResponseReturnValue:
    """Add a term."""
    actor = current_actor()
    require(actor, P.GLOSSARY_EDIT)
    if request.method == "GET":
        return render_template("glossary/edit.html", typed=request.args, errors={}, **_page())
    try:
        added = glossary.add_term(actor, _typed())
    except DomainError as error:
        return again("glossary/edit.html", error, **_page())
    return _back(added.zh, msg("“{zh}” is in the glossary; search goes by it from now on.", zh=added.zh))


@blueprint.route("/<int:term_id>/edit", methods=["GET", "POST"])
@login_required
def edit(term_id: int) -> ResponseReturnValue:
    """Change a term; whoever comes second sees both texts, and what she typed is never lost."""
    actor = current_actor()
    require(actor, P.GLOSSARY_EDIT)
    if request.method == "GET":
        term = glossary.term(actor, term_id)
        return render_template("glossary/edit.html", typed=_written(term), errors={}, **_page(term))
    try:
        edited = glossary.edit_term(actor, term_id, _typed(), version=_version())
    except NotFound:
        return again("glossary/edit.html", _GONE, **_page())
    except DomainError as error:
        return again("glossary/edit.html", error, **_page(glossary.term(actor, term_id)))
    return _back(edited.zh, msg("“{zh}” is saved; search goes by it from now on.", zh=edited.zh))


@blueprint.route("/<int:term_id>/removal", methods=["GET", "POST"])
@login_required
def remove(term_id: int) -> ResponseReturnValue:
    """Take a term out, after asking."""
    actor = current_actor()
    require(actor, P.GLOSSARY_EDIT)
    term = glossary.term(actor, term_id)
    if request.method == "GET":
        return render_template("glossary/removal.html", errors={}, term=term)
    try:
        glossary.remove_term(actor, term_id, version=_version())
    except DomainError as error:
        return again("glossary/removal.html", error, term=glossary.term(actor, term_id))
    session["removed_term"] = _written(term)
    return redirect("/glossary", 303)


_GONE = Conflict(
    msg("Somebody has removed this term in the meantime. What you typed is still here: you can add it as a new one.")
)


def _typed() -> NewTerm:
    """The form as an input; what is wrong with one synonym stands beside the box they were typed in."""
    zh, en = (_lines(request.form.get(name, "")) for name in LISTS)
    try:
        return sent(NewTerm, zh_synonyms=zh, en_synonyms=en)
    except Invalid as refused:
        boxes: dict[str, list[Message]] = {}
        for path, messages in refused.errors.items():
            box = boxes.setdefault(path.partition(".")[0], [])
            box += [message for message in messages if message not in box]
        raise Invalid(boxes) from None


def _lines(typed: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in _BETWEEN.split(typed) if line.strip()))


def _written(term: GlossaryTerm) -> dict[str, str]:
    """A term as it stands in the form."""
    lists = {name: "\n".join(getattr(term, name)) for name in LISTS}
    return {"zh": term.zh, "en": term.en, "topic": term.topic, **lists}


def _version() -> int:
    """On which version the form was opened; a form without one is older than any."""
    return request.form.get("version", type=int) or 0


def _page(term: GlossaryTerm | None = None) -> Mapping[str, Any]:
    return {"term": term, "topics": _topics()}


def _topics() -> dict[str, str]:
    """What a term can belong to: the fields, or a group of its own."""
    fields = {slug: str(local(field, "name")) for slug, field in by_slug(current_actor()).items()}
    return {**{name: said(title) for name, title in GLOSSARY_GROUPS.items()}, **fields}


def _back(zh: str, message: Message) -> ResponseReturnValue:
    flash(said(message), "success")
    return redirect(f"/glossary?q={quote(zh)}", 303)
