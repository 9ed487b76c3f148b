"""Papers of a request: added by both sides, read by who reads the request, taken out by who added them."""

from io import BytesIO

import pytest

from platform_app.access.actor import Actor
from platform_app.coordination import queries, queries_papers, service, service_papers
from platform_app.coordination.inputs import RequestClosing
from platform_app.coordination.models import Request
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from platform_app.media.keeping import Upload
from platform_app.media.models import File
from tests.cast import Cast
from tests.coordination.requesting import put


def paper(name: str = "补贴办法.csv") -> Upload:
    return Upload(BytesIO("层数,元\n6,150000\n".encode()), name)


def names(actor: Actor, request: Request) -> list[str]:
    return [each.name for each in queries_papers.papers(actor, queries.get(actor, request.id))]


@pytest.fixture
def request_(cast: Cast) -> Request:
    return put(cast.lin, cast.hangzhou, cast.zhejiang)


def test_both_sides_add_papers_and_all_who_read_the_request_read_them(cast: Cast, request_: Request) -> None:
    service_papers.attach(cast.zhou, request_.id, paper())
    service_papers.attach(cast.shen, request_.id, paper("答复.csv"), organisation="330000")
    for reader in (cast.lin, cast.wu, cast.shen, cast.he):
        assert names(reader, request_) == ["补贴办法.csv", "答复.csv"]
    history = [each.act for each in queries.read(cast.lin, request_.id).records]
    assert history == ["raised", "paper_added", "paper_added"]


def test_a_paper_is_not_there_for_who_may_not_read_the_request(cast: Cast, request_: Request) -> None:
    added = service_papers.attach(cast.lin, request_.id, paper())
    for stranger in (cast.chen, cast.huang, cast.guest):
        with pytest.raises(NotFound):
            queries_papers.paper(stranger, request_.id, added.id)
    other = put(cast.chen, cast.xiamen, cast.fujian)
    with pytest.raises(NotFound):
        queries_papers.paper(cast.chen, other.id, added.id)


READERS: list[str] = ["wu", "he", "gao"]


def test_who_reads_it_without_a_say_adds_nothing(cast: Cast, request_: Request, subtests: pytest.Subtests) -> None:
    for name in READERS:
        with subtests.test(name=name):
            reader = cast.actors[name]
            with pytest.raises((NotAllowed, NotFound)):
                service_papers.attach(reader, request_.id, paper())


def test_a_paper_is_taken_out_by_its_own_side_only_and_the_history_keeps_it(cast: Cast, request_: Request) -> None:
    added: File = service_papers.attach(cast.lin, request_.id, paper())
    with pytest.raises(NotAllowed):
        service_papers.detach(cast.shen, request_.id, added.id)
    service_papers.detach(cast.zhou, request_.id, added.id)
    assert names(cast.lin, request_) == []
    last = queries.read(cast.lin, request_.id).records[-1]
    assert (last.act, last.words) == ("paper_removed", "补贴办法.csv")
    with pytest.raises(NotFound):
        service_papers.detach(cast.zhou, request_.id, added.id)


def test_a_closed_request_takes_no_papers_and_loses_none(cast: Cast, request_: Request) -> None:
    added = service_papers.attach(cast.lin, request_.id, paper())
    service.close(cast.lin, request_.id, RequestClosing())
    for act in (
        lambda: service_papers.attach(cast.lin, request_.id, paper("b.csv")),
        lambda: service_papers.detach(cast.lin, request_.id, added.id),
    ):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "request_closed"
    assert names(cast.lin, request_) == ["补贴办法.csv"]


def test_what_is_no_paper_is_refused_and_nothing_is_kept(cast: Cast, request_: Request) -> None:
    for upload in (Upload(BytesIO(b"MZ\x90\x00"), "tool.exe"), Upload(BytesIO(b""), "empty.pdf")):
        with pytest.raises(Invalid) as refused:
            service_papers.attach(cast.lin, request_.id, upload)
        assert list(refused.value.errors) == ["file"]
    assert names(cast.lin, request_) == []


def test_a_request_holds_twenty_papers(cast: Cast, request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_papers, "MOST_PAPERS", 1)
    service_papers.attach(cast.lin, request_.id, paper())
    with pytest.raises(Conflict) as refused:
        service_papers.attach(cast.lin, request_.id, paper("b.csv"))
    assert refused.value.code == "too_many_papers"
