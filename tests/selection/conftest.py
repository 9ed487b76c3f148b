"""A batch, its panel and cases that are worth announcing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from flask import Flask, current_app

from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.levels import Role
from platform_app.accounts.models import Organisation
from platform_app.cases import curation, evidence, queries
from platform_app.cases.models import Case
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.inputs import read
from platform_app.selection import service_batches, service_candidacies, service_reviews
from platform_app.selection.inputs import Announcement, Appointment, GivenReview, NewBatch
from platform_app.selection.models import Batch
from platform_app.selection.rubric import CRITERIA
from tests import factories
from tests.cast import Cast, assemble
from tests.scenes import Scene

WORTHY: Mapping[str, object] = {
    "title": {"zh": "社区微更新试点", "en": "Small renewals in old neighbourhoods"},
    "result": {"zh": "三个月完成十二处改造。", "en": "Twelve places renewed in three months."},
    "mandate": {"zh": "市政府专题会议纪要。"},
    "participants": {"zh": "居民、街道、设计单位。"},
    "conditions": {"zh": "有统一图则。"},
    "keep": {"zh": "清单制。"},
    "adapt": {"zh": "图则按当地尺度调整。"},
    "sustaining": {"zh": "纳入年度预算。"},
    "references": [{"title": "公报"}],
    "indicators": [{"name": {"zh": f"指标{n}"}, "unit": {"zh": "处"}, "baseline": 0, "result": n} for n in (3, 5, 12)],
}


@dataclass
class Selection:
    """Somebody of the secretariat, a chair, three reviewers of whom one comes from the case's province, and a batch."""

    app: Flask
    cast: Cast
    chair: Actor
    reviewers: tuple[Actor, Actor, Actor]
    batch: Batch

    def case(self, organisation: Organisation | None = None, **parts: object) -> Case:
        """A published case of Hangzhou, or another, that is recommended and has evidence at L2."""
        cast = self.cast
        where = organisation or cast.hangzhou
        editor = cast.lin if where is cast.hangzhou else factories.make_actor(where, Role.EDITOR, Role.COORDINATOR)
        case = factories.make_case(editor, where, status="published", **{**WORTHY, **parts})
        curation.nominate(editor, case.id)
        curation.recommend(cast.shen if where is cast.hangzhou else cast.huang, case.id)
        evidence.propose(editor, case.id, level="L2", note="附前后对比表。")
        evidence.confirm(cast.gao, case.id, level="L2", note="已核对。")
        return case

    def entered(self, case: Case | None = None) -> Case:
        """A case in the batch."""
        case = case or self.case()
        service_candidacies.enter(self.cast.he, case.id, self.batch.id)
        return case

    def reviewing(self, *cases: Case) -> Case:
        """Cases in the batch, and the review begun; gives the first."""
        found = [self.entered(case) for case in cases] or [self.entered()]
        service_batches.start_review(self.cast.he, self.batch.id)
        return found[0]

    def reviewed(self, *cases: Case) -> Case:
        """The same, and both reviewers who may have given theirs."""
        case = self.reviewing(*cases)
        for each in cases or (case,):
            for reviewer in self.reviewers[:2]:
                service_reviews.give(reviewer, each.id, review())
        return case


def review(points: int = 4, **others: int) -> GivenReview:
    """A whole review; other points by criterion."""
    scores = {name: {"points": others.get(name, points), "reason": f"{name}：有据可查。"} for name in CRITERIA}
    return read(GivenReview, {"scores": scores, "comment": "值得推广。"})


def announcement(*cases: Case, number: str = "2026年第12号", **more: object) -> Announcement:
    """The official announcement of some cases."""
    entries = [{"case_id": case.id} for case in cases]
    return read(
        Announcement,
        {"number": number, "date": clock.today().isoformat(), "bodies": ["M-SAC"], "cases": entries, **more},
    )


def new_batch(chair: str, **changes: object) -> NewBatch:
    """What is sent to plan a batch."""
    days = {"entries_until": clock.today() + timedelta(days=30), "reviews_until": clock.today() + timedelta(days=60)}
    plain = {"number": "2026-1", "title_zh": "第一批典型案例", "title_en": "First batch", "rules_zh": "**公开**评审。"}
    return read(NewBatch, {**plain, **days, "chair": chair, **changes})


def _set_up() -> Selection:
    cast = assemble()
    factories.make_fields()
    chair = factories.make_actor()
    reviewers = (
        factories.make_actor(),
        factories.make_actor(cast.dubai, Role.MEMBER),
        factories.make_actor(cast.zhejiang, Role.MEMBER),
    )
    batch = service_batches.plan(cast.he, new_batch(chair.email))
    for reviewer in reviewers:
        service_batches.appoint(cast.he, batch.id, Appointment(person=reviewer.email))
    service_batches.open_call(cast.he, batch.id)
    return Selection(current_app, cast, chair, reviewers, batch)


_scene = Scene(_set_up)


def _bring(how: Callable[[Selection], Case]) -> Scene[Selection]:
    def make() -> Selection:
        selection = replace(_scene.put(), app=current_app)
        how(selection)
        return selection

    return Scene(make)


_FURTHER = {"reviewing": _bring(Selection.reviewing), "reviewed": _bring(Selection.reviewed)}


@pytest.fixture
def make_selection(platform: Flask) -> Callable[[], Selection]:
    """Makes the whole scene."""
    return lambda: replace(_scene.put(), app=platform)


@pytest.fixture
def selection(platform: Flask, request: pytest.FixtureRequest) -> Selection:
    """A batch whose call is open, with a panel of three, unless the test asks for a case in it."""
    scene = next((further for name, further in _FURTHER.items() if name in request.fixturenames), _scene)
    return replace(scene.put(), app=platform)


@pytest.fixture
def reviewing(selection: Selection) -> Case:
    """A case in the batch, and the review begun."""
    return _the_case()


@pytest.fixture
def reviewed(selection: Selection) -> Case:
    """The same, and both reviewers who may have given theirs."""
    return _the_case()


def _the_case() -> Case:
    case = queries.get(SYSTEM, db.session.scalars(db.select(Case.id)).one())
    db.session.close()  # or its transaction would not see what others write
    return case


def later(days: int) -> date:
    """A day from now."""
    return clock.today() + timedelta(days=days)
