"""Threads are found beside cases by whoever may read them, and by nobody else."""

from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.exchange import service_curating, service_files, service_merging, service_posts
from platform_app.exchange.inputs import Because, Into
from platform_app.exchange.models import Post
from platform_app.kernel.db import db
from platform_app.media import jobs
from platform_app.media.keeping import Upload
from platform_app.search import maintenance, queries, queue
from platform_app.search.inputs import SearchRequest
from tests import factories
from tests.cast import Cast, assemble
from tests.media import samples

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


def first_post(thread_id: int) -> Post:
    return db.session.scalars(select(Post).where(Post.thread_id == thread_id, Post.no == 1)).one()


def attach(cast: Cast, post_id: int, text: str, name: str) -> int:
    upload = Upload(BytesIO(samples.word(text)), name)
    post = service_files.attach(cast.lin, post_id, upload)
    jobs.drain()
    return int(post.files[-1]["id"])


def test_a_thread_is_found_by_a_file_of_a_post_and_the_hit_names_it(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    post = first_post(thread.id)
    file_id = attach(cast, post.id, "井道的养护手册。", "手册.docx")
    assert found(ANONYMOUS, "养护手册") == [("thread", thread.id)]
    (hit,) = queries.search(ANONYMOUS, SearchRequest(q="养护手册")).hits
    assert hit.file is not None and (hit.file.id, hit.file.name) == (file_id, "手册.docx")
    service_files.detach(cast.lin, post.id, file_id)
    assert found(ANONYMOUS, "养护手册") == []


def test_files_are_found_by_whoever_reads_their_thread_and_by_nobody_else(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin, visibility="members")
    attach(cast, first_post(thread.id).id, "井道的养护手册。", "手册.docx")
    assert found(cast.chen, "养护手册") == [("thread", thread.id)]
    assert found(ANONYMOUS, "养护手册") == found(cast.guest, "养护手册") == []
    hidden = factories.make_thread(cast.lin)
    attach(cast, first_post(hidden.id).id, "沥青的配方。", "配方.docx")
    service_curating.hide(cast.gao, hidden.id, Because(reason="涉及商业秘密。"))
    assert found(ANONYMOUS, "沥青配方") == []
