"""What came in, what went out, who reads it, and what became public of it."""

from datetime import timedelta

import pytest

from platform_app.access.actor import ANONYMOUS
from platform_app.coordination import queries, service_answering, service_asking, service_publishing
from platform_app.coordination.inputs import Interpretation, RequestReason, RequestReply
from platform_app.coordination.queries import BoxFilter
from platform_app.kernel import clock
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from platform_app.kernel.pages import PageRequest
from platform_app.search import documents
from platform_app.search import queries as search
from platform_app.search.index import installed
from platform_app.search.inputs import SearchRequest
from tests.cast import Cast
from tests.coordination.requesting import answer, put


def test_the_boxes_hold_what_came_in_and_what_went_out_with_the_nearest_day_first(cast: Cast) -> None:
    today = clock.today()
    later = put(cast.lin, cast.hangzhou, cast.zhejiang, due_on=(today + timedelta(days=9)).isoformat())
    sooner = put(cast.lin, cast.hangzhou, cast.zhejiang, due_on=(today + timedelta(days=2)).isoformat())
    done = put(cast.lin, cast.hangzhou, cast.zhejiang)
    answer(cast.shen, done)
    inbox = BoxFilter("in", [cast.zhejiang.id])
    assert [each.id for each in queries.box(cast.shen, inbox, PageRequest()).items] == [sooner.id, later.id, done.id]
    first = queries.box(cast.shen, inbox, PageRequest(limit=1))
    rest = queries.box(cast.shen, inbox, PageRequest(limit=5, cursor=first.next))
    assert [each.id for each in (*first.items, *rest.items)] == [sooner.id, later.id, done.id]

    def found(**narrowed: str) -> list[int]:
        wanted = BoxFilter(**{"box": "in", "org_ids": [cast.zhejiang.id], **narrowed})  # type: ignore[arg-type]
        return [each.id for each in queries.box(cast.shen, wanted, PageRequest()).items]

    assert found(state="waiting") == [sooner.id, later.id]
    assert found(state="settled") == [done.id]
    assert found(kind="data") == []
    assert found(box="out") == []
    with clock.stopped_at(clock.now() + timedelta(days=4)):
        assert found(state="overdue") == [sooner.id]
    out = BoxFilter("out", [cast.hangzhou.id], "waiting")
    assert queries.box(cast.lin, out, PageRequest()).total == 3
    with pytest.raises(Invalid):
        queries.box(cast.shen, inbox, PageRequest(cursor="W10"))


def test_only_those_concerned_above_or_below_read_it(cast: Cast) -> None:
    request = put(cast.lin, cast.hangzhou, cast.zhejiang, copies=["350200"])
    for reader in (cast.lin, cast.wu, cast.shen, cast.chen, cast.huang, cast.he):
        assert queries.read(reader, request.id).id == request.id
    for stranger in (cast.qi, cast.amal, cast.gao, cast.tang, cast.guest):
        with pytest.raises(NotFound):
            queries.read(stranger, request.id)
        with pytest.raises(NotFound):
            service_answering.answer(stranger, request.id, RequestReply(text="不相干。"))
    for onlooker in (cast.wu, cast.chen, cast.he):
        with pytest.raises(NotAllowed):
            answer(onlooker, request)


def test_a_published_interpretation_is_found_and_goes_again_when_it_is_reopened(cast: Cast) -> None:
    installed().engine.rebuild(documents.every())
    request = put(cast.lin, cast.hangzhou, cast.zhejiang, kind="interpretation")
    question = Interpretation(question="加装电梯的补贴按台还是按户计算？")
    with pytest.raises(Conflict):
        service_publishing.publish(cast.shen, request.id, question)
    answer(cast.shen, request, "按台计算，每台限额由设区市规定。")
    with pytest.raises(NotAllowed):
        service_publishing.publish(cast.lin, request.id, question)
    row = service_publishing.publish(cast.shen, request.id, question)

    def found() -> list[tuple[str, int]]:
        results = search.search(ANONYMOUS, SearchRequest(q="电梯补贴", kind="interpretation"))
        return [(hit.kind, hit.id) for hit in results.hits]

    assert found() == [("interpretation", row.id)]
    assert queries.interpretation(ANONYMOUS, row.id).text == "按台计算，每台限额由设区市规定。"
    with pytest.raises(NotFound):
        queries.read(ANONYMOUS, request.id)  # what was asked inside stays inside
    service_asking.reopen(cast.lin, request.id, RequestReason(reason="限额不明。"))
    assert found() == []
    assert queries.interpretations(ANONYMOUS, PageRequest()).total == 0
    with pytest.raises(NotFound):
        queries.interpretation(ANONYMOUS, row.id)
