"""Searches that somebody keeps: from the search page, renamed, removed and brought back."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.following import queries_searches, service_searches, words
from platform_app.following.inputs import SearchName, SearchToKeep
from platform_app.kernel.errors import DomainError
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import msg
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("saved_searches", __name__, url_prefix="/account/searches")


@blueprint.before_request
@login_required
def ask_to_sign_in() -> None:
    """They are somebody's."""


@blueprint.get("")
def index() -> str:
    """Those she keeps; behind one that was just removed stands how to bring it back."""
    return render_template("account/searches.html", errors={}, typed={}, removed=None, **_page())


@blueprint.post("")
def keep() -> ResponseReturnValue:
    """Keep the search of the page, or bring one back."""
    asked = {name: value for name in SearchToKeep.model_fields if (value := request.form.get(name))}
    try:
        service_searches.keep_search(current_actor(), read(SearchToKeep, asked))
    except DomainError as error:
        return again("account/searches.html", error, removed=asked, **_page())
    flash(said(msg("Saved. You will be told what is new in it.")), "success")
    return redirect("/account/searches", 303)


@blueprint.get("/<int:search_id>")
def show(search_id: int) -> ResponseReturnValue:
    """Search again, the newest first."""
    return redirect(words.search_path(queries_searches.saved_search(current_actor(), search_id).request))


@blueprint.post("/<int:search_id>/name")
def rename(search_id: int) -> ResponseReturnValue:
    """Give it another name."""
    try:
        service_searches.rename_search(current_actor(), search_id, sent(SearchName))
    except DomainError as error:
        return again("account/searches.html", error, removed=None, renaming=search_id, **_page())
    flash(said(msg("Saved.")), "success")
    return redirect("/account/searches", 303)


@blueprint.post("/<int:search_id>/removal")
def remove(search_id: int) -> ResponseReturnValue:
    """Keep it no longer; the page offers to bring it back."""
    row = service_searches.remove_search(current_actor(), search_id)
    removed = {"name": row.name, **{name: _typed(value) for name, value in row.request.items()}}
    return render_template("account/searches.html", errors={}, typed={}, removed=removed, **_page())


def _typed(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _page() -> dict[str, Any]:
    rows = queries_searches.saved_searches(current_actor())
    return {"searches": [(row, words.search_path(row.request)) for row in rows]}
