"""Which parts of a case have something to say, in the order in which it is read."""

from platform_app.cases.inputs import CaseContent
from platform_app.cases.words import HEADINGS, TRANSFER

# Parts that are made of several entries; every other one is a single text.
_MADE_OF = {
    "results": ("indicators",),
    "standards": ("standards", "standards_none_because", "standards_note"),
    "resources": ("money", "staff", "time_needed", "legal_basis"),
    "participants": ("participants", "partners"),
    "transfer": tuple(TRANSFER),
}


def parts(content: CaseContent) -> list[str]:
    """Keys of `HEADINGS`; the part on difficulties is always there: silence is told too."""
    return [key for key in HEADINGS if key == "difficulties" or _has(content, key)]


def advice(content: CaseContent) -> list[str]:
    """The advice for others that is there: what to keep, to adapt, to leave out, cost, first steps."""
    return [key for key in TRANSFER if getattr(content, key)]


def _has(content: CaseContent, key: str) -> bool:
    return any(bool(getattr(content, name)) for name in _MADE_OF.get(key, (key,)))
