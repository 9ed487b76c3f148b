"""In which order the editor asks: six sections, each with what the short form needs, then groups for the full one."""

from dataclasses import dataclass

from platform_app.kernel.messages import Message, msg


@dataclass(frozen=True)
class Group:
    """Fields that belong together. A group with a title is folded away; the short form does without it."""

    fields: tuple[str, ...]
    title: Message | None = None


@dataclass(frozen=True)
class Section:
    """A step of the form."""

    key: str
    title: Message
    groups: tuple[Group, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields of the step."""
        return tuple(name for group in self.groups for name in group.fields)


SECTIONS: tuple[Section, ...] = (
    Section(
        "basics",
        msg("The case in brief"),
        (
            Group(("title", "result", "field", "stage", "lead_body", "place")),
            Group(("started_on", "ended_on", "key_dates"), msg("When it happened")),
            Group(("secondary_fields", "tags", "level", "mandate"), msg("Further fields, tags and mandate")),
            Group(("department", "contact", "partners"), msg("Department, contact and partners")),
        ),
    ),
    Section(
        "background",
        msg("Background and objectives"),
        (Group(("problem",)), Group(("objectives",), msg("Objectives and baseline"))),
    ),
    Section(
        "method",
        msg("What was done, and by which standards"),
        (
            Group(("actions",)),
            Group(("standards", "standards_none_because"), msg("Standards used, made or adapted")),
            Group(("money", "staff", "time_needed", "legal_basis"), msg("Money, staff, time, legal basis")),
            Group(("participants",), msg("Who took part")),
        ),
    ),
    Section("results", msg("Results in figures"), (Group(("indicators",)),)),
    Section(
        "transfer",
        msg("Difficulties, and advice for other cities"),
        (
            Group(("difficulties",)),
            Group(("lessons", "conditions", "sustaining"), msg("Lessons, and what made it possible")),
            Group(
                ("keep", "adapt", "not_needed", "minimum_cost", "first_90_days"), msg("How to do the same elsewhere")
            ),
            Group(("adapted_from", "references"), msg("Where it came from, where to read on")),
        ),
    ),
    Section("files", msg("Pictures and files"), (Group(("files",)),)),
    Section(
        "rights",
        msg("Rights and sign-off"),
        (Group(("licence", "personal_data_checked", "signed_off_by", "signed_off_on")),),
    ),
)

# How a row of a list is set: lines of fields that stand side by side. What is left out of a line is never left out
# of the form: it follows on lines of its own.
ROW_LINES: dict[str, tuple[tuple[str, ...], ...]] = {
    "indicators": (("name", "unit"), ("baseline", "baseline_period", "result", "result_period"), ("source",)),
    "standards": (("number", "clause", "role"), ("note",)),
    "money": (("source", "amount", "currency"),),
    "partners": (("name", "support"),),
    "key_dates": (("on", "what"),),
    "references": (("title", "url"),),
    "sources": (("url", "seen"), ("gist",)),
}

COMPILED = Section(
    "compiled",
    msg("What the editors compiled it from"),
    (Group(("sources", "confidence", "standards_note", "editors_note")),),
)


def sections(form: str) -> tuple[Section, ...]:
    """The steps of a form; a compiled case names its sources too."""
    return (*SECTIONS, COMPILED) if form == "compiled" else SECTIONS
