"""The form on paper: which blanks it has, in which order, and how large each is. A filled-in one can be imported."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from platform_app.cases.completeness import NEEDS
from platform_app.cases.hints import HINTS
from platform_app.cases.inputs import CaseContent, Place
from platform_app.cases.words import FIELD_NAMES
from platform_app.kernel.messages import Message, msg

PaperForm = Literal["short", "full"]
BlankKind = Literal["text", "choice", "figures"]
FIGURES = (
    msg("Indicator"),
    msg("Unit"),
    msg("Before"),
    msg("Year before"),
    msg("After"),
    msg("Year after"),
    msg("How it was measured"),
    msg("Source"),
)
FIGURE_ROWS = 4
# Field → how many lines its box has; the full form has those of the short one too.
_SHORT = {
    "title": 2, "result": 3, "place": 1, "field": 1, "lead_body": 1, "stage": 1, "problem": 9, "actions": 22,
    "indicators": FIGURE_ROWS, "difficulties": 10, "licence": 1, "signed_off_by": 1, "signed_off_on": 1,
}  # fmt: skip
_FULL = {
    "title": 2, "result": 3, "place": 1, "field": 1, "tags": 1, "lead_body": 1, "department": 1, "mandate": 4,
    "stage": 1, "started_on": 1, "ended_on": 1, "problem": 9, "objectives": 6, "actions": 22, "standards": 5,
    "standards_none_because": 4, "staff": 4, "time_needed": 3, "legal_basis": 4, "participants": 7,
    "indicators": FIGURE_ROWS, "difficulties": 10, "conditions": 7, "keep": 7, "adapt": 7, "not_needed": 5,
    "minimum_cost": 4, "first_90_days": 7, "sustaining": 7, "lessons": 10, "licence": 1, "signed_off_by": 1,
    "signed_off_on": 1,
}  # fmt: skip
_CHOICES = ("field", "stage", "licence")
_NAMES = {"place": msg("Name of the place"), "indicators": msg("Indicators")}
_HINTS = {
    "field": msg("One of the twelve fields of the action plan."),
    "place": msg("The place as people there call it."),
    "standards": msg("One number a line, as printed: GB/T 36333-2018."),
    "standards_none_because": msg("Only if there are none."),
}


@dataclass(frozen=True)
class Blank:
    """Something to fill in. `limits` are those of its field: `zh` in characters, `en` in words or characters."""

    field: str
    kind: BlankKind
    label: Message
    hint: Message | None
    limits: Mapping[str, Any] | None
    lines: int
    is_needed: bool


def blanks(form: PaperForm) -> list[Blank]:
    """The blanks of a form, in its order."""
    needed = {need.field.split(".")[0] for need in NEEDS[form]}
    return [_blank(name, lines, name in needed) for name, lines in (_SHORT if form == "short" else _FULL).items()]


def _blank(name: str, lines: int, is_needed: bool) -> Blank:
    kind: BlankKind = "figures" if name == "indicators" else "choice" if name in _CHOICES else "text"
    label, hint = _NAMES.get(name) or FIELD_NAMES[name], _HINTS.get(name) or HINTS.get(name)
    return Blank(name, kind, label, hint, _limits(name), lines, is_needed)


def _limits(name: str) -> Mapping[str, Any] | None:
    info = Place.model_fields["name"] if name == "place" else CaseContent.model_fields[name]
    for mark in info.metadata:
        limits: Mapping[str, Any] | None = getattr(getattr(mark, "func", None), "limits", None)
        if limits:
            return limits
    return None
