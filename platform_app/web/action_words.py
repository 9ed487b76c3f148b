"""What the pages of action items say of each act, and how addresses that people paste become evidence."""

import re
from collections.abc import Mapping
from typing import Any

from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.web.request_words import ActWords

_OURS = re.compile(r"(?:^|/)(cases|standards|requests|threads|resolutions)/(\d{1,9})(?:[/?#].*)?$", re.ASCII)

ACTS: Mapping[str, ActWords] = {
    "start": ActWords(msg("Begin"), msg("Shows the secretariat that it is being worked on."), ("words",)),
    "note": ActWords(
        msg("Add a note"), msg("A dated word in the log, for everybody who reads the action item."), ("note",)
    ),
    "complete": ActWords(
        msg("Say that it is done"),
        msg("Needs evidence. The secretariat looks at it and confirms, or reopens the action item with a reason."),
        ("evidence",),
    ),
    "confirm": ActWords(msg("Confirm"), msg("Ends the action item as done. Its owner is told."), ("words",)),
    "reopen": ActWords(
        msg("Reopen"),
        msg("The owner has to do more and is told why. Without a day there is a week at least."),
        ("due_on", "reason"),
        needs_reason=True,
    ),
    "drop": ActWords(
        msg("Drop"),
        msg("Ends the action item without its being done. Its owner is told why."),
        ("reason",),
        needs_reason=True,
    ),
}


def evidence_typed(typed: str, field: str = "evidence") -> list[dict[str, Any]]:
    """One address of this site on each line: `/cases/7` is case 7.

    Raises:
        Invalid: a line is none of a case, standard, request, thread or resolution.
    """
    found = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        address = _OURS.search(line)
        if address is None:
            sentence = msg("“{line}” is no address of a case, standard, request, thread or resolution.", line=line[:80])
            raise Invalid.one(field, sentence)
        found.append({"kind": address[1].removesuffix("s"), "id": int(address[2])})
    return found
