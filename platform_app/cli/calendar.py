"""`flask calendar answer`: takes the answer of a calendar program from a pipe, for a mailbox that answers come to."""

import sys

from platform_app.access.actor import SYSTEM
from platform_app.cli.language import say
from platform_app.cli.refusals import Topic
from platform_app.kernel.messages import msg
from platform_app.meetings import itip, service_answers
from platform_app.wording import TABLES

calendar = Topic("calendar", help="Take answers to invitations.")


@calendar.command("answer")
def take_answer() -> None:
    """Take an answer to an invitation from standard input: a calendar file, or a whole mail that has one in it."""
    content = sys.stdin.buffer.read(itip.LARGEST + 1)
    row = service_answers.take_reply(SYSTEM, content)
    say(msg("{name}: {answer}", name=row.name, answer=TABLES["delegate_answer"][row.answer]))
