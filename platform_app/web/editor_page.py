"""What the editor's page shows beside the form's own fields: the names to choose from, and the point on the map."""

from typing import Any

from flask import render_template

from platform_app.access.actor import Actor
from platform_app.accounts import queries as accounts
from platform_app.cases.files import ShownFile
from platform_app.media import queries as media
from platform_app.standards import queries as standards
from platform_app.web.case_files import PageFile
from platform_app.web.forms import labels
from platform_app.web.forms.flat import Typed, flatten
from platform_app.web.forms.view import CASE, NEW_ROW, CaseForm
from platform_app.web.locale import local
from platform_app.web.maps import MAP_HEIGHT, MAP_WIDTH, city_points, project

# Where 0°/0° lies on the map and how long a degree is, for the script that moves the point while degrees are typed.
_X, _Y = project(0, 0)
FRAME = {"x": _X, "y": _Y, "across": (project(100, 0)[0] - _X) / 100, "down": (project(0, 100)[1] - _Y) / 100}


def words(actor: Actor, typed: Typed) -> dict[str, Any]:
    """Names for the template."""
    return {
        "field_options": [(field.slug, str(local(field, "name"))) for field in standards.fields(actor)],
        "licence_help": labels.LICENCES,
        "add_row": labels.ADD_ROW,
        "states": labels.STATES,
        "field_label": labels.full_label,
        "places": city_points(accounts.places(actor), {}),
        "spot": spot(typed),
        "map_frame": FRAME,
        "files": files_of(actor, typed),
    }


def files_of(actor: Actor, typed: Typed) -> dict[str, PageFile]:
    """The files that the form speaks of, by their numbers as typed."""
    ids = [value for key, value in typed.items() if key.startswith("files.") and key.endswith(".id")]
    rows = media.several(actor, [int(value) for value in ids if str(value).isdecimal() and len(str(value)) < 10])
    return {str(file_id): PageFile(file) for file_id, file in rows.items()}


def new_file_row(made: ShownFile) -> str:
    """The row of a file that has just been added, for the script to put into the form."""
    assert made.words is not None
    start, shape = f"files.{NEW_ROW}.", CASE["files"]
    form = CaseForm(flatten(made.words.model_dump(mode="json"), shape.parts, start))
    control = form.control("files")
    page_file = {str(made.file.id): PageFile(made.file)}
    return render_template(
        "files/_row.html", form=form, control=control, row=control.blank, files=page_file, states=labels.STATES
    )


def spot(typed: Typed) -> tuple[float, float] | None:
    """The point that was typed in units of the drawing, if it is one and lies on the map."""
    try:
        latitude, longitude = (float(typed.get(f"place.{name}") or "") for name in ("latitude", "longitude"))
    except ValueError:
        return None
    x, y = project(longitude, latitude)
    return (x, y) if 0 <= x <= MAP_WIDTH and 0 <= y <= MAP_HEIGHT else None
