"""Threads are found beside cases by whoever may read them, and by nobody else."""

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.exchange import service_curating, service_merging, service_posts
from platform_app.exchange.inputs import Because, Into
from platform_app.search import maintenance, queries, queue
from platform_app.search.inputs import SearchRequest
from tests import factories
from tests.cast import Cast, assemble

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture(params=["whoosh", "tantivy"])
def cast(make_app, request: pytest.FixtureRequest, lent_dictionary: None):
    """Everybody, with each engine."""
    app: Flask = make_app(search_engine=request.param)
    with app.app_context():
        factories.make_fields()
        yield assemble()


def found(actor: Actor, q: str) -> list[tuple[str, int]]:
    queue.drain()
    return [(hit.kind, hit.id) for hit in queries.search(actor, SearchRequest(q=q, kind="thread")).hits]


def test_a_thread_is_found_by_its_title_and_by_what_is_said_in_it(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin, (cast.chen, "我们采用了预制装配式井道。"))
    assert found(ANONYMOUS, "加装电梯") == [("thread", thread.id)]
    assert found(ANONYMOUS, "装配式井道") == [("thread", thread.id)]
    hit = queries.search(ANONYMOUS, SearchRequest(q="装配式井道")).hits[0]
    assert "井道" in hit.snippet.text


@pytest.mark.parametrize(
    ("visibility", "finders"),
    [
        ("public", {"anonymous", "guest", "wu", "chen", "shen", "gao"}),
        ("members", {"wu", "chen", "shen", "gao"}),
        ("subtree", {"wu", "shen", "gao"}),
    ],
)
def test_who_finds_a_thread_is_who_may_read_it(cast: Cast, visibility: str, finders: set[str]) -> None:
    thread = factories.make_thread(cast.lin, visibility=visibility)
    people = {**cast.actors, "anonymous": ANONYMOUS}
    asked = ("anonymous", "guest", "wu", "chen", "shen", "gao")
    assert {name for name in asked if found(people[name], "加装电梯") == [("thread", thread.id)]} == finders
    for name in asked:
        total = queries.search(people[name], SearchRequest(q="加装电梯", kind="thread")).total
        assert total == (1 if name in finders else 0), name
        suggested = {each.url for each in queries.suggest(people[name], "老旧小区加装")}
        assert (f"/threads/{thread.id}" in suggested) is (name in finders), name


def test_what_is_hidden_taken_back_or_merged_is_found_no_more(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    post = factories.make_post(cast.chen, thread, "不该出现的钢索。")
    assert found(ANONYMOUS, "钢索") == [("thread", thread.id)]
    service_curating.hide_post(cast.gao, post.id, Because(reason="无关。"))
    assert found(ANONYMOUS, "钢索") == []
    other = factories.make_thread(cast.qi, title="另一个讨论", text="关于无障碍坡道。")
    assert found(ANONYMOUS, "无障碍坡道") == [("thread", other.id)]
    service_merging.merge(cast.gao, other.id, Into(thread_id=thread.id, reason="同一问题。"))
    assert found(ANONYMOUS, "无障碍坡道") == [("thread", thread.id)]
    service_curating.hide(cast.gao, thread.id, Because(reason="无关。"))
    assert found(ANONYMOUS, "加装电梯") == []
    service_curating.undo(cast.gao, thread.id, "hide")
    assert found(ANONYMOUS, "加装电梯") == [("thread", thread.id)]


def test_a_sign_does_not_trouble_the_index_and_a_rebuild_agrees(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    post = factories.make_post(cast.chen, thread)
    queue.drain()
    service_posts.react(cast.qi, post.id, "thanks")
    assert queue.waiting() == 0
    assert not maintenance.verify()
    factories.make_post(cast.qi, thread, "又一条。")
    queue.drain()
    assert not maintenance.verify()
