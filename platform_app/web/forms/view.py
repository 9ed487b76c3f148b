"""The case form as its page shows it: steps, groups and controls with their values, problems and the other's text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from werkzeug.datastructures import MultiDict

from platform_app.cases import completeness
from platform_app.cases.hints import HINTS
from platform_app.cases.inputs import SECTIONS as MARKDOWN
from platform_app.cases.inputs import CaseContent
from platform_app.kernel.messages import Message
from platform_app.web.forms import labels
from platform_app.web.forms.flat import Typed, blank_row, row_count
from platform_app.web.forms.layout import ROW_LINES, Group, Section, sections
from platform_app.web.forms.shape import Shape, shapes

CASE = shapes(CaseContent)
NEW_ROW = "__n__"  # stands for the number of a row that a script will add

Problems = Mapping[str, Sequence[Message]]


@dataclass(frozen=True)
class Control:
    """One field on the page. `rows` are those of a list, `parts` the fields of a group."""

    name: str
    shape: Shape
    pattern: str
    parts: "tuple[Control, ...]" = ()
    rows: "tuple[Row, ...]" = ()
    blank: "Row | None" = None

    @property
    def kind(self) -> str:
        """How it is drawn."""
        return self.shape.kind

    @property
    def label(self) -> Message:
        """What stands above it."""
        return labels.label_of(self.pattern)

    @property
    def help(self) -> Message | None:
        """What stands below it."""
        return HINTS.get(self.pattern)

    @property
    def is_flowing(self) -> bool:
        """One line by rule, but too long for one on the page."""
        return self.name in ("title", "result")

    @property
    def is_markdown(self) -> bool:
        """A long text with a preview."""
        return self.name in MARKDOWN

    @property
    def options(self) -> list[tuple[str, Any]]:
        """What can be chosen: value and label."""
        names = labels.OPTIONS.get(self.pattern, {})
        return [(value, names.get(value, value)) for value in self.shape.options]


@dataclass(frozen=True)
class Row:
    """One row of a list: its fields, in lines that stand side by side."""

    number: str
    controls: tuple[Control, ...]
    lines: tuple[tuple[Control, ...], ...]

    @property
    def texts(self) -> list[Control]:
        """Its fields in two languages."""
        return [control for control in self.controls if control.kind == "text"]


@dataclass(frozen=True)
class CaseForm:
    """What was typed, what is wrong with it, and what somebody else wrote meanwhile."""

    typed: Typed
    problems: Problems = field(default_factory=dict)
    theirs: Mapping[str, Any] = field(default_factory=dict)
    needs: Sequence[completeness.Need] = ()

    @property
    def kind(self) -> str:
        """`short`, `full` or `compiled`."""
        return form_kind(self.typed)

    @cached_property
    def steps(self) -> "list[Step]":
        """The sections, of which the first that is not complete stands open."""
        steps = [Step(self, section) for section in sections(self.kind)]
        first = next((step for step in steps if step.missing), steps[0])
        for step in steps:
            step.is_open = step.is_marked or (step is first and not any(s.is_marked for s in steps))
        return steps

    @cached_property
    def needed(self) -> frozenset[str]:
        """The fields without which this form cannot be handed in."""
        return frozenset(need.field.split(".")[0] for need in completeness.NEEDS[self.kind])

    def is_needed_in_full(self, names: Sequence[str]) -> bool:
        """Whether the full form (a compiled one: its own) needs any of these fields."""
        kind = "compiled" if self.kind == "compiled" else "full"
        return any(need.field.split(".")[0] in names for need in completeness.NEEDS[kind])

    def value(self, name: str) -> Any:
        """What stands in a field."""
        return self.typed.get(name, "")

    def is_filled(self, names: Sequence[str]) -> bool:
        """Whether anything stands in any of these fields or below them."""
        return any(
            value not in ("", "0", []) and not _is_choice(key)
            for key, value in self.typed.items()
            for name in names
            if key == name or key.startswith(f"{name}.")
        )

    def marks(self, names: Sequence[str]) -> bool:
        """Whether any of these fields, or one below them, has a problem or another's text."""
        marked = [*self.problems, *self.theirs]
        return any(key == name or key.startswith(f"{name}.") for key in marked for name in names)

    def has_language(self, texts: Sequence[Control], code: str) -> bool:
        """Whether one of some texts says anything in a language, or anything about it is marked."""
        names = [f"{text.name}.{part}" for text in texts for part in (code, f"state.{code}")]
        return self.marks(names) or any(self.value(name) for name in names if ".state." not in name)

    def row_title(self, row: Row, languages: Sequence[str]) -> str:
        """What a row says first, in the first of some languages that has it."""
        for control in row.controls:
            names = [f"{control.name}.{code}" for code in languages] if control.kind == "text" else [control.name]
            for name in names:
                if control.kind in ("text", "line", "number") and (words := str(self.value(name)).strip()):
                    return words
        return ""

    def is_row_open(self, control: Control, row: Row, languages: Sequence[str]) -> bool:
        """A row is unfolded while it is the only one, new, or marked."""
        alone = len(control.rows) < 2
        return alone or not self.row_title(row, languages) or self.marks([f"{control.name}.{row.number}"])

    def control(self, name: str) -> Control:
        """One of the fields of the model."""
        return _control(name, CASE[name], name, self.typed)


