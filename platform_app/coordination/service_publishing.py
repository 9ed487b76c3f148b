"""The step that makes the interpretation of a standard public, for all who read the standard later."""

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.coordination import keeping, lifecycle, queries
from platform_app.coordination.inputs import Interpretation
from platform_app.coordination.models import RequestAnswer
from platform_app.events import RequestAnswerPublished
from platform_app.kernel import clock
from platform_app.kernel.use_case import record, use_case


@use_case
def publish(actor: Actor, request_id: int, new: Interpretation) -> RequestAnswer:
    """Make an answer public under a question in words for everybody; the request itself stays where it is.

    Raises:
        Conflict: it is no interpretation, there is no answer, or it is public already.
    """
    request = queries.get_for_change(actor, request_id)
    row = keeping.chosen(actor, request, new.organisation, P.REQUEST_PUBLISH, "publish")
    require(actor, P.REQUEST_PUBLISH, row)
    has_answer = row.text is not None
    status = row.status if has_answer else "raised"
    lifecycle.check_publishable(request.kind, status, row.published_at is not None)
    row.public_question = new.question
    row.published_at = clock.now()
    keeping.note(actor, request, "published", org_id=row.org_id, words=new.question)
    record(RequestAnswerPublished(request.id, row.org_id, answer_id=row.id))
    return row
