"""Writing a case: revisions, merge patches, stale edits, what was typed and not saved."""

import pytest
from sqlalchemy import func, select

from platform_app.access.actor import ANONYMOUS
from platform_app.cases import publication, queries, service
from platform_app.cases.inputs import CaseContent
from platform_app.cases.models import Case, CaseField, CaseRevision, CaseStandard
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from platform_app.kernel.inputs import read
from tests import factories
from tests.cast import Cast


def _count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_draft_starts_with_a_title_only(cast: Cast) -> None:
    case = service.create(cast.zhou, cast.hangzhou.id, read(CaseContent, {"title": {"zh": "口袋公园"}}))
    assert (case.status, case.title_zh, case.latest_no, case.province_code) == ("draft", "口袋公园", 1, "330000")


def test_an_editor_cannot_write_for_a_foreign_organisation(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        service.create(cast.lin, cast.xiamen.id, CaseContent())
    assert _count(Case) == 0


def test_a_member_who_is_no_editor_cannot_write(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        service.create(cast.wu, cast.hangzhou.id, CaseContent())


def test_a_change_makes_a_revision_and_keeps_what_it_does_not_name(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou)
    service.edit(cast.zhou, case.id, {"title": {"en": "Small renewal"}}, version=case.version)
    reading = queries.read(cast.lin, case.id)
    assert (reading.content.title.zh, reading.content.title.en) == ("社区微更新试点", "Small renewal")
    assert reading.revision.no == 2
    assert reading.revision.author_name == cast.zhou.name


def test_null_removes_a_part(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou)
    service.edit(cast.lin, case.id, {"difficulties": None}, version=case.version)
    assert not queries.read(cast.lin, case.id).content.difficulties


def test_a_save_that_changes_nothing_is_no_revision(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou)
    again = service.edit(cast.lin, case.id, {"title": {"zh": " 社区微更新试点 "}}, version=case.version)
    assert (again.latest_no, again.version, _count(CaseRevision)) == (1, case.version, 1)


def test_a_stale_edit_is_refused_with_the_newer_text_and_writes_nothing(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou)
    service.edit(cast.zhou, case.id, {"title": {"zh": "先到"}}, version=case.version)
    with pytest.raises(Stale) as refused:
        service.edit(cast.lin, case.id, {"title": {"zh": "后到"}}, version=case.version)
    current_case, current_content = refused.value.current
    assert current_content.title.zh == "先到"
    assert current_case.latest_no == 2
    assert _count(CaseRevision) == 2


REFUSED: list[tuple[dict[str, object], str]] = [
    ({"field": "no-such-field"}, "field"),
    ({"secondary_fields": ["smart-city", "nowhere"]}, "secondary_fields.1"),
    ({"adapted_from": 999}, "adapted_from"),
    ({"title": {"zh": "长" * 41}}, "title.zh"),
    ({"nonsense": "x"}, "nonsense"),
]


def test_a_refused_edit_names_the_field_and_writes_nothing(cast: Cast, subtests: pytest.Subtests) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou)
    for changes, field in REFUSED:
        with subtests.test(changes=changes, field=field):
            with pytest.raises(Invalid) as refused:
                service.edit(cast.lin, case.id, changes, version=case.version)
            assert field in refused.value.errors
            assert _count(CaseRevision) == 1


def test_a_case_is_not_adapted_from_itself_nor_from_a_draft_of_others(cast: Cast) -> None:
    own = factories.make_case(cast.lin, cast.hangzhou)
    foreign = factories.make_case(cast.chen, cast.xiamen)
    for wrong in (own.id, foreign.id):
        with pytest.raises(Invalid):
            service.edit(cast.lin, own.id, {"adapted_from": wrong}, version=own.version)


def test_restoring_makes_a_new_revision_of_the_old_text(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou)
    edited = service.edit(cast.lin, case.id, {"title": {"zh": "改名"}}, version=case.version)
    service.restore(cast.lin, case.id, 1, version=edited.version)
    reading = queries.read(cast.lin, case.id)
    assert (reading.revision.no, reading.revision.restored_no) == (3, 1)
    assert reading.content.title.zh == "社区微更新试点"


def test_changes_to_a_published_case_stay_unseen_until_they_are_published(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    service.edit(cast.zhou, case.id, {"title": {"zh": "新标题"}}, version=case.version)
    assert queries.read(ANONYMOUS, case.id).content.title.zh == "社区微更新试点"
    assert queries.get(ANONYMOUS, case.id).title_zh == "社区微更新试点"
    assert queries.read(cast.wu, case.id, latest=True).content.title.zh == "新标题"
    with pytest.raises(NotFound):
        queries.read(ANONYMOUS, case.id, latest=True)
    publication.publish(cast.lin, case.id)
    assert queries.read(ANONYMOUS, case.id).content.title.zh == "新标题"
    assert [r.no for r in queries.revision_list(ANONYMOUS, queries.get(ANONYMOUS, case.id))] == [2, 1]


def test_publishing_again_with_nothing_new_is_refused(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    with pytest.raises(Conflict) as refused:
        publication.publish(cast.lin, case.id)
    assert refused.value.code == "nothing_new"


def test_an_archived_or_submitted_case_is_not_edited(cast: Cast) -> None:
    for status in ("submitted", "archived"):
        case = factories.make_case(cast.lin, cast.hangzhou, status=status)
        with pytest.raises(NotAllowed):
            service.edit(cast.lin, case.id, {"title": {"zh": "x"}}, version=case.version)


def test_the_contact_is_for_signed_in_members_only(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published", contact={"phone": "0571-1"})
    assert queries.read(cast.amal, case.id).content.contact.phone == "0571-1"
    assert queries.read(ANONYMOUS, case.id).content.contact.phone == ""
    assert queries.read(cast.guest, case.id).content.contact.phone == ""


def test_the_fields_and_standards_of_a_case_are_indexed_with_it(cast: Cast) -> None:
    case = factories.make_case(
        cast.lin,
        cast.hangzhou,
        secondary_fields=["smart-city", "new-urbanization"],
        standards=[{"number": "GB/T 36333-2018", "role": "applied"}],
    )
    fields = db.session.scalars(select(CaseField.field_slug).where(CaseField.is_main.is_(False))).all()
    assert fields == ["smart-city"]
    assert db.session.scalars(select(CaseStandard.number).where(CaseStandard.case_id == case.id)).all() == [
        "GB/T 36333-2018"
    ]


def test_what_was_typed_is_kept_for_its_typist_alone_until_she_saves(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou)
    service.autosave(cast.zhou, case.id, {"title.zh": "打到一半\x00"}, version=case.version)
    service.autosave(cast.zhou, case.id, {"title.zh": "打到一大半"}, version=case.version)
    kept = queries.autosaved(cast.zhou, case.id)
    assert kept is not None
    assert kept.typed == {"title.zh": "打到一大半"}
    assert queries.autosaved(cast.lin, case.id) is None
    service.edit(cast.zhou, case.id, {"title": {"zh": "完成"}}, version=case.version)
    assert queries.autosaved(cast.zhou, case.id) is None


def test_what_was_typed_can_be_thrown_away(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou)
    service.autosave(cast.zhou, case.id, {"a": "b"}, version=1)
    service.discard_autosave(cast.zhou, case.id)
    assert queries.autosaved(cast.zhou, case.id) is None


def test_an_id_no_column_can_hold_is_simply_not_there(cast: Cast) -> None:
    for wrong in (0, -1, 2**31, 10**30):
        with pytest.raises(NotFound):
            queries.get(cast.lin, wrong)
        with pytest.raises(NotFound):
            queries.read(cast.lin, wrong)
