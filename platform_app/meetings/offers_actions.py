"""Whether a form for a new action item is worth showing to somebody."""

from collections.abc import Mapping

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.kernel import clock
from platform_app.kernel.inputs import read
from platform_app.meetings import keeping_actions
from platform_app.meetings.inputs_actions import NewAction
from platform_app.meetings.models import Body


def check_may_assign(actor: Actor, origin: Mapping[str, str]) -> Body:
    """The body that an action item would be of.

    Raises:
        Invalid: nothing names the body.
        NotAllowed: she does not keep it.
    """
    blank = {"title_zh": "——", "organisation": "—", "due_on": clock.today()}
    body = keeping_actions.origin(actor, read(NewAction, {**blank, **origin})).body
    require(actor, P.ACTION_ASSIGN, body)
    return body
