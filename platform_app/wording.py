"""What every mouth says in the reader's language: sentences worded below, and the names of values."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext

from platform_app.kernel.messages import Message, msg

STAGES = {
    "planned": msg("Planned"),
    "pilot": msg("Pilot"),
    "running": msg("Running"),
    "scaled": msg("Scaled up"),
    "ended": msg("Ended"),
    "stopped": msg("Stopped"),
}
LEVELS = {
    "national": msg("National"),
    "provincial": msg("Provincial"),
    "city": msg("City"),
    "district": msg("District"),
    "community": msg("Community"),
}
ORGANISATION_LEVELS = {
    "ministerial": msg("Ministry"),
    "provincial": msg("Province"),
    "city": msg("City"),
    "partner": msg("Partner abroad"),
}
STANDARD_ROLES = {
    "applied": msg("Applied"),
    "drafted": msg("Drafted"),
    "piloted": msg("Piloted"),
    "deviated": msg("Deviated from"),
    "related": msg("Related by topic"),
}
STANDARD_TYPES = {
    "national": msg("National standard"),
    "industry": msg("Industry standard"),
    "local": msg("Local standard"),
    "international": msg("International standard"),
    "foreign-national": msg("National standard abroad"),
}
STANDARD_STATUS = {
    "current": msg("Current"),
    "superseded": msg("Superseded"),
    "withdrawn": msg("Withdrawn"),
    "unknown": msg("Status unknown"),
}
CONFIDENCE = {"high": msg("High"), "medium": msg("Medium"), "low": msg("Low")}
TRANSLATION_STATES = {
    "machine": msg("Machine translation"),
    "reviewed": msg("Translation reviewed"),
    "official": msg("Official translation"),
}
CASE_STATES = {
    "draft": msg("Draft"),
    "submitted": msg("Handed in"),
    "returned": msg("Returned"),
    "published": msg("Published"),
    "archived": msg("Archived"),
}
FORMS = {"short": msg("Short form"), "full": msg("Full form"), "compiled": msg("Compiled by the editors")}
LANGUAGE_NAMES = {"zh": msg("Chinese"), "en": msg("English")}
SEAT_ROLES = {"member": msg("Member"), "editor": msg("Editor"), "coordinator": msg("Coordinator")}
PLATFORM_ROLES = {
    "moderator": msg("Moderator"),
    "secretariat": msg("Secretariat"),
    "admin": msg("Administrator"),
}
TOKEN_SCOPES = {"read": msg("Read only"), "write": msg("Read and write")}
DISTINCTIONS = {"featured": msg("Featured")}
KINDS = {
    "case": msg("Case"),
    "standard": msg("Standard"),
    "organisation": msg("Organisation"),
    "field": msg("Field"),
    "person": msg("Person"),
    "term": msg("Term"),
    "tag": msg("Tag"),
}
GLOSSARY_GROUPS = {  # of terms that belong to none of the twelve fields
    "general": msg("General"),
    "mechanism": msg("Mechanisms"),
    "organisation": msg("Organisations"),
}
TABLES: dict[str, dict[str, Message]] = {
    "stage": STAGES, "level": LEVELS, "organisation_level": ORGANISATION_LEVELS, "role": STANDARD_ROLES,
    "standard_type": STANDARD_TYPES, "standard_status": STANDARD_STATUS, "confidence": CONFIDENCE,
    "translation": TRANSLATION_STATES, "state": CASE_STATES, "form": FORMS,
    "language": LANGUAGE_NAMES, "kind": KINDS, "distinction": DISTINCTIONS, "seat_role": SEAT_ROLES,
    "platform_role": PLATFORM_ROLES, "token_scope": TOKEN_SCOPES, "glossary_group": GLOSSARY_GROUPS,
}  # fmt: skip


def said(message: Any, translate: Callable[[str], str] = gettext) -> str:
    """Translate a sentence and fill its gaps, which may be sentences too; anything else is said as it stands."""
    if not isinstance(message, Message):
        return str(message)
    template = translate(message.template)
    gaps = {name: said(value, translate) for name, value in message.params.items()}
    return template.format(**gaps) if gaps else template


def word(table: str, value: str | None, translate: Callable[[str], str] = gettext) -> str:
    """The name of a value in the reader's language; a value without a name stands for itself."""
    return said(TABLES[table].get(value or "", value or ""), translate)
