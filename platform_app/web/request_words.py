"""What the pages of requests say of each act, and how lines that people type become links and names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from platform_app.kernel.messages import Message, msg

_BETWEEN_NAMES = re.compile(r"[,，、;；\r\n]+")


@dataclass(frozen=True)
class ActWords:
    """An act: what it is called, what it brings about, and what it asks for."""

    title: Message
    what: Message
    fields: tuple[str, ...] = ()
    needs_reason: bool = False


ACTS: Mapping[str, ActWords] = {
    "acknowledge": ActWords(
        msg("Acknowledge"), msg("Tells who asked that the request has arrived. The day stays as it is.")
    ),
    "start": ActWords(msg("Begin"), msg("Shows both sides that the answer is being worked on.")),
    "answer": ActWords(
        msg("Answer"),
        msg("Who asked is told at once and can accept the answer or reopen the request with a reason."),
        ("text", "links"),
    ),
    "ask_extension": ActWords(
        msg("Ask for more time"),
        msg("Who asked decides; until then the day that holds now remains. Both stand in the history."),
        ("until", "reason"),
        needs_reason=True,
    ),
    "return": ActWords(
        msg("Return"),
        msg("Gives the request back with a reason. The lower level can object, and who asked can reopen it."),
        ("reason",),
        needs_reason=True,
    ),
    "pass_down": ActWords(
        msg("Pass down"),
        msg("Organisations directly below yours are asked in turn and answer you. You still owe your own answer."),
        ("to", "due_on", "reason"),
    ),
    "accept": ActWords(msg("Accept the answer"), msg("The answer is taken; nothing more is owed.")),
    "reopen": ActWords(
        msg("Reopen"),
        msg("The organisation has to answer again and has a week at least. What was published is taken off."),
        ("reason",),
        needs_reason=True,
    ),
    "decide_extension": ActWords(
        msg("Decide on more time"), msg("The organisation is told either way, with your word."), ("decision", "reason")
    ),
    "object": ActWords(
        msg("Object"),
        msg("The upper level must answer, or say why not. The objection stands in the history."),
        ("reason",),
        needs_reason=True,
    ),
    "escalate": ActWords(
        msg("Send up"),
        msg("The ministry is asked in addition and reads the whole history. The request itself stays the same."),
        ("ministry", "reason"),
        needs_reason=True,
    ),
    "publish": ActWords(
        msg("Publish the answer"),
        msg("Everybody reads the answer under the question that you write here, and finds it by search."),
        ("question",),
    ),
    "close": ActWords(msg("Close"), msg("Ends the request for everybody, whatever is still open."), ("reason",)),
}


def between_names(typed: str) -> list[str]:
    """Names or codes with commas or line breaks between them."""
    return [name for name in _BETWEEN_NAMES.split(typed) if name.strip()][:100]


def links_typed(typed: str) -> list[dict[str, Any]]:
    """One link on each line, its address at the end: `The notice https://example.org/1`."""
    lines = [line.split() for line in typed.splitlines() if line.strip()]
    return [{"name": " ".join(words[:-1]) or words[-1][:160], "url": words[-1]} for words in lines]
