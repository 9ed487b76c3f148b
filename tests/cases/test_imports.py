"""Write-ups become drafts: sorted, with their pictures, and with everything that found no place."""

import docx
import pytest
from sqlalchemy import func, select

from platform_app.cases import completeness, imports, publication, queries
from platform_app.cases.models import Case, CaseImport
from platform_app.kernel.db import db
from platform_app.kernel.errors import DomainError, Invalid, NotAllowed, NotFound
from platform_app.media import storage
from platform_app.media.models import File
from platform_app.moderation.models import AuditLine
from tests import cast as the_cast
from tests.cases import papers
from tests.cases.papers import send
from tests.media import samples

READING = pytest.mark.databases("sqlite")  # what is read in a file depends on no database


def test_a_word_file_becomes_a_draft_with_its_texts_in_the_sections(cast: the_cast.Cast) -> None:
    made = send(cast.zhou, cast.hangzhou.id, papers.word())
    reading = queries.read(cast.lin, made.case.id)
    content = reading.content
    assert (made.case.status, made.case.org_id, reading.revision.author_name) == ("draft", cast.hangzhou.id, "周宁")
    assert content.title.zh == "西湖区社区微更新"
    assert content.problem.zh == "老旧小区设施**普遍** 老化。"
    assert content.actions.zh == (
        "1. 先摸底\n1. 再改造\n\n| 年 | 点位 |\n| --- | --- |\n| 2024 | 12 |\n\n见[通知](https://example.org/a%281%29)"
    )
    assert content.place.name.zh == "杭州市"
    assert made.matched["actions"] == ["二、主要做法"]
    assert [(rest.heading, rest.text) for rest in made.leftovers] == [("三、大事记", "2024年启动。")]


def test_its_pictures_are_kept_and_shown_where_they_stood(cast: the_cast.Cast) -> None:
    second = samples.picture("JPEG", (60, 30), "red")
    made = send(cast.lin, cast.hangzhou.id, papers.word(picture=papers.PICTURE, second=second))
    reading = queries.read(cast.lin, made.case.id)
    first, other = reading.content.files
    assert (first.alt.zh, other.alt.zh) == ("改造后的入口", None)
    assert f"![改造后的入口](file:{first.id})\n\n![](file:{other.id})" in (reading.content.actions.zh or "")
    assert f"/files/{first.id}/" in reading.html["actions"]["zh"]
    assert completeness.PICTURES in completeness.missing(reading.content)  # the second one waits for words
    rows = db.session.scalars(select(File).order_by(File.id)).all()
    assert [(row.media_type, row.org_id) for row in rows] == [
        ("image/png", cast.hangzhou.id),
        ("image/jpeg", cast.hangzhou.id),
    ]


def test_a_markdown_file_does_the_same(cast: the_cast.Cast) -> None:
    made = send(cast.lin, cast.hangzhou.id, papers.MARKDOWN.encode(), "微更新.md")
    content = queries.read(cast.lin, made.case.id).content
    assert (content.title.zh, content.problem.zh) == ("西湖区社区微更新", "老旧小区设施老化。")
    assert (content.actions.zh, content.lessons.zh) == ("1. 先摸底\n2. 再改造", "先算账，再动工。")
    assert content.difficulties.en == "Neighbours disagreed about the lifts."
    assert [(rest.heading, rest.text) for rest in made.leftovers] == [
        ("", "某某局供稿"),
        ("大事记", "2024年5月启动。"),
    ]


ENCODINGS: list[str] = ["utf-8", "utf-8-sig", "gb18030"]


@READING
def test_plain_text_is_read_in_the_encodings_of_the_country(cast: the_cast.Cast, subtests: pytest.Subtests) -> None:
    for encoding in ENCODINGS:
        with subtests.test(encoding=encoding):
            words = "西湖区社区微更新\r\n一、背景\r\n设施老化。\r\n二、主要做法\r\n逐项改造。\r\n"
            made = send(cast.lin, cast.hangzhou.id, words.encode(encoding), "a.txt")
            content = queries.read(cast.lin, made.case.id).content
            assert (content.title.zh, content.problem.zh, content.actions.zh) == (
                "西湖区社区微更新",
                "设施老化。",
                "逐项改造。",
            )


