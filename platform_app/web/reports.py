"""Reporting something; what met oneself, and appealing against it; the public log."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.kernel.errors import DomainError, NotFound
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import msg
from platform_app.kernel.pages import PageRequest
from platform_app.kernel.subjects import SubjectRef
from platform_app.moderation import (
    publicly,
    queries_matters,
    queries_sanctions,
    service_reports,
    service_sanctions,
    showing,
    things,
)
from platform_app.moderation.deciding import CATEGORIES
from platform_app.moderation.inputs_reports import NewAppeal, NewReport
from platform_app.search.labels import labels
from platform_app.web.moderation_words import page_of, shared
from platform_app.web.paging import page_request, pager
from platform_app.web.remembered import remembered
from platform_app.web.sent import again, numbered, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("reports", __name__)
MOST_OWN = 100


@blueprint.app_context_processor
def _words() -> dict[str, Any]:
    return shared()


@blueprint.get("/reports/new")
@login_required
def new() -> str:
    """The page on which something is reported."""
    return render_template("reports/new.html", typed=request.args, errors={}, **_about(request.args))


@blueprint.post("/reports")
@login_required
def report() -> ResponseReturnValue:
    """Report it; refused, the page comes again with what was typed."""
    about = _about(request.form)
    try:
        given: dict[str, Any] = {**request.form, "id": about["ref"].id}
        wanted = {name: given[name] for name in NewReport.model_fields if name in given}
        service_reports.report(current_actor(), read(NewReport, wanted))
    except NotFound:
        raise
    except DomainError as error:
        return again("reports/new.html", error, **about)
    flash(said(msg("Reported. You will be told what becomes of it.")), "success")
    return redirect(page_of(about["ref"]) or url_for("reports.own"), 303)


@blueprint.get("/account/moderation")
@login_required
def own() -> str:
    """What met her and why, and what she has reported."""
    return render_template("account/moderation.html", typed={}, errors={}, appealing=None, **_own())


@blueprint.post("/account/moderation/<int:sanction_id>/appeal")
@login_required
def appeal(sanction_id: int) -> ResponseReturnValue:
    """Appeal, once."""
    try:
        service_sanctions.appeal(
            current_actor(), sanction_id, sent(NewAppeal, text=request.form.get(f"text-{sanction_id}", ""))
        )
    except NotFound:
        raise
    except DomainError as error:
        return again("account/moderation.html", numbered(error, "text", sanction_id), appealing=sanction_id, **_own())
    flash(said(msg("Your appeal is made. You will be told what becomes of it.")), "success")
    return redirect(url_for("reports.own"), 303)


@blueprint.get("/moderation-log")
@remembered
def log() -> str:
    """What moderators did, without anybody's name."""
    page = publicly.lines(current_actor(), page_request(40))
    return render_template("reports/log.html", page=page, pager=pager(page), fields=labels().get("field", {}))


def _about(asked: Any) -> dict[str, Any]:
    kind, id = asked.get("kind", ""), asked.get("id", "")
    if kind not in ("post", "thread", "case", "person") or not (id.isdecimal() and len(id) < 10):
        raise NotFound
    actor, ref = current_actor(), SubjectRef(kind, int(id))
    things.reported(actor, ref)
    return {"ref": ref, "thing": showing.shown(actor, [ref]).get(ref), "categories": CATEGORIES}


def _own() -> dict[str, Any]:
    actor, all_of_it = current_actor(), PageRequest(MOST_OWN)
    sanctions = queries_sanctions.own(actor, all_of_it).items
    reports = queries_matters.own_reports(actor, all_of_it).items
    refs = [*(row.subject for row in sanctions), *(SubjectRef(each.subject_kind, each.subject_id) for each in reports)]
    return {"sanctions": sanctions, "reports": reports, "things": showing.shown(actor, refs), "ref_of": SubjectRef}
