"""How a file is refused: always at the field it was sent in."""

from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import Message, msg
from platform_app.media.names import FIELD

A_WEB_PAGE = msg("This is a web page, whatever its name says. Web pages are not taken: send it as PDF.")


def refusal(sentence: Message) -> Invalid:
    """What to raise."""
    return Invalid.one(FIELD, sentence)