class Step:
    """A section with what it still misses."""

    def __init__(self, form: CaseForm, section: Section) -> None:
        self.form = form
        self.key = section.key
        self.title = section.title
        self.section = section
        self.missing = [need for need in form.needs if need.field.split(".")[0] in section.fields]
        self.is_marked = form.marks(section.fields)
        self.is_open = False

    @property
    def groups(self) -> Iterator[tuple[Group, list[Control], bool]]:
        """Each group with its controls and whether it is unfolded."""
        for group in self.section.groups:
            controls = [self.form.control(name) for name in group.fields]
            yield group, controls, self._is_unfolded(group)

    def _is_unfolded(self, group: Group) -> bool:
        missing = any(need.field.split(".")[0] in group.fields for need in self.missing)
        return missing or self.form.marks(group.fields) or self.form.is_filled(group.fields)


def _control(name: str, shape: Shape, pattern: str, typed: Typed) -> Control:
    if shape.kind == "group":
        return Control(name, shape, pattern, parts=_parts(name, shape, pattern, typed))
    if shape.kind == "rows":
        rows = tuple(_row(name, str(n), shape, typed) for n in range(row_count(typed, name)))
        return Control(name, shape, pattern, rows=rows, blank=_row(name, NEW_ROW, shape, typed))
    return Control(name, shape, pattern)


def _row(name: str, number: str, shape: Shape, typed: Typed) -> Row:
    controls = {c.name.rpartition(".")[2]: c for c in _parts(f"{name}.{number}", shape, name, typed)}
    set_lines = ROW_LINES.get(name, ())
    others = ((part,) for part in controls if not any(part in line for line in set_lines))
    lines = tuple(tuple(controls[part] for part in line) for line in (*set_lines, *others))
    return Row(number, tuple(controls.values()), lines)


def _parts(prefix: str, shape: Shape, pattern: str, typed: Typed) -> tuple[Control, ...]:
    return tuple(_control(f"{prefix}.{part}", inner, f"{pattern}.{part}", typed) for part, inner in shape.parts.items())


def form_kind(typed: Typed) -> str:
    """Which form was chosen; the short one while that is not clear."""
    chosen = str(typed.get("form") or "short")
    return chosen if chosen in completeness.NEEDS else "short"


def placed(errors: Problems, typed: Typed) -> dict[str, list[Message]]:
    """Errors at the fields the form has: that of the third tag stands at the tags."""
    known = {*typed, *CASE, *(key.rpartition(".")[0] for key in typed)}
    found: dict[str, list[Message]] = {}
    for path, messages in errors.items():
        name = path
        while name and name not in known:
            name = name.rpartition(".")[0]
        found.setdefault(name, []).extend(messages)
    return found


def with_blank_row(typed: Typed, name: str) -> Typed:
    """The same form with one more row in a list."""
    count = row_count(typed, name)
    return typed | {f"{name}.rows": str(count + 1)} | blank_row(CASE[name], f"{name}.{count}.")


def without_row(form: MultiDict[str, str], name: str, position: int) -> MultiDict[str, str]:
    """What a browser sent, less one row of a list."""
    prefix = f"{name}.{position}."
    return MultiDict([(key, value) for key, value in form.items(multi=True) if not key.startswith(prefix)])


def with_row_up(typed: Typed, name: str, position: int) -> Typed:
    """The same form with one row of a list before the one above it."""
    here, above = f"{name}.{position}.", f"{name}.{position - 1}."
    return {_swapped(key, here, above): value for key, value in typed.items()}


def _swapped(key: str, here: str, above: str) -> str:
    if key.startswith(here):
        return above + key.removeprefix(here)
    return here + key.removeprefix(above) if key.startswith(above) else key


def _is_choice(key: str) -> bool:
    """A field that is never blank says nothing about whether somebody filled anything in."""
    return ".state." in key or key.endswith((".rows", ".support", ".role", ".currency"))
