"""The things of a chain as their reader may see them: all kinds in one statement, by the permission table."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import String, cast, literal, null, or_, select, union_all

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.cases.models import Case
from platform_app.coordination.models import Request, RequestAnswer
from platform_app.exchange.models import Thread
from platform_app.kernel.db import db
from platform_app.kernel.subjects import SubjectRef
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem
from platform_app.meetings.models_decisions import ActionItem, Resolution
from platform_app.programme.counting import COUNTED, of_case, of_standard
from platform_app.programme.models import Indicator
from platform_app.standards.models import Standard
from platform_app.tracing.graph import KINDS, Edge, Node, Party


def seen(actor: Actor, refs: Collection[SubjectRef]) -> tuple[dict[SubjectRef, Node], list[Edge]]:
    """Those of some things that she may see, and the edges from cases and standards to the targets they prove."""
    found: dict[SubjectRef, Node] = {}
    proofs: list[tuple[SubjectRef, str]] = []
    targets: dict[str, SubjectRef] = {}
    wanted = set(refs)
    for kind, id, zh, en, status, number, mark, parent in db.session.execute(union_all(*_queries(actor, refs))):
        ref = SubjectRef(kind, id)
        node = Node(ref, zh or en or "", en or "", status, number, parent=parent)
        code = _proves(kind, status, mark)
        if code is not None:
            proofs.append((ref, code))
        if kind == "indicator":
            targets[number] = ref
        found[ref] = node
    edges = [Edge(ref, targets[code], "proves") for ref, code in proofs if code in targets]
    kept = wanted | {edge.target for edge in edges}
    return {ref: node for ref, node in found.items() if ref in kept}, edges


def with_parties(nodes: list[Node]) -> list[Node]:
    """Requests with whom they ask and how it stands there: the way up is part of the request itself."""
    ids = [node.ref.id for node in nodes if node.ref.kind == "request"]
    if not ids:
        return nodes
    asked = select(RequestAnswer.request_id, Organisation.name_zh, Organisation.name_en, RequestAnswer.status)
    asked = asked.join(Organisation, Organisation.id == RequestAnswer.org_id).where(RequestAnswer.request_id.in_(ids))
    parties: dict[int, list[Party]] = {}
    for id, zh, en, status in db.session.execute(asked.order_by(RequestAnswer.id)):
        parties.setdefault(id, []).append(Party(zh, en, status))
    return [
        replace(node, parties=tuple(parties.get(node.ref.id, ()))) if node.ref.kind == "request" else node
        for node in nodes
    ]


def _proves(kind: str, status: str | None, mark: str | None) -> str | None:
    if kind == "case":
        return of_case(mark is not None)
    if kind == "standard":
        return of_standard(status or "", mark)
    return None


def _queries(actor: Actor, refs: Collection[SubjectRef]) -> Iterator[Any]:
    """Kind, id, both titles, state, number, a mark for the rules of counting, the meeting of an agenda item."""
    none = cast(null(), String)
    nothing = cast(null(), AgendaItem.meeting_id.type)
    of_meeting = AgendaItem.meeting_id.in_(select(Meeting.id).where(visible(actor, P.MEETING_SEE, Meeting)))
    see: dict[str, tuple[Any, Any]] = {
        "request": (Request, visible(actor, P.REQUEST_SEE, Request)),
        "thread": (Thread, visible(actor, P.THREAD_SEE, Thread)),
        "agenda_item": (AgendaItem, of_meeting),
        "meeting": (Meeting, visible(actor, P.MEETING_SEE, Meeting)),
        "resolution": (Resolution, visible(actor, P.RESOLUTION_SEE, Resolution)),
        "action": (ActionItem, visible(actor, P.ACTION_SEE, ActionItem)),
        "case": (Case, visible(actor, P.CASE_SEE, Case)),
        "standard": (Standard, None),
    }
    shown: dict[str, tuple[Any, ...]] = {
        "request": (Request.title, none, Request.status, none, none, nothing),
        "thread": (Thread.title, Thread.title_translation, Thread.status, none, none, nothing),
        "agenda_item": (
            *(AgendaItem.title_zh, AgendaItem.title_en, none, AgendaItem.number, none),
            AgendaItem.meeting_id,
        ),
        "meeting": (Meeting.title_zh, Meeting.title_en, Meeting.status, cast(Meeting.number, String), none, nothing),
        "resolution": (
            *(Resolution.title_zh, Resolution.title_en, Resolution.status),
            *(Resolution.number, none, nothing),
        ),
        "action": (ActionItem.title_zh, ActionItem.title_en, ActionItem.status, none, none, nothing),
        "case": (Case.title_zh, Case.title_en, Case.status, none, cast(Case.announced_at, String), nothing),
        "standard": (
            *(Standard.title_zh, Standard.title_en, Standard.type, Standard.number, Standard.issued_on),
            nothing,
        ),
    }
    for kind in KINDS:
        ids = [ref.id for ref in refs if ref.kind == kind]
        if kind in see and ids:
            model, clause = see[kind]
            query = select(literal(kind), model.id, *shown[kind]).where(model.id.in_(ids))
            yield query if clause is None else query.where(clause)
    targets = (Indicator.name_zh, Indicator.name_en, none, Indicator.code, none, nothing)
    named = [ref.id for ref in refs if ref.kind == "indicator"]
    here = or_(Indicator.id.in_(named), Indicator.code.in_(COUNTED))
    yield select(literal("indicator"), Indicator.id, *targets).where(here)
