"""Files of a case: part of what it says, seen by whoever sees them in it, and nothing half done."""

from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, select

from platform_app.access.actor import ANONYMOUS
from platform_app.cases import files, publication, queries, service
from platform_app.cases.inputs import FileWords
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from platform_app.media import storage
from platform_app.media.models import File, FileJob
from platform_app.moderation.models import AuditLine
from tests import cast as the_cast
from tests.cases.attaching import attach, sees, shown
from tests.factories import make_case
from tests.media import samples
from tests.simultaneously import together


def test_a_file_becomes_part_of_the_newest_revision(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou)
    made = attach(cast.zhou, case)
    reading = queries.read(cast.lin, case.id)
    assert [entry.alt.zh for entry in reading.content.files] == ["改造后的入口"]
    assert (reading.revision.no, reading.revision.author_name) == (2, "周宁")
    assert (made.file.media_type, made.file.width, made.file.height) == ("image/png", 40, 30)
    line = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc()).limit(1)).one()
    assert (line.act, line.subject_id, line.revision_id) == ("FileAttached", case.id, reading.revision.id)
    assert db.session.scalars(select(FileJob.what)).all() == ["variants"]


def test_readers_see_it_once_it_is_published_and_as_long_as_it_is(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou, status="published")
    file_id = attach(cast.lin, case).file.id

    def seen_by() -> set[str]:
        db.session.expire_all()
        people = {"wu": cast.wu, "chen": cast.chen, "gao": cast.gao, "anyone": ANONYMOUS}
        return {name for name, actor in people.items() if sees(actor, file_id)}

    assert seen_by() == {"wu"}
    assert (shown(ANONYMOUS, case), shown(cast.wu, case, latest=True)) == ([], [file_id])
    publication.publish(cast.lin, case.id)
    assert seen_by() == {"wu", "chen", "gao", "anyone"}
    assert shown(ANONYMOUS, case) == [file_id]
    publication.archive(cast.lin, case.id, reason="被取代。")
    assert seen_by() == {"wu", "gao"}
    publication.unarchive(cast.lin, case.id)
    files.detach(cast.lin, file_id)
    assert seen_by() == {"wu", "chen", "gao", "anyone"}  # until the coordinator publishes
    publication.publish(cast.lin, case.id)
    assert seen_by() == {"wu", "gao"}
    assert shown(ANONYMOUS, case, no=2) == []  # an old public revision shows it to them no longer
    with pytest.raises(Conflict):
        files.detach(cast.lin, file_id)
    service.restore(cast.lin, case.id, 2, version=queries.get(cast.lin, case.id).version)
    publication.publish(cast.lin, case.id)
    assert seen_by() == {"wu", "chen", "gao", "anyone"}
    publication.unpublish(cast.gao, case.id, reason="待核实。")
    assert seen_by() == {"wu", "gao"}


def test_only_those_who_may_edit_may_attach_describe_or_detach(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou, status="published")
    with pytest.raises(NotAllowed):
        attach(cast.wu, case)
    with pytest.raises(NotAllowed):
        attach(cast.chen, case)
    assert db.session.scalar(select(func.count()).select_from(File)) == 0
    made = attach(cast.zhou, case)
    publication.publish(cast.lin, case.id)
    for actor in (cast.wu, cast.chen):
        with pytest.raises(NotAllowed):
            files.detach(actor, made.file.id)
        with pytest.raises(NotAllowed):
            files.describe(actor, made.file.id, {"alt_en": "x"})
    with pytest.raises(NotFound):
        files.detach(cast.lin, 99)


def test_a_picture_needs_words_in_the_language_of_the_page_and_a_document_does_not(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou)
    for language, other in (("zh", "en"), ("en", "zh")):
        with pytest.raises(Invalid) as refused:
            attach(cast.lin, case, words=FileWords(**{f"alt_{other}": "x"}), language=language)
        assert list(refused.value.errors) == [f"alt_{language}"]
    assert attach(cast.lin, case, samples.pdf(), "a.pdf", words=FileWords()).file.kind == "document"


