"""What every mouth says in the reader's language: sentences worded below, and the names of values."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from flask_babel import force_locale, get_locale, gettext

from platform_app.kernel.messages import Message, msg
from platform_app.wording.actions import ACTIONS
from platform_app.wording.coordination import COORDINATION
from platform_app.wording.delegates import DELEGATES
from platform_app.wording.meetings import MEETINGS
from platform_app.wording.minutes import MINUTES
from platform_app.wording.moderation import MODERATION

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
STANDARD_BODIES = {  # who issued it, as the catalogue writes it; a body that is not here is shown as written there
    "SAMR/SAC": msg("State Administration for Market Regulation, Standardization Administration of China (SAMR/SAC)"),
    "ISO": msg("International Organization for Standardization (ISO)"),
    "IEC": msg("International Electrotechnical Commission (IEC)"),
    "ISO/IEC": msg(
        "International Organization for Standardization, International Electrotechnical Commission (ISO/IEC)"
    ),
    "ITU-T": msg("International Telecommunication Union, standardization sector (ITU-T)"),
    "MOHURD": msg("Ministry of Housing and Urban-Rural Development (MOHURD)"),
    "MCA": msg("Ministry of Civil Affairs (MCA)"),
    "MOT": msg("Ministry of Transport (MOT)"),
    "MOFCOM": msg("Ministry of Commerce (MOFCOM)"),
    "BSI": msg("British Standards Institution (BSI)"),
    "UNE": msg("Spanish Association for Standardization (UNE)"),
    "local": msg("Local authority"),
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
BATCH_STATES = {
    "planned": msg("Planned"),
    "open": msg("Open for entries"),
    "reviewing": msg("Under review"),
    "announced": msg("Announced"),
    "cancelled": msg("Called off"),
}
CANDIDACY_STATES = {
    "under_review": msg("Under review"),
    "declined": msg("Declined"),
    "withdrawn": msg("Taken out"),
    "announced": msg("Typical case"),
}
REVIEW_STATES = {
    "assigned": msg("Waited for"),
    "given": msg("Given"),
    "conflict": msg("Conflict of interest"),
    "released": msg("No longer waited for"),
}
EVIDENCE_LEVELS = {
    "L1": msg("L1: logic described"),
    "L2": msg("L2: before and after"),
    "L3": msg("L3: with comparison"),
    "L4": msg("L4: independently checked"),
    "L5": msg("L5: repeated elsewhere"),
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
DISTINCTIONS = {"featured": msg("Featured"), "announced": msg("Typical case")}
FAILURES = {"stopped": msg("Stopped"), "difficulties": msg("Tells what did not work")}
THREAD_KINDS = {
    "question": msg("Question"),
    "discussion": msg("Discussion"),
    "announcement": msg("Announcement"),
}
THREAD_READERS = {
    "public": msg("Everybody"),
    "members": msg("Members of organisations"),
    "subtree": msg("One province and its cities"),
}
THREAD_ACTS = {
    "lock": msg("Locked"),
    "pin": msg("Pinned"),
    "move": msg("Moved"),
    "merge": msg("Merged into another thread"),
    "split": msg("Posts split off"),
    "duplicate": msg("Closed as a duplicate"),
    "hide": msg("Hidden"),
}
PROPOSAL_STATES = {
    "open": msg("Waits for a decision"),
    "taken": msg("Taken"),
    "declined": msg("Declined"),
    "withdrawn": msg("Taken out"),
}
KINDS = {
    "case": msg("Case"),
    "standard": msg("Standard"),
    "organisation": msg("Organisation"),
    "field": msg("Field"),
    "person": msg("Person"),
    "term": msg("Term"),
    "batch": msg("Batch"),
    "tag": msg("Tag"),
    "thread": msg("Thread"),
    "post": msg("Post"),
    "proposal": msg("Proposal"),
    "ask": msg("Question to a city"),
    "request": msg("Request"),
    "interpretation": msg("Interpretation"),
    "holiday": msg("Holiday"),
    "minutes": msg("Minutes"),
    "resolution": msg("Resolution"),
    "webhook": msg("Webhook"),
    "matter": msg("Report"),
    "sanction": msg("Sanction"),
}
ASK_STATES = {
    "open": msg("Asked"),
    "overdue": msg("No answer so far"),
    "answered": msg("Has answered"),
    "passed_on": msg("Passed on"),
    "declined": msg("Declined"),
}
GLOSSARY_GROUPS = {  # of terms that belong to none of the twelve fields
    "general": msg("General"),
    "mechanism": msg("Mechanisms"),
    "organisation": msg("Organisations"),
}
TABLES: dict[str, dict[str, Message]] = {
    "batch": BATCH_STATES, "candidacy": CANDIDACY_STATES, "review": REVIEW_STATES, "evidence": EVIDENCE_LEVELS,
    "stage": STAGES, "level": LEVELS, "organisation_level": ORGANISATION_LEVELS, "role": STANDARD_ROLES,
    "standard_type": STANDARD_TYPES, "standard_status": STANDARD_STATUS, "standard_body": STANDARD_BODIES,
    "confidence": CONFIDENCE,
    "translation": TRANSLATION_STATES, "state": CASE_STATES, "form": FORMS,
    "language": LANGUAGE_NAMES, "kind": KINDS, "distinction": DISTINCTIONS, "failures": FAILURES,
    "seat_role": SEAT_ROLES, "platform_role": PLATFORM_ROLES, "token_scope": TOKEN_SCOPES,
    "glossary_group": GLOSSARY_GROUPS, "thread_kind": THREAD_KINDS, "readers": THREAD_READERS,
    "thread_act": THREAD_ACTS, "proposal_state": PROPOSAL_STATES, "ask_state": ASK_STATES, **ACTIONS, **COORDINATION,
    **DELEGATES, **MEETINGS, **MINUTES, **MODERATION,
}  # fmt: skip


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Say everything in one language, whatever the reader's is: for a file that was asked for in it."""
    with force_locale(code):
        yield


def said(message: Any) -> str:
    """Translate a sentence and fill its gaps, which may be sentences too; anything else is said as it stands."""
    if not isinstance(message, Message):
        return str(message)
    template = _translated(message.template)
    gaps = {name: said(value) for name, value in message.params.items()}
    return template.format(**gaps) if gaps else template


def _translated(template: str) -> str:
    return _translated_into(getattr(get_locale(), "language", ""), template)


@lru_cache(maxsize=8192)  # all our sentences and room to spare; bounded, as names that people sent are said too
def _translated_into(_language: str, template: str) -> str:
    return gettext(template)  # which asks for the language itself


def word(table: str, value: str | None) -> str:
    """The name of a value in the reader's language; a value without a name stands for itself."""
    return said(TABLES[table].get(value or "", value or ""))


def unwrapped(text: str) -> str:
    """A docstring's words as one line for each paragraph: where the source breaks its lines says nothing."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text.strip()))
