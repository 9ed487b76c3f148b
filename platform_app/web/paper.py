"""The form on paper: a page to print, and the same as a Word file to fill in anywhere."""

from flask import Blueprint, Response, render_template, request

from platform_app.cases.blanks import FIGURE_ROWS, FIGURES, PaperForm
from platform_app.exports import forms
from platform_app.web.exports import file
from platform_app.web.locale import language
from platform_app.web.remembered import remembered
from platform_app.web.session import current_actor

blueprint = Blueprint("paper", __name__)


@blueprint.get("/cases/form")
@remembered
def show() -> str:
    """The form as a page."""
    form = _form()
    return render_template(
        "paper/show.html",
        form=form,
        rows=forms.rows(current_actor(), form, language()),
        figures=FIGURES,
        figure_rows=FIGURE_ROWS,
        address=forms.address(),
        title=forms.TITLES[form],
        opening=forms.OPENING,
        no_personal_data=forms.NO_PERSONAL_DATA,
    )


@blueprint.get("/cases/form.docx")
def word() -> Response:
    """The form as a Word file."""
    return file(forms.blank_form(current_actor(), _form(), language=language()))


def _form() -> PaperForm:
    return "full" if request.args.get("form") == "full" else "short"
