"""What members propose for an agenda, what becomes of it, and how a request comes before a meeting."""

from datetime import timedelta

import pytest

from platform_app.access.actor import Actor
from platform_app.coordination import service as requests
from platform_app.coordination.inputs import RequestClosing
from platform_app.desk import bringing
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from platform_app.kernel.inputs import read
from platform_app.meetings import queries, queries_agenda, queries_meetings, service, service_proposals
from platform_app.meetings.inputs import WithReason
from platform_app.meetings.inputs_agenda import FromRequest, Merger, NewProposal
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem, AgendaProposal, SubjectLink
from tests.coordination.requesting import put
from tests.meetings.scene import Scene


def propose(actor: Actor, meeting: Meeting, code: str = "330000", **parts: object) -> AgendaProposal:
    new = {"organisation": code, "title_zh": "统一验收口径", "text": "各市口径不一。", "minutes": 15, **parts}
    return service_proposals.propose(actor, meeting.id, read(NewProposal, new))


def links(item: AgendaItem) -> list[tuple[str, int, str]]:
    query = db.select(SubjectLink).filter_by(from_kind="agenda_item", from_id=item.id)
    return [(row.to_kind, row.to_id, row.role) for row in db.session.scalars(query)]


def test_an_accepted_proposal_becomes_an_item_of_its_organisation(scene: Scene) -> None:
    meeting = scene.planned()
    made = propose(scene.cast.shen, meeting)
    item = service_proposals.accept(scene.cast.he, meeting.id, made.id)
    assert (item.title_zh, item.sponsor_id, item.minutes) == ("统一验收口径", scene.cast.zhejiang.id, 15)
    (read_back,) = queries_agenda.proposals(scene.cast.shen, queries.get(scene.cast.shen, meeting.id))
    assert (read_back.status, read_back.item_id, read_back.decided_by_name) == ("accepted", item.id, "何静")


def test_a_declined_proposal_tells_its_organisation_why(scene: Scene) -> None:
    meeting = scene.planned()
    made = propose(scene.cast.shen, meeting)
    service_proposals.decline(scene.cast.he, meeting.id, made.id, WithReason(reason="请先由省内协调。"))
    assert queries_agenda.proposal(scene.cast.shen, meeting.id, made.id).reason == "请先由省内协调。"


def test_a_merged_proposal_leads_to_the_item_and_the_item_to_what_it_came_from(scene: Scene) -> None:
    meeting = scene.planned()
    item = scene.item(meeting)
    request = put(scene.cast.lin, scene.cast.hangzhou, scene.cast.zhejiang)
    made = propose(scene.cast.shen, meeting, subject={"kind": "request", "id": request.id})
    service_proposals.merge(scene.cast.he, meeting.id, made.id, Merger(item=item.id))
    assert links(item) == [("request", request.id, "came_from")]
    assert queries_agenda.proposal(scene.cast.shen, meeting.id, made.id).item_id == item.id


def test_what_is_decided_is_not_decided_again(scene: Scene) -> None:
    meeting = scene.planned()
    item = scene.item(meeting)
    made = propose(scene.cast.shen, meeting)
    service_proposals.withdraw(scene.cast.shen, meeting.id, made.id)
    he = scene.cast.he
    for act in (
        lambda: service_proposals.accept(he, meeting.id, made.id),
        lambda: service_proposals.merge(he, meeting.id, made.id, Merger(item=item.id)),
        lambda: service_proposals.decline(he, meeting.id, made.id, WithReason(reason="重复。")),
        lambda: service_proposals.withdraw(scene.cast.shen, meeting.id, made.id),
    ):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "proposal_decided"


def test_proposals_end_with_the_day_that_papers_are_due(scene: Scene) -> None:
    meeting = scene.planned()
    with clock.stopped_at(clock.now() + timedelta(days=7)):
        propose(scene.cast.shen, meeting)
    with clock.stopped_at(clock.now() + timedelta(days=8)), pytest.raises(Conflict) as refused:
        propose(scene.cast.shen, meeting)
    assert refused.value.code == "too_late"


NOT_OWN: list[tuple[str, str]] = [("shen", "350000"), ("shen", "330200"), ("shen", "330100")]


