"""Eight threads at the same case: it ends in one legal state, and every act that succeeded left its audit line."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import SYSTEM
from platform_app.cases import curation, publication, queries, service
from platform_app.cases.models import Case, CaseDecision, CaseRevision
from platform_app.cases.workflow import TRANSITIONS
from platform_app.kernel.db import db
from platform_app.kernel.errors import DomainError
from platform_app.moderation.models import AuditLine
from tests import factories
from tests.cast import Cast, assemble

THREADS = 8
ACTS_PER_THREAD = 12
LINE_OF = {
    "edit": "CaseEdited",
    "submit": "CaseSubmitted",
    "withdraw": "CaseWithdrawn",
    "publish": "CasePublished",
    "nominate": "CaseNominated",
}


def _storm(app: Flask, cast: Cast, case_id: int, seed: int) -> Counter[str]:
    """One thread's acts; counts those that were acknowledged."""
    chance, done = random.Random(seed), Counter[str]()
    for turn in range(ACTS_PER_THREAD):
        act = chance.choice(["edit", "edit", "submit", "withdraw", "publish", "nominate"])
        with app.app_context():
            try:
                if act == "edit":
                    version = queries.get(cast.lin, case_id).version
                    service.edit(cast.lin, case_id, {"title": {"zh": f"线程{seed}第{turn}稿"}}, version=version)
                elif act == "nominate":
                    curation.nominate(cast.lin, case_id)
                else:
                    getattr(publication, act)(cast.lin, case_id)
            except DomainError:
                continue
        done[act] += 1
    return done


def test_eight_threads_at_one_case_leave_one_legal_state_and_every_line(app: Flask) -> None:
    with app.app_context():
        cast = assemble()
        factories.make_fields()
        case_id = factories.make_case(cast.lin, cast.hangzhou).id
    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(lambda seed: _storm(app, cast, case_id, seed), range(THREADS)))
    done = sum(results, Counter[str]())
    assert done["edit"] > 0
    with app.app_context():
        case = queries.get(SYSTEM, case_id)
        _check_state(case)
        written = Counter(db.session.scalars(select(AuditLine.act).where(AuditLine.subject_id == case_id)))
        assert {act: written[line] for act, line in LINE_OF.items()} == {act: done[act] for act in LINE_OF}


def _check_state(case: Case) -> None:
    numbers = db.session.scalars(
        select(CaseRevision.no).where(CaseRevision.case_id == case.id).order_by(CaseRevision.no)
    ).all()
    assert numbers == list(range(1, case.latest_no + 1))
    status = "draft"
    for decision in db.session.scalars(
        select(CaseDecision).where(CaseDecision.case_id == case.id).order_by(CaseDecision.id)
    ):
        status = TRANSITIONS[status, decision.act]
    assert case.status == status
    assert (case.published_no is not None) == case.was_published
