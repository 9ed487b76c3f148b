"""What the editor starts from and goes on with: the latest revision, what was typed and not saved, what others said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from platform_app.access.actor import Actor
from platform_app.cases import completeness, progress, queries
from platform_app.cases.completeness import Need
from platform_app.cases.inputs import CaseContent
from platform_app.cases.models import Case, CaseAutosave
from platform_app.cases.progress import Progress
from platform_app.cases.queries import CaseReading
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.inputs import read
from platform_app.web.comparison import pieces
from platform_app.web.forms.flat import Typed, flatten
from platform_app.web.forms.merging import differs, merge
from platform_app.web.forms.nested import nested
from platform_app.web.forms.spoken import spoken
from platform_app.web.forms.view import CASE, CaseForm, Problems, form_kind, placed

BASE = "base_no"  # the revision the form was opened on


@dataclass(frozen=True)
class Editing:
    """Everything the editor's page needs. `kept` is what came back from an earlier visit."""

    reading: CaseReading
    form: CaseForm
    further: Sequence[Need] = ()  # what an announcement needs beyond what handing in needs
    kept: CaseAutosave | None = None
    taken: Sequence[str] = field(default_factory=tuple)

    @property
    def progress(self) -> tuple[int, int]:
        """How many needs are met, of how many."""
        total = total_of(self.form.typed)
        return total - len(self.form.needs), total


def opened(actor: Actor, reading: CaseReading) -> Editing:
    """The editor as she left it: with what she typed and did not save, if that says anything new."""
    latest = fields_of(reading)
    kept = queries.autosaved(actor, reading.case.id)
    if kept is None:
        return editing(reading, latest)
    typed = {key: value for key, value in kept.typed.items() if key != BASE}
    return _beside(actor, reading, typed, str(kept.typed.get(BASE, "")), kept)


def overtaken(actor: Actor, reading: CaseReading, typed: Typed, base_no: str) -> Editing:
    """The editor after somebody else saved first: both texts, hers in the form."""
    return _beside(actor, reading, typed, base_no, None)


def editing(reading: CaseReading, typed: Typed, problems: Problems | None = None, **more: Any) -> Editing:
    """The editor with a form as it was typed."""
    lacks = progress_of(reading.case, typed)
    form = CaseForm(typed, placed(problems or {}, typed), needs=lacks.submission, theirs=more.pop("theirs", {}))
    return Editing(reading, form, lacks.further, **more)


def fields_of(reading: CaseReading) -> Typed:
    """A revision as the fields of the form."""
    return flatten(reading.content.model_dump(mode="json"), CASE)


def progress_of(case: Case, typed: Typed) -> Progress:
    """What is still missing in a form; fields that cannot be read count as missing."""
    data = nested(typed, CASE)
    try:
        content = read(CaseContent, data)
    except Invalid as error:
        readable = {name: value for name, value in data.items() if name not in _first_parts(error.errors)}
        content = _readable(readable)
    return progress.of_content(case, content)


def total_of(typed: Typed) -> int:
    """How many things the form asks for; pictures ask for words."""
    pictures = any(key.startswith("files.") and key.endswith(".kind") and typed[key] == "image" for key in typed)
    return len(completeness.NEEDS[form_kind(typed)]) + pictures


def _beside(actor: Actor, reading: CaseReading, typed: Typed, base_no: str, kept: CaseAutosave | None) -> Editing:
    latest = fields_of(reading)
    base = latest if base_no == str(reading.revision.no) else _base(actor, reading, base_no)
    merged = merge(base, typed, latest, CASE)
    if kept and not differs(merged.typed, latest, CASE):
        kept = None  # it was saved, or others wrote the same
    shown = {name: pieces(*(spoken(name, part) for part in (merged.typed, latest))) for name in merged.theirs}
    return editing(reading, merged.typed, theirs=shown, kept=kept, taken=merged.taken)


def _base(actor: Actor, reading: CaseReading, base_no: str) -> Typed:
    """The revision she started from; without it every difference is shown."""
    try:
        return fields_of(queries.read(actor, reading.case.id, no=int(base_no)))
    except (ValueError, NotFound):
        return {}


def _first_parts(errors: Mapping[str, Any]) -> set[str]:
    return {name.split(".")[0] for name in errors}


def _readable(data: dict[str, Any]) -> CaseContent:
    try:
        return read(CaseContent, data)
    except Invalid:  # a rule about several fields at once
        return CaseContent(form=data.get("form", "short"))
