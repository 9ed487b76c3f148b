"""Which parts of the document are sentences, and the document with these in another language.

Everything else (names, codes, patterns, what the examples hold) is the same in every language.
"""

from collections.abc import Callable
from typing import Any

from platform_app.kernel.messages import Message
from platform_app.wording import unwrapped

SENTENCES = ("summary", "description")
SAMPLES = ("example", "default", "enum", "const")


def worded(part: Any, say: Callable[[Message], str], *, is_sample: bool = False) -> Any:
    """The document, or a part of it, with every sentence as `say` says it; in samples only marked ones are."""
    if isinstance(part, Message):
        return say(part)
    if isinstance(part, list):
        return [worded(each, say, is_sample=is_sample) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        name: say(Message(unwrapped(value)))
        if name in SENTENCES and isinstance(value, str) and not is_sample
        else worded(value, say, is_sample=is_sample or name in SAMPLES)
        for name, value in part.items()
    }
