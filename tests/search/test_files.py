"""Files of public cases are searched, and a hit that lies in one names it; what is not public never gets there."""

import io
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS
from platform_app.cases import files, publication
from platform_app.cases.inputs import FileWords
from platform_app.cases.models import Case
from platform_app.kernel.inputs import read
from platform_app.media import jobs
from platform_app.media.keeping import Upload
from platform_app.search import attachments, documents, maintenance, queries, queue
from platform_app.search.inputs import SearchRequest
from platform_app.search.results import SearchHit
from tests.cast import Cast
from tests.media import samples
from tests.search.conftest import build_world, publish_case

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture(params=["whoosh", "tantivy"])
def anywhere(request: pytest.FixtureRequest, make_app: Callable[..., Flask]) -> Iterator[Cast]:
    """The cast over each engine."""
    with make_app(search_engine=request.param).app_context():
        yield build_world()


def attach(cast: Cast, case: Case, data: bytes, name: str) -> int:
    upload = Upload(io.BytesIO(data), name)
    return files.attach(cast.lin, case.id, upload, FileWords(alt_zh="图"), language="zh").file.id


def hits(q: str) -> list[SearchHit]:
    return list(queries.search(ANONYMOUS, read(SearchRequest, {"q": q, "kind": "case"})).hits)


def test_a_hit_that_lies_in_a_file_names_the_file(anywhere: Cast) -> None:
    case = publish_case(anywhere, "老旧小区改造")
    file_id = attach(anywhere, case, samples.word("第一段。", "雨水花园的养护手册。"), "附件.docx")
    publication.publish(anywhere.lin, case.id)
    assert hits("雨水花园") == []  # its text is not read yet
    assert jobs.drain() == 1
    assert queue.waiting() == 0
    (hit,) = hits("雨水花园")
    assert hit.file is not None
    assert (hit.id, hit.file.id, hit.file.name) == (case.id, file_id, "附件.docx")
    assert "<mark>" in hit.snippet.html and "养护手册" in hit.snippet.text
    assert [each.id for each in hits('"养护手册"')] == [case.id]  # phrases too
    own = hits("老旧小区")[0]
    assert (own.id, own.file) == (case.id, None)


def test_a_cases_own_words_count_more_than_those_of_files(anywhere: Cast) -> None:
    other, case = publish_case(anywhere, "社区改造"), publish_case(anywhere, "雨水花园")
    attach(anywhere, other, samples.word(*["雨水花园"] * 20), "a.docx")
    publication.publish(anywhere.lin, other.id)
    jobs.drain()
    assert [hit.id for hit in hits("雨水花园")] == [case.id, other.id]


def test_files_that_readers_may_not_see_never_reach_the_index(world: Cast) -> None:
    case = publish_case(world, "老旧小区改造")
    file_id = attach(world, case, samples.word("雨水花园"), "a.docx")  # in a revision that nobody published
    jobs.drain()
    assert hits("雨水花园") == []
    publication.publish(world.lin, case.id)
    assert len(hits("雨水花园")) == 1
    files.detach(world.lin, file_id)
    publication.publish(world.lin, case.id)
    assert hits("雨水花园") == []
    draft = publish_case(world, "草稿", status="draft")
    attach(world, draft, samples.word("雨水花园"), "b.docx")
    jobs.drain()
    assert maintenance.rebuild() and hits("雨水花园") == []
    assert all("雨水花园" not in text for document in documents.every() for text in document.files)


def test_words_of_pictures_and_names_of_files_are_found(world: Cast) -> None:
    case = publish_case(world, "老旧小区改造")
    words = FileWords(alt_zh="透水铺装的样板段", caption_zh="施工现场")
    picture = Upload(io.BytesIO(samples.picture()), "a.png")
    files.attach(world.lin, case.id, picture, words, language="zh")
    attach(world, case, samples.word("正文"), "径流控制台账.docx")
    publication.publish(world.lin, case.id)
    jobs.drain()
    assert [hit.file for hit in hits("透水铺装")] == [None]  # the case says so itself
    (hit,) = hits("径流控制")
    assert hit.file is not None and hit.file.name == "径流控制台账.docx"


def test_only_the_beginning_of_a_long_text_is_searched(world: Cast) -> None:
    case = publish_case(world, "老旧小区改造")
    text = "甲乙丙丁。" * (attachments.MOST_CHARACTERS // 5 - 8)
    attach(world, case, samples.word(text + "雨水花园" + "甲乙丙丁。" * 20 + "屋顶绿化"), "a.docx")
    publication.publish(world.lin, case.id)
    jobs.drain()
    (hit,) = hits("雨水花园")
    assert "雨水花园" in hit.snippet.text
    assert hits("屋顶绿化") == []