def test_a_refused_file_leaves_nothing(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou)
    for name, data in (
        ("a.png", samples.HTML),
        ("../a.png", samples.picture()),
        ("a.png", samples.huge_png(10_000, 10_000)),
    ):
        with pytest.raises(Invalid):
            attach(cast.lin, case, data, name)
    assert queries.get(cast.lin, case.id).latest_no == 1
    assert list(storage.installed().entries()) == []


def test_the_same_file_twice_is_stored_once(cast: the_cast.Cast) -> None:
    case, other = make_case(cast.lin, cast.hangzhou), make_case(cast.chen, cast.xiamen)
    made = [attach(cast.lin, case), attach(cast.lin, case), attach(cast.chen, other)]
    assert len({each.file.id for each in made}) == 3
    (entry,) = storage.installed().entries()
    assert entry.sha256 == made[0].file.sha256


def test_a_case_holds_twenty_files_and_no_more(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou)
    for number in range(20):
        attach(cast.lin, case, f"a,b\n{number},1\n".encode(), f"{number}.csv")
    with pytest.raises(Conflict) as refused:
        attach(cast.lin, case)
    assert refused.value.code == "too_many_files"


def test_several_attach_at_once_and_all_files_are_there(cast: the_cast.Cast, app: Flask) -> None:
    case = make_case(cast.lin, cast.hangzhou)
    tables = [f"a,b\n{number},1\n".encode() for number in range(4)]
    outcomes = together(app, *(partial(attach, cast.lin, case, data, "a.csv") for data in tables))
    assert outcomes == ["done"] * 4
    db.session.close()
    assert len(queries.read(cast.lin, case.id).content.files) == 4


def test_what_was_based_on_an_old_version_is_refused(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou)
    version = case.version
    file_id = attach(cast.lin, case, version=version).file.id
    with pytest.raises(Stale):
        attach(cast.lin, case, version=version)
    with pytest.raises(Stale):
        files.describe(cast.lin, file_id, {"alt_en": "x"}, version=version)
    with pytest.raises(Stale):
        files.detach(cast.lin, file_id, version=version)
    with pytest.raises(Stale):  # and the other way round: a text saved over the file's revision
        service.edit(cast.zhou, case.id, {"staff": {"zh": "三人"}}, version=version)


def test_unsaved_typing_survives_an_upload(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou)
    service.autosave(cast.lin, case.id, {"title.zh": "写到一半"}, version=case.version)
    attach(cast.lin, case)
    kept = queries.autosaved(cast.lin, case.id)
    assert kept is not None and kept.typed == {"title.zh": "写到一半"}


def test_a_case_cannot_show_files_of_another(cast: the_cast.Cast) -> None:
    mine, theirs = make_case(cast.lin, cast.hangzhou), make_case(cast.chen, cast.xiamen)
    foreign = attach(cast.chen, theirs).file.id
    own = attach(cast.lin, mine).file.id
    version = queries.get(cast.lin, mine.id).version
    for entries, field in (
        ([{"id": foreign}], "files.0.id"),
        ([{"id": own}, {"id": own}], "files.1.id"),
        ([{"id": own, "kind": "document"}], "files.0.kind"),
    ):
        with pytest.raises(Invalid) as refused:
            service.edit(cast.lin, mine.id, {"files": entries}, version=version)
        assert list(refused.value.errors) == [field]


def test_describing_changes_the_words_and_an_empty_change_makes_no_revision(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou)
    file_id = attach(cast.lin, case).file.id
    made = files.describe(cast.lin, file_id, {"alt_en": None, "caption_zh": "2026年3月"})
    assert made.words is not None
    assert (made.words.alt.zh, made.words.alt.en, made.words.caption.zh) == ("改造后的入口", None, "2026年3月")
    before = made.case.latest_no
    assert files.describe(cast.lin, file_id, {"caption_zh": "2026年3月"}).case.latest_no == before
    with pytest.raises(Invalid) as refused:
        files.describe(cast.lin, file_id, {"alt_zh": "长" * 61, "kind": "x"})
    assert set(refused.value.errors) == {"alt_zh", "kind"}