def test_what_found_no_place_stays_beside_the_draft_until_it_is_put_away(cast: the_cast.Cast) -> None:
    case = send(cast.lin, cast.hangzhou.id, papers.MARKDOWN.encode(), "a.md").case
    db.session.expire_all()
    assert [rest.heading for rest in imports.imported(cast.wu, case.id).leftovers] == ["", "大事记"]
    for actor, refusal in ((cast.wu, NotAllowed), (cast.chen, NotFound)):
        with pytest.raises(refusal):
            imports.clear_leftovers(actor, case.id)
    imports.clear_leftovers(cast.zhou, case.id)
    kept = imports.imported(cast.wu, case.id)
    assert (list(kept.leftovers), kept.matched["lessons"]) == ([], ["三、经验启示"])
    acts = db.session.scalars(select(AuditLine.act).order_by(AuditLine.id.desc()).limit(3)).all()
    assert acts == ["CaseLeftoversCleared", "CaseImported", "CaseCreated"]
    publication.discard(cast.lin, case.id)
    assert db.session.get(CaseImport, case.id) is None


@READING
def test_a_box_is_read_for_what_stands_in_it_and_hints_of_our_form_are_not(cast: the_cast.Cast) -> None:
    made = send(cast.lin, cast.hangzhou.id, papers.with_hint())
    assert queries.read(cast.lin, made.case.id).content.problem.zh == "设施老化。"
    assert made.leftovers == []


@READING
def test_without_a_title_the_name_of_the_file_is_one(cast: the_cast.Cast) -> None:
    made = send(cast.lin, cast.hangzhou.id, "## 背景\n\n老化。\n".encode(), "社区微更新.md")
    assert queries.read(cast.lin, made.case.id).content.title.zh == "社区微更新"


UNREADABLE: list[tuple[str, bytes, str]] = [
    ("a.docx", b"", "empty"),
    ("a.docx", samples.HTML, "web page"),
    ("a.docx", samples.excel(("a", 1)), "Excel"),
    ("a.docx", samples.word("x")[:-40], "broken"),
    ("a.pdf", samples.pdf(), "Send a Word file"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
    ("a.md", b"\x00\x01\x02", "no text"),
    ("a.md", b"\n\n", "no text in this file"),
    ("a.md", b"<!doctype html><p>x", "web page"),
    ("a.txt", b"x" * (2**20 + 1), "larger than 1 MB"),
    ("../a.md", b"# x", "path"),
]


def test_what_cannot_be_read_is_refused_at_the_field_file_and_leaves_nothing(
    cast: the_cast.Cast, subtests: pytest.Subtests
) -> None:
    for name, data, words in UNREADABLE:
        with subtests.test(name=name, words=words):
            with pytest.raises(Invalid) as refused:
                send(cast.lin, cast.hangzhou.id, data, name)
            (sentence,) = refused.value.errors["file"]
            assert words in sentence.template.format(**sentence.params)
            assert db.session.scalar(select(func.count()).select_from(Case)) == 0
            assert list(storage.installed().entries()) == []


@READING
def test_macros_are_refused(cast: the_cast.Cast) -> None:
    with pytest.raises(Invalid) as refused:
        send(cast.lin, cast.hangzhou.id, samples.with_part(papers.word(), {"word/vbaProject.bin": b"x"}))
    assert "macros" in refused.value.errors["file"][0].template


@READING
def test_a_file_that_keeps_the_reader_busy_is_given_up(cast: the_cast.Cast) -> None:
    document = docx.Document()
    for number in range(600):
        document.add_paragraph("".join(chr(0x4E00 + number * at % 19_997) for at in range(1000)))
    with pytest.raises(Invalid) as refused:
        send(cast.lin, cast.hangzhou.id, papers.saved(document))
    assert "too long" in refused.value.errors["file"][0].template


def test_only_editors_bring_write_ups_in(cast: the_cast.Cast) -> None:
    for actor in (cast.wu, cast.chen, cast.gao):
        with pytest.raises(DomainError):
            send(actor, cast.hangzhou.id, papers.MARKDOWN.encode(), "a.md")
    assert db.session.scalar(select(func.count()).select_from(Case)) == 0


def test_a_picture_of_a_kind_that_is_not_taken_is_named(cast: the_cast.Cast) -> None:
    made = send(cast.lin, cast.hangzhou.id, papers.word(picture=samples.picture("BMP"), alt="示意图"))
    assert [(rest.text, rest.reason) for rest in made.leftovers if rest.reason == "picture"] == [("示意图", "picture")]
    assert "picture:" not in (queries.read(cast.lin, made.case.id).content.actions.zh or "")


def test_what_fails_on_the_way_leaves_nothing(cast: the_cast.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "_note", lambda *arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send(cast.lin, cast.hangzhou.id, papers.word(picture=papers.PICTURE))
    assert db.session.scalar(select(func.count()).select_from(Case)) == 0
    assert db.session.scalar(select(func.count()).select_from(File)) == 0
