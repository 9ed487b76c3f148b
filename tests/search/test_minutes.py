"""Approved minutes and adopted resolutions are found by whoever may read them, and by nobody else."""

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.kernel.inputs import read
from platform_app.meetings import queries, service_approval, service_bodies, service_resolutions
from platform_app.meetings.inputs import BodyContent
from platform_app.meetings.inputs_minutes import NewAddendum
from platform_app.meetings.inputs_resolutions import Lapse
from platform_app.search import maintenance, queue
from platform_app.search import queries as search
from platform_app.search.inputs import SearchRequest
from tests import factories
from tests.cast import assemble
from tests.meetings.scene import BODY, Scene, adopted, approved, minutes, open_scene, proposed
from tests.meetings.test_minutes import first_item

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture(params=["whoosh", "tantivy"])
def scene(make_app, request: pytest.FixtureRequest, lent_dictionary: None):
    """Everybody and a body, with each engine."""
    app: Flask = make_app(search_engine=request.param)
    with app.app_context():
        factories.make_fields()
        yield open_scene(assemble())


def found(actor: Actor, q: str, kind: str) -> list[int]:
    """What she finds of a kind."""
    queue.drain()
    return [hit.id for hit in search.search(actor, SearchRequest.model_validate({"q": q, "kind": kind})).hits]


def test_minutes_are_found_once_they_are_approved_and_with_their_addenda(scene: Scene) -> None:
    meeting = scene.held()
    minutes(scene, meeting, first_item(meeting.id), "会议讨论了预制装配式井道。", "Prefabricated shafts.")
    assert found(ANONYMOUS, "装配式井道", "minutes") == []
    approved(scene, meeting)
    assert found(ANONYMOUS, "装配式井道", "minutes") == [meeting.id]
    service_approval.add_addendum(scene.cast.he, meeting.id, NewAddendum(text_zh="补记：无障碍坡道另行研究。"))
    assert found(ANONYMOUS, "无障碍坡道", "minutes") == [meeting.id]
    differences = maintenance.verify()
    assert not (differences.missing or differences.outdated)


def test_resolutions_are_found_once_they_are_adopted_and_stay_found(scene: Scene) -> None:
    meeting = scene.held()
    proposed(scene, meeting)
    assert found(ANONYMOUS, "加装电梯的标准", "resolution") == []
    row = adopted(scene, meeting)
    assert found(ANONYMOUS, "加装电梯的标准", "resolution") == [row.id]
    assert f"/resolutions/{row.id}" in {each.url for each in search.suggest(ANONYMOUS, row.number or "")}
    service_resolutions.lapse(scene.cast.he, row.id, Lapse(reason="期满。"))
    assert found(ANONYMOUS, "加装电梯的标准", "resolution") == [row.id]
    facets = search.search(ANONYMOUS, SearchRequest(q="加装电梯的标准")).facets["kind"]
    assert {each.value for each in facets} >= {"resolution"}


def test_what_is_kept_within_a_body_is_found_by_its_organisations_alone(scene: Scene) -> None:
    meeting = scene.held(is_public=False)
    minutes(scene, meeting, first_item(meeting.id), "会议讨论了预制装配式井道。")
    row = adopted(scene, meeting)
    approved(scene, meeting)
    people = {**scene.cast.actors, "anonymous": ANONYMOUS}
    finders = {"shen", "huang", "qi", "amal", "he"}
    for kind, q, id in (("minutes", "装配式井道", meeting.id), ("resolution", "加装电梯的标准", row.id)):
        assert {name for name, actor in people.items() if found(actor, q, kind) == [id]} == finders, kind
    version = queries.body(scene.cast.he, scene.body.id).version
    members = [each for each in BODY["members"] if each["organisation"] != "P-DUBAI"]
    service_bodies.edit(scene.cast.he, scene.body.id, version, read(BodyContent, {**BODY, "members": members}))
    queue.drain()
    assert search.search(scene.cast.amal, SearchRequest(q="装配式井道", kind="minutes")).total == 0
