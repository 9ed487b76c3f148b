"""What a case still needs before it can be handed in: pure rules over its content."""

from collections.abc import Callable
from dataclasses import dataclass

from platform_app.cases.inputs import CaseContent
from platform_app.cases.texts import LANGUAGES
from platform_app.kernel.messages import Message, msg

Test = Callable[[CaseContent], bool]


@dataclass(frozen=True)
class Need:
    """One thing that must be there: the field to go to, a sentence, and the test."""

    field: str
    sentence: Message
    is_met: Test


def _has_figure(content: CaseContent) -> bool:
    return any(row.name and row.result is not None for row in content.indicators)


def _written_in(content: CaseContent) -> list[str]:
    """The languages in which the case can be read whole."""
    return [code for code in LANGUAGES if getattr(content.title, code) and getattr(content.actions, code)]


def _says_what_pictures_show(content: CaseContent) -> bool:
    pictures = [shown for shown in content.files if shown.kind == "image"]
    return all(getattr(shown.alt, code) for shown in pictures for code in _written_in(content))


PICTURES = Need(
    "files",
    msg("Say in words what each picture shows, in every language of the case."),
    _says_what_pictures_show,
)

_COMPILED = (
    Need("title", msg("Give it a title."), lambda c: bool(c.title)),
    Need("place", msg("Name the place."), lambda c: bool(c.place.name)),
    Need("field", msg("Choose one of the twelve fields."), lambda c: bool(c.field)),
    Need("actions", msg("Tell what was done."), lambda c: bool(c.actions)),
    Need("sources", msg("Name at least one public source."), lambda c: bool(c.sources)),
    Need("licence", msg("Choose a licence."), lambda c: bool(c.licence)),
)

_SHORT = (
    *_COMPILED[:1],
    Need("result", msg("Say in one sentence what came of it."), lambda c: bool(c.result)),
    *_COMPILED[1:3],
    Need("lead_body", msg("Name the lead body."), lambda c: bool(c.lead_body)),
    Need("stage", msg("Choose the stage it has reached."), lambda c: bool(c.stage)),
    Need("problem", msg("Describe the situation and the problem."), lambda c: bool(c.problem)),
    _COMPILED[3],
    Need("indicators", msg("Give at least one indicator with a result."), _has_figure),
    Need("difficulties", msg("Tell what was difficult or did not work."), lambda c: bool(c.difficulties)),
    _COMPILED[5],
    Need(
        "personal_data_checked",
        msg("Confirm that it contains no personal data."),
        lambda c: c.personal_data_checked,
    ),
    Need("signed_off_by", msg("Name the person who signs it off."), lambda c: bool(c.signed_off_by)),
    Need("signed_off_on", msg("Give the date of the sign-off."), lambda c: bool(c.signed_off_on)),
)

_FULL = (
    *_SHORT,
    Need("place.latitude", msg("Set the point on the map."), lambda c: c.place.latitude is not None),
    Need("started_on", msg("Say when it started."), lambda c: bool(c.started_on)),
    Need("objectives", msg("State the objectives and the baseline."), lambda c: bool(c.objectives)),
    Need(
        "standards",
        msg("Name the standards used, made or adapted, or say why there are none."),
        lambda c: bool(c.standards or c.standards_none_because),
    ),
    Need(
        "money",
        msg("State the resources: money, staff, time, legal basis."),
        lambda c: bool((c.money or c.staff) and c.time_needed and c.legal_basis),
    ),
    Need("lessons", msg("Write down the lessons."), lambda c: bool(c.lessons)),
)

NEEDS = {"compiled": _COMPILED, "short": _SHORT, "full": _FULL}


def needs(content: CaseContent) -> list[Need]:
    """Everything its form asks for, in the order of the template; with pictures, words for these too."""
    asked = [*NEEDS[content.form]]
    return [*asked, PICTURES] if any(shown.kind == "image" for shown in content.files) else asked


def missing(content: CaseContent) -> list[Need]:
    """What its form still needs to be submitted, in the order of the template."""
    return [need for need in needs(content) if not need.is_met(content)]


def progress(content: CaseContent) -> tuple[int, int]:
    """How many needs are met, of how many."""
    asked = needs(content)
    return sum(need.is_met(content) for need in asked), len(asked)