def test_one_proposes_for_ones_own_member_organisation_only(scene: Scene, subtests: pytest.Subtests) -> None:
    meeting = scene.planned()
    for who, code in NOT_OWN:
        with subtests.test(who=who, code=code), pytest.raises((Invalid, NotAllowed)):
            propose(scene.cast.actors[who], meeting, code)


OTHERS: list[str] = ["amal", "lin", "gao", "he"]


def test_who_does_not_vote_in_the_body_proposes_nothing(
    scene: Scene, convened: Meeting, subtests: pytest.Subtests
) -> None:
    for name in OTHERS:
        with subtests.test(name=name), pytest.raises((NotAllowed, NotFound)):
            propose(scene.cast.actors[name], convened)


def test_what_the_proposer_does_not_see_is_no_subject(scene: Scene) -> None:
    strange = put(scene.cast.chen, scene.cast.xiamen, scene.cast.fujian)
    with pytest.raises(Invalid) as refused:
        propose(scene.cast.shen, scene.planned(), subject={"kind": "request", "id": strange.id})
    assert list(refused.value.errors) == ["subject"]


def test_proposals_are_for_the_people_of_the_body(scene: Scene, convened: Meeting) -> None:
    propose(scene.cast.shen, convened)
    assert len(queries_agenda.proposals(scene.cast.huang, queries.get(scene.cast.huang, convened.id))) == 1
    assert queries_agenda.proposals(scene.cast.lin, queries.get(scene.cast.lin, convened.id)) == ()


def test_in_a_public_meeting_the_history_of_a_request_stays_behind_the_link(scene: Scene) -> None:
    meeting = scene.planned()
    request = put(scene.cast.lin, scene.cast.hangzhou, scene.cast.zhejiang)
    item = bringing.bring(scene.cast.he, request.id, FromRequest(meeting=meeting.id))
    made = bringing.bring(scene.cast.shen, request.id, FromRequest(meeting=meeting.id))
    assert (item.text, made.text) == ("", "")
    assert isinstance(item, AgendaItem) and links(item) == [("request", request.id, "came_from")]


def test_the_secretariat_puts_a_request_on_the_agenda_with_its_history(scene: Scene) -> None:
    meeting = scene.planned(is_public=False)
    request = put(scene.cast.lin, scene.cast.hangzhou, scene.cast.zhejiang)
    item = bringing.bring(scene.cast.he, request.id, FromRequest(meeting=meeting.id))
    assert isinstance(item, AgendaItem)
    assert links(item) == [("request", request.id, "came_from")]
    assert request.text in item.text and "杭州 → 浙江 提出" in item.text
    assert item.sponsor_id == scene.cast.hangzhou.id


def test_a_member_proposes_a_request_that_it_reads(scene: Scene) -> None:
    meeting = scene.planned()
    request = put(scene.cast.lin, scene.cast.hangzhou, scene.cast.zhejiang)
    made = bringing.bring(scene.cast.shen, request.id, FromRequest(meeting=meeting.id))
    assert isinstance(made, AgendaProposal)
    assert (made.organisation.code, made.subject_kind, made.subject_id) == ("330000", "request", request.id)
    with pytest.raises(NotFound):
        bringing.bring(scene.cast.huang, request.id, FromRequest(meeting=meeting.id))


def test_a_settled_request_is_brought_before_no_meeting(scene: Scene) -> None:
    meeting = scene.planned()
    request = put(scene.cast.lin, scene.cast.hangzhou, scene.cast.zhejiang)
    requests.close(scene.cast.lin, request.id, RequestClosing())
    with pytest.raises(Conflict) as refused:
        bringing.bring(scene.cast.he, request.id, FromRequest(meeting=meeting.id))
    assert refused.value.code == "request_settled"


def test_meetings_that_are_still_open_are_offered_to_who_may_bring_something_in(scene: Scene) -> None:
    meeting, gone = scene.planned(), scene.planned()
    service.cancel(scene.cast.he, gone.id, WithReason(reason="不再召开。"))
    for name, offered in (("he", 1), ("shen", 1), ("amal", 0), ("lin", 0), ("gao", 0)):
        found = [row.id for row in queries_meetings.open_for(scene.cast.actors[name])]
        assert found == [meeting.id] * offered, name
