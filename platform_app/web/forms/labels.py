"""What each field of the case form is called, and what helps to fill it in. Rows name their fields `list.field`."""

from platform_app.cases.words import FIELD_NAMES, SUPPORT
from platform_app.kernel.messages import Message, msg
from platform_app.wording import CONFIDENCE, FORMS, LANGUAGE_NAMES, LEVELS, STAGES, STANDARD_ROLES

LABELS: dict[str, Message] = {
    **FIELD_NAMES,
    "place": msg("Where it happened"),
    "place.name": msg("Name of the place"),
    "place.latitude": msg("Latitude"),
    "place.longitude": msg("Longitude"),
    "contact.name": msg("Name"),
    "contact.phone": msg("Telephone"),
    "contact.email": msg("E-mail"),
    "partners.name": msg("Partner"),
    "partners.support": msg("Kind of support"),
    "key_dates.on": msg("Date"),
    "key_dates.what": msg("What happened"),
    "money.source": msg("From whom"),
    "money.amount": msg("Amount"),
    "money.currency": msg("Currency"),
    "standards": msg("Standards"),
    "standards.number": msg("Number"),
    "standards.clause": msg("Clause"),
    "standards.role": msg("What you did with it"),
    "standards.note": msg("Note"),
    "standards_none_because": msg("If there are none: why?"),
    "indicators.name": msg("Indicator"),
    "indicators.definition": msg("What exactly it counts"),
    "indicators.unit": msg("Unit"),
    "indicators.baseline": msg("Figure before"),
    "indicators.baseline_period": msg("Year or period"),
    "indicators.result": msg("Figure after"),
    "indicators.result_period": msg("Year or period"),
    "indicators.method": msg("How it was measured"),
    "indicators.source": msg("Source"),
    "files.alt": msg("What it shows"),
    "files.caption": msg("Caption"),
    "references.title": msg("Title"),
    "references.url": msg("Web address"),
    "sources": msg("Public sources"),
    "sources.url": msg("Web address"),
    "sources.gist": msg("What it says"),
    "sources.seen": msg("Seen on"),
    "personal_data_checked": msg("This case contains no personal data"),
    "signed_off_by": msg("Signed off by"),
    "signed_off_on": msg("Signed off on"),
    "conditions": msg("What made it possible"),
    "keep": msg("What others should keep"),
    "adapt": msg("What others must adapt"),
    "not_needed": msg("What others do not need"),
    "minimum_cost": msg("Minimum cost"),
}
LICENCES = {
    "CC BY 4.0": msg("anyone may use it and name you"),
    "CC BY-SA 4.0": msg("the same, and adaptations stay as open"),
    "CC0 1.0": msg("no conditions at all"),
    "all rights reserved": msg("reading only; others must ask you"),
}
OPTIONS: dict[str, dict[str, Message]] = {
    "stage": STAGES,
    "level": LEVELS,
    "partners.support": SUPPORT,
    "standards.role": STANDARD_ROLES,
    "confidence": CONFIDENCE,
    "form": FORMS,
    "licence": {"all rights reserved": msg("all rights reserved")},
}
STATES = {
    "none": msg("the original"),
    "machine": msg("a machine translation"),
    "reviewed": msg("a reviewed translation"),
    "official": msg("the official translation"),
}
ADD_ROW = {
    "key_dates": msg("Add a date"),
    "partners": msg("Add a partner"),
    "standards": msg("Add a standard"),
    "money": msg("Add a source of money"),
    "indicators": msg("Add an indicator"),
    "references": msg("Add a link or document"),
    "sources": msg("Add a source"),
}


def full_label(name: str) -> Message:
    """The label with what it is part of, for lists of problems: “Indicators 1: Unit (English)”."""
    first, *rest = name.split(".")
    label = label_of(name)
    if rest and rest[0].isdigit():
        label = msg("{list} {position}: {field}", list=label_of(first), position=int(rest[0]) + 1, field=label)
    if rest and rest[-1] in LANGUAGE_NAMES:
        label = msg("{field} ({language})", field=label, language=LANGUAGE_NAMES[rest[-1]])
    return label


def label_of(name: str) -> Message:
    """The label of a field of the form, in a row or not: `indicators.0.unit` has that of `indicators.unit`."""
    parts = [part for part in name.split(".") if not part.isdigit() and part not in ("__n__", "zh", "en", "state")]
    return LABELS.get(".".join(parts)) or LABELS.get(parts[0]) or msg(parts[0])
