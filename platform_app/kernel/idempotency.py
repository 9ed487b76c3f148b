"""Acts that are asked for twice and done once: the first answer is kept beside the act, in its transaction."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import String, Text, delete
from sqlalchemy.orm import Mapped, mapped_column

from platform_app.kernel import clock
from platform_app.kernel.db import Base, Json, UtcDateTime, db
from platform_app.kernel.errors import Conflict, Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import use_case

KEPT = timedelta(hours=24)
LONGEST_KEY = 200


class KeptAnswer(Base):
    """What was answered to a key of one person; gone after a day."""

    __tablename__ = "kept_answers"

    person_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 0 = nobody signed in
    key: Mapped[str] = mapped_column(String(LONGEST_KEY), primary_key=True)
    question: Mapped[str] = mapped_column(String(64))  # fingerprint of what was asked
    status: Mapped[int]
    headers: Mapped[dict[str, Any]] = mapped_column(Json)
    body: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, index=True)


@dataclass(frozen=True)
class Answer:
    """An answer in the form in which it can be given again."""

    status: int
    body: str
    headers: dict[str, str]
    is_replay: bool = False


class Asking(Protocol):
    """Who asks: her keys are her own."""

    @property
    def id(self) -> int | None:
        """None = nobody signed in."""

    @property
    def may_write(self) -> bool:
        """False for a token with the scope `read`."""


def once(actor: Asking, key: str, question: str, act: Callable[[], Answer]) -> Answer:
    """The answer of `act`, or the first one if this key was used before. A refused act is not remembered.

    Raises:
        Invalid: the key was used for another question.
    """
    try:
        return _kept_or_done(actor, key, question, act)
    except Conflict as conflict:
        if conflict.code != "duplicate":
            raise
        return _kept_or_done(actor, key, question, act)  # the same key won the race; its answer is there now


@use_case
def _kept_or_done(actor: Asking, key: str, question: str, act: Callable[[], Answer]) -> Answer:
    db.session.execute(delete(KeptAnswer).where(KeptAnswer.at < clock.now() - KEPT))
    kept = db.session.get(KeptAnswer, (actor.id or 0, key), populate_existing=True)
    if kept is not None:
        return _again(kept, question)
    row = KeptAnswer(person_id=actor.id or 0, key=key, question=question, status=0, headers={}, body="")
    db.session.add(row)
    db.session.flush()  # from here on a second asker waits for this transaction
    answer = act()
    row.status, row.headers, row.body = answer.status, dict(answer.headers), answer.body
    return answer


def _again(kept: KeptAnswer, question: str) -> Answer:
    if kept.question != question:
        raise Invalid.one("Idempotency-Key", msg("This key was used before for something else. Use a new one."))
    return replace(Answer(kept.status, kept.body, dict(kept.headers)), is_replay=True)
