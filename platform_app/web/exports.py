"""What readers take away with them: a case as a file or a citation."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from platform_app.exports import cases
from platform_app.exports.inputs import ExportRequest
from platform_app.kernel.inputs import read
from platform_app.web.locale import language
from platform_app.web.session import current_actor

blueprint = Blueprint("exports", __name__)


@blueprint.get("/cases/<int:case_id>/export")
def case(case_id: int) -> ResponseReturnValue:
    """A case in the form that `?format=` names, as this reader may see it."""
    asked = read(
        ExportRequest, {name: request.args[name] for name in ExportRequest.model_fields if request.args.get(name)}
    )
    made = cases.export(
        current_actor(),
        case_id,
        asked.format,
        language=asked.language or language(),
        latest=asked.revision == "latest",
    )
    return file(made)


def file(made: cases.Exported) -> Response:
    """A file to keep; 304 when the browser has it already."""
    response = Response(made.body, content_type=made.media_type)
    response.headers.set("Content-Disposition", "attachment", filename=made.filename)
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.update(("Accept-Language", "Cookie"))
    response.add_etag()
    response.make_conditional(request)
    return response
