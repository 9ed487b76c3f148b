"""The chain: the same from both ends, without what one may not see, bounded in size and statements."""

from datetime import timedelta

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.subjects import SubjectRef
from platform_app.meetings.models import Body, Meeting
from platform_app.meetings.models_agenda import SubjectLink
from platform_app.meetings.models_decisions import Resolution
from platform_app.tracing import queries
from platform_app.tracing.graph import KINDS, Edge, connected, directed
from tests import factories
from tests.coordination.requesting import put
from tests.meetings.acting import give
from tests.tracing.conftest import Traced, link
from tests.web.test_budgets import counted


def test_from_every_link_of_it_the_chain_is_the_same(traced: Traced) -> None:
    he = traced.scene.cast.he
    whole = queries.chain(he, "request", traced.of("request").id)
    assert [node.ref for node in whole.nodes] == traced.refs
    pairs = {(edge.source.kind, edge.target.kind, edge.role) for edge in whole.edges}
    assert pairs == {
        ("request", "agenda_item", "came_from"),
        ("agenda_item", "meeting", "follows"),
        ("agenda_item", "resolution", "follows"),
        ("resolution", "action", "follows"),
        ("action", "case", "evidence"),
        ("case", "indicator", "proves"),
    }
    assert not whole.is_cut
    for ref in traced.refs:
        other = queries.chain(he, ref.kind, ref.id)
        assert [node.ref for node in other.nodes] == traced.refs, ref
        assert set(other.edges) == set(whole.edges), ref


def test_a_request_says_whom_it_asks_and_how_it_stands_there(traced: Traced) -> None:
    chain = queries.chain(traced.scene.cast.he, "indicator", traced.of("indicator").id)
    assert [(party.name_zh, party.status) for party in chain.nodes[0].parties] == [("浙江省", "raised")]


def test_what_one_may_not_see_is_left_out_with_everything_behind_it(traced: Traced) -> None:
    """Fujian sits in the body, but the request between Hangzhou and Zhejiang is none of its business."""
    huang, guest = traced.scene.cast.huang, traced.scene.cast.guest
    seen = [node.ref.kind for node in queries.chain(huang, "case", traced.of("case").id).nodes]
    assert seen == ["agenda_item", "meeting", "resolution", "action", "case", "indicator"]
    assert [node.ref.kind for node in queries.chain(guest, "case", traced.of("case").id).nodes] == ["case", "indicator"]
    public = queries.chain(ANONYMOUS, "resolution", traced.of("resolution").id)
    assert [node.ref.kind for node in public.nodes] == ["agenda_item", "meeting", "resolution"]
    for kind in ("request", "action"):
        with pytest.raises(NotFound):
            queries.chain(guest, kind, traced.of(kind).id)


def test_a_meeting_of_a_closed_body_hides_its_agenda(traced: Traced) -> None:
    db.session.query(Body).update({"is_public": False})
    db.session.query(Meeting).update({"is_public": False})
    db.session.query(Resolution).update({"is_public": False})
    db.session.commit()
    for kind in ("agenda_item", "meeting", "resolution"):
        with pytest.raises(NotFound):
            queries.chain(ANONYMOUS, kind, traced.of(kind).id)


NOWHERE: list[tuple[str, int]] = [("case", 999), ("person", 1), ("case", 0), ("case", 10**30), ("", 1)]


def test_what_is_not_there_has_no_chain(traced: Traced, subtests: pytest.Subtests) -> None:
    for kind, id in NOWHERE:
        with subtests.test(kind=kind, id=id), pytest.raises(NotFound):
            queries.chain(traced.scene.cast.he, kind, id)


def test_a_meeting_and_a_target_are_no_bridges(traced: Traced) -> None:
    scene = traced.scene
    meeting = traced.of("meeting")
    other = scene.item(db.session.get_one(Meeting, meeting.id), title_zh="另一议题")
    other_id = other.id
    from_request = queries.chain(scene.cast.he, "request", traced.of("request").id)
    assert SubjectRef("agenda_item", other_id) not in [node.ref for node in from_request.nodes]
    from_meeting = queries.chain(scene.cast.he, "meeting", meeting.id)
    assert SubjectRef("agenda_item", other_id) in [node.ref for node in from_meeting.nodes]


def test_an_open_action_leads_to_the_agenda_it_stands_on(traced: Traced) -> None:
    scene = traced.scene
    action = give(scene, scene.cast.xiamen, 2)
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        later = scene.planned()
    chain = queries.chain(scene.cast.he, "action", action.id)
    assert [(node.ref.kind, node.title_zh) for node in chain.nodes[:1]] == [("agenda_item", "编制加装电梯指南")]
    assert SubjectRef("meeting", later.id) in [node.ref for node in chain.nodes]


def test_two_hundred_things_at_most_and_ten_statements(app: Flask, traced: Traced) -> None:
    scene = traced.scene
    case = traced.of("case")
    for no in range(230):
        db.session.add(
            SubjectLink(from_kind="case", from_id=case.id, to_kind="standard", to_id=no + 1, role="about", by_name="x")
        )
    db.session.commit()
    with counted(app) as statements:
        chain = queries.chain(scene.cast.he, "request", traced.of("request").id)
    assert len(statements) <= 8, statements
    assert chain.is_cut


def test_a_link_alone_is_enough_for_the_link_on_a_page(traced: Traced) -> None:
    he = traced.scene.cast.he
    request = put(traced.scene.cast.lin, traced.scene.cast.hangzhou, traced.scene.cast.zhejiang)
    assert queries.is_linked(he, "request", traced.of("request").id)
    assert not queries.is_linked(he, "request", request.id)


def test_evidence_is_read_from_both_ends_by_those_who_may(traced: Traced) -> None:
    cast = traced.scene.cast
    action, case = traced.of("action"), traced.of("case")
    assert [node.ref for node in queries.linked(cast.huang, action, "evidence")] == [case]
    draft = factories.make_case(cast.lin, cast.hangzhou)
    link(action, SubjectRef("case", draft.id), "evidence")
    assert [node.ref for node in queries.linked(cast.huang, action, "evidence")] == [case]
    assert [node.ref for node in queries.chain(cast.lin, "case", case.id).nodes if node.ref == action] == [action]


def test_edges_go_in_the_order_of_the_chain() -> None:
    refs = [SubjectRef(kind, no) for no, kind in enumerate(KINDS)]
    for one in refs:
        for other in refs:
            edge = directed(one, other, "about")
            assert KINDS.index(edge.source.kind) <= KINDS.index(edge.target.kind)


def test_what_is_hidden_cuts_the_way() -> None:
    a, b, c = (SubjectRef("action", no) for no in (1, 2, 3))
    edges = [Edge(a, b), Edge(b, c)]
    assert connected(a, [a, b, c], edges) == {a, b, c}
    assert connected(a, [a, c], edges) == {a}
    assert connected(a, [b, c], edges) == set()
