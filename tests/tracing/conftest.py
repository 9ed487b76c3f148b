"""The cast, a joint meeting, and one whole chain from a city's request to a target of the plan."""

from dataclasses import dataclass

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.cases.models import Case
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.subjects import SubjectRef
from platform_app.meetings.models_agenda import AgendaItem, SubjectLink
from platform_app.programme import service as programme
from platform_app.programme.inputs import NewIndicator
from tests import factories, scenes
from tests.coordination.requesting import put
from tests.meetings.acting import done, give, resolve
from tests.meetings.scene import Scene, in_empty_database

TARGET = {
    "code": "I03",
    "name_zh": "发布城市标准化典型案例",
    "name_en": "Typical cases published",
    "operator": ">=",
    "value": 30,
    "unit_zh": "个",
    "unit_en": "cases",
    "deadline": "2027-12-31",
    "verified": "true",
    "source_url": "https://www.sac.gov.cn/",
}


@dataclass
class Traced:
    """A scene with a chain: what stands on it, in its order."""

    scene: Scene
    refs: list[SubjectRef]

    def of(self, kind: str) -> SubjectRef:
        """The thing of a kind."""
        return next(ref for ref in self.refs if ref.kind == kind)


def link(one: SubjectRef, other: SubjectRef, role: str = "about") -> None:
    """A link as a row."""
    ends = {"from_kind": one.kind, "from_id": one.id, "to_kind": other.kind, "to_id": other.id}
    db.session.add(SubjectLink(**ends, role=role, by_name="何静"))
    db.session.commit()


def announced(scene: Scene) -> Case:
    """A typical case, written as a row."""
    case = factories.make_case(scene.cast.lin, scene.cast.hangzhou, status="published")
    db.session.get_one(Case, case.id).announced_at = clock.now()
    db.session.commit()
    return case


def chained(scene: Scene) -> Traced:
    """Request, agenda item and meeting, resolution, action, case, target."""
    cast = scene.cast
    target = programme.put_indicator(SYSTEM, NewIndicator.model_validate(TARGET))
    request = put(cast.lin, cast.hangzhou, cast.zhejiang)
    meeting = scene.convened()
    item = db.session.query(AgendaItem).filter_by(meeting_id=meeting.id, source="plain").one()
    item_ref = SubjectRef("agenda_item", item.id)
    link(item_ref, SubjectRef("request", request.id), "came_from")
    resolution = resolve(meeting, item_id=item_ref.id)
    action = give(scene, cast.hangzhou, body=None, resolution=resolution.id)
    case = announced(scene)
    done(cast.lin, action, evidence=[{"kind": "case", "id": case.id}])
    ids = (
        *(("request", request.id), ("agenda_item", item_ref.id), ("meeting", meeting.id)),
        *(("resolution", resolution.id), ("action", action.id), ("case", case.id), ("indicator", target.id)),
    )
    return Traced(scene, [SubjectRef(kind, id) for kind, id in ids])


_whole_chain = scenes.Scene(lambda: chained(in_empty_database()))


@pytest.fixture
def traced(platform: Flask) -> Traced:
    """A whole chain."""
    return _whole_chain.put()
