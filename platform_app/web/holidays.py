"""The holiday table, for administrators."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import login_required

from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.coordination import queries, service_holidays
from platform_app.coordination.inputs import HolidayEntry
from platform_app.kernel.errors import DomainError, Invalid
from platform_app.kernel.messages import msg
from platform_app.web.sent import again, sent
from platform_app.web.session import current_actor
from platform_app.wording import said

blueprint = Blueprint("holidays", __name__, url_prefix="/holidays")


@blueprint.get("")
@login_required
def index() -> str:
    """The days, from the latest."""
    actor = current_actor()
    require(actor, P.HOLIDAY_EDIT)
    return render_template("holidays/index.html", errors={}, typed={}, rows=queries.holidays(actor))


@blueprint.post("")
@login_required
def put() -> ResponseReturnValue:
    """Enter a day, or change what the table says of it."""
    actor = current_actor()
    require(actor, P.HOLIDAY_EDIT)
    try:
        entry = sent(HolidayEntry, is_worked=request.form.get("is_worked") == "1")
        service_holidays.set_holiday(actor, _day(request.form.get("day", "")), entry)
    except DomainError as error:
        return again("holidays/index.html", error, rows=queries.holidays(actor))
    flash(said(msg("The day is in the table; days that are counted from now on follow it.")), "success")
    return redirect("/holidays", 303)


@blueprint.post("/<day>/removal")
@login_required
def remove(day: str) -> ResponseReturnValue:
    """Take a day out."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        abort(404)
    service_holidays.remove_holiday(current_actor(), found)
    flash(said(msg("The day is out of the table.")), "success")
    return redirect("/holidays", 303)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Invalid.one("day", msg("Write a date as 2024-05-31.")) from None
