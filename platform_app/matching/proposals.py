"""Proposes organisations to ask, with reasons. It gathers what is on record; `exchange/asking.py` weighs it.

It stands above the features because it reads the search, the cases and the exchange.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Membership, Organisation
from platform_app.cases.models import Case, CaseField, CaseStandard
from platform_app.exchange import ask_lifecycle, asking, queries, queries_asks, service_asks
from platform_app.exchange.asking import Experience, Match, Place
from platform_app.exchange.inputs_asks import NewAsks
from platform_app.exchange.models import Thread
from platform_app.exchange.models_asks import Ask
from platform_app.kernel.db import db
from platform_app.search import queries as search
from platform_app.search import query
from platform_app.search.highlight import Highlighter
from platform_app.search.inputs import SearchRequest
from platform_app.standards.models import Standard

MOST_PROPOSED = 8
FIRST_FOUND = 20  # cases that the search puts first; what comes later shares a word or two


@dataclass(frozen=True)
class Proposed:
    """An organisation that might know, why, and whether anybody there has an account to read the question."""

    organisation: Organisation
    match: Match
    has_people: bool


def proposals(actor: Actor, thread_id: int, limit: int = MOST_PROPOSED) -> Sequence[Proposed]:
    """Who might know the answer to a question, the best first, without those who were asked.

    Raises:
        NotAllowed: the question is not hers to put to others.
        Conflict: it is no question.
    """
    thread = queries.get(actor, thread_id)
    require(actor, P.ASK_MAKE, thread)
    ask_lifecycle.check_is_question(thread.kind)
    known = _experience(thread)
    asked = set(db.session.scalars(select(Ask.org_id).where(Ask.thread_id == thread.id)))
    places = accounts.organisations_by_id(actor, [*known, *([thread.org_id] if thread.org_id else [])])
    asker = places.get(thread.org_id or 0)
    may_be_asked = [
        row
        for row in places.values()
        if row is not asker and row.id not in asked and row.path.startswith(thread.scope_path)
    ]
    found = asking.matches(_place(asker) if asker else None, map(_place, may_be_asked), known)[:limit]
    peopled = _with_people([match.org_id for match in found])
    return [Proposed(places[match.org_id], match, match.org_id in peopled) for match in found]


def ask_with_reasons(actor: Actor, thread_id: int, new: NewAsks) -> Sequence[Ask]:
    """Put a question to some organisations, and keep with each why it was proposed, if it was."""
    told = {each.match.org_id: each.match for each in proposals(actor, thread_id, limit=1000)}
    reasons = {org_id: [why.as_json for why in match.reasons] for org_id, match in told.items()}
    return service_asks.ask(actor, thread_id, new, reasons=reasons)


def _place(row: Organisation) -> Place:
    steps = [int(step) for step in row.path.strip("/").split("/") if step]
    return Place(row.id, steps[0] if len(steps) > 1 else None, row.population, row.latitude)


def _experience(thread: Thread) -> Mapping[int, Experience]:
    """What each organisation with public cases that bear on the question has to show."""
    known: dict[int, Experience] = {}
    typed = query.parse(thread.title)
    marker = Highlighter(typed)  # the search finds whatever has any of the words; that alone is no reason
    wanted = SearchRequest(q=thread.title, kind="case", limit=FIRST_FOUND)
    for hit in search.search(ANONYMOUS, wanted).hits:  # what everybody may read
        case = hit.subject
        texts = [text for text in (case.title_zh, case.title_en, case.result_zh, case.result_en) if text]
        if case.org_id not in known and asking.speaks_of_it(len(typed.words), marker.found_in(texts)):
            known[case.org_id] = Experience(on_topic=case.title_zh or case.title_en or "", on_topic_id=case.id)
    for org_id, number in db.session.execute(_citing(thread)):
        known[org_id] = replace(known.get(org_id, Experience()), standard=number)
    if thread.field_slug:
        for org_id, count in db.session.execute(_in_field(thread.field_slug)):
            known[org_id] = replace(known.get(org_id, Experience()), in_field=count)
    for org_id, told in queries_asks.responses(ANONYMOUS, known).items():
        known[org_id] = replace(known[org_id], answers=told.answered, median_days=told.median_days)
    return known


def _citing(thread: Thread) -> Any:
    """Organisations whose public cases cite the standard the thread is about, or one that its case cites."""
    if thread.subject_kind == "standard":
        about = CaseStandard.standard_id == thread.subject_id
    else:
        case_id = thread.subject_id if thread.subject_kind == "case" else None
        cited = select(CaseStandard.standard_id).where(CaseStandard.case_id == case_id)
        about = CaseStandard.standard_id.in_(cited)
    citing = select(Case.org_id, func.min(Standard.number)).join(CaseStandard, CaseStandard.case_id == Case.id)
    citing = citing.join(Standard, Standard.id == CaseStandard.standard_id)
    return citing.where(about, Case.status == "published").group_by(Case.org_id)


def _in_field(field: str) -> Any:
    counted = select(Case.org_id, func.count()).join(CaseField, CaseField.case_id == Case.id)
    return counted.where(CaseField.field_slug == field, Case.status == "published").group_by(Case.org_id)


def _with_people(org_ids: Collection[int]) -> set[int]:
    """Those with somebody who would be told."""
    return set(db.session.scalars(select(Membership.org_id).where(Membership.org_id.in_(org_ids)).distinct()))
