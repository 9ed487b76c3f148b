"""Turns published interpretations of standards into Documents: the question for everybody, and the answer."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.check import visible
from platform_app.access.permissions import P
from platform_app.coordination.models import Request, RequestAnswer
from platform_app.exchange.writing import language_of


def public() -> tuple[ColumnElement[bool], ...]:
    """What everybody may read."""
    return (visible(ANONYMOUS, P.INTERPRETATION_SEE, RequestAnswer),)


def published(actor: Actor, ids: Sequence[int]) -> Select[RequestAnswer]:
    """Those of some interpretations that she may read, with standard and organisation."""
    standard = contains_eager(RequestAnswer.request).joinedload(Request.standard)
    query = select(RequestAnswer).join(RequestAnswer.request).where(RequestAnswer.id.in_(ids))
    query = query.where(visible(actor, P.INTERPRETATION_SEE, RequestAnswer))
    return query.options(standard, joinedload(RequestAnswer.organisation))


def found(session: Session, ids: Sequence[int]) -> Iterator[RequestAnswer]:
    """The same for the index."""
    yield from session.scalars(published(ANONYMOUS, ids))


def titles(row: RequestAnswer) -> dict[str, str]:
    """The question, by language."""
    question = row.public_question or ""
    return {language_of(question): question}


def texts(row: RequestAnswer) -> dict[str, str]:
    """The answer, by language."""
    return {language_of(row.text or ""): row.text or ""}
