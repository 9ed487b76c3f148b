"""Cases come out of files once, follow their files, and are left alone once people have touched them."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select

from platform_app.access.actor import SYSTEM
from platform_app.cases import loading, publication, queries, service
from platform_app.cases.inputs import CaseContent
from platform_app.cases.loading import Loaded
from platform_app.cases.models import CaseRevision
from platform_app.cases.texts import Bilingual
from platform_app.cases.writeups import Writeup
from platform_app.kernel import batch
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotAllowed
from platform_app.kernel.inputs import read
from platform_app.moderation.models import AuditLine
from tests import factories
from tests.cast import Cast, assemble


@pytest.fixture
def cast(platform: Flask) -> Cast:
    """The cast, with the fields that cases belong to."""
    factories.make_fields()
    return assemble()


def content(**parts: object) -> CaseContent:
    """A complete short case."""
    return read(CaseContent, {**factories.SHORT_CASE, **parts})


FILE = Writeup(content(), slug="a-renewed-quarter", organisation="330100")
NEWER = replace(FILE, content=content(difficulties={"zh": "资金不足。", "en": "Too little money."}))


def put(writeup: Writeup, *, publish: bool = True) -> Loaded:
    """Load a file as the command line does."""
    return loading.put(SYSTEM, writeup, publish=publish)


def test_a_file_becomes_a_public_case_of_its_organisation(cast: Cast) -> None:
    assert put(FILE) == Loaded.NEW
    case = queries.by_slug(cast.guest, "a-renewed-quarter")
    assert (case.status, case.org_id) == ("published", cast.hangzhou.id)
    assert queries.read(cast.lin, case.id).content == FILE.content


def test_the_same_file_again_changes_nothing(cast: Cast) -> None:
    put(FILE)
    lines = db.session.scalar(select(func.count()).select_from(AuditLine))
    assert put(FILE) == Loaded.UNCHANGED
    assert db.session.scalar(select(func.count()).select_from(AuditLine)) == lines


def test_a_changed_file_becomes_a_new_public_revision(cast: Cast) -> None:
    put(FILE)
    assert put(NEWER) == Loaded.CHANGED
    case = queries.by_slug(cast.guest, "a-renewed-quarter")
    assert (case.latest_no, case.published_no) == (2, 2)
    assert queries.read(cast.lin, case.id).content == NEWER.content


def test_what_a_file_no_longer_says_goes(cast: Cast) -> None:
    put(NEWER)
    put(FILE)
    case = queries.by_slug(cast.guest, "a-renewed-quarter")
    assert queries.read(cast.lin, case.id).content.difficulties == Bilingual(zh="居民意见不一。")


def test_a_case_that_people_edited_is_left_to_them(cast: Cast) -> None:
    put(FILE)
    case = queries.by_slug(cast.lin, "a-renewed-quarter")
    service.edit(cast.lin, case.id, {"staff": {"zh": "五人"}}, version=case.version)
    assert put(FILE) == Loaded.UNCHANGED
    assert put(NEWER) == Loaded.LEFT_ALONE
    assert queries.read(cast.lin, case.id, latest=True).content.staff.zh == "五人"


@pytest.mark.parametrize("act", ["archive", "unpublish"])
def test_a_case_that_was_taken_off_is_not_brought_back(cast: Cast, act: str) -> None:
    put(FILE)
    case = queries.by_slug(cast.gao, "a-renewed-quarter")
    getattr(publication, act)(cast.gao, case.id, reason="内容有误。")
    assert put(FILE) == Loaded.UNCHANGED
    assert put(NEWER) == Loaded.LEFT_ALONE
    assert queries.by_slug(cast.lin, "a-renewed-quarter").status != "published"


def test_a_draft_from_a_file_is_published_when_asked(cast: Cast) -> None:
    put(FILE, publish=False)
    assert queries.by_slug(cast.lin, "a-renewed-quarter").status == "draft"
    assert put(FILE) == Loaded.CHANGED
    assert queries.by_slug(cast.guest, "a-renewed-quarter").status == "published"


@pytest.mark.parametrize(
    ("part", "value"), [("organisation", None), ("organisation", "999999"), ("adapted_from", "nowhere")]
)
def test_a_file_that_points_nowhere_is_refused(cast: Cast, part: str, value: str | None) -> None:
    with pytest.raises(Invalid) as refused:
        put(replace(FILE, **{part: value}))
    assert list(refused.value.errors) == [part]


def test_a_file_cannot_take_another_organisations_name(cast: Cast) -> None:
    put(FILE)
    with pytest.raises(Invalid) as refused:
        put(replace(FILE, organisation="350200"))
    assert list(refused.value.errors) == ["slug"]


def test_only_those_who_load_reference_data_load_files(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        loading.put(cast.lin, FILE, publish=True)


def test_files_are_loaded_after_those_they_were_adapted_from(cast: Cast) -> None:
    copy = replace(FILE, slug="a-copy", organisation="350200", adapted_from="a-renewed-quarter")
    for writeup in loading.in_order({"a.md": copy, "b.md": FILE}).values():
        put(writeup)
    model = queries.by_slug(cast.guest, "a-renewed-quarter").id
    assert queries.read(cast.guest, queries.by_slug(cast.guest, "a-copy").id).content.adapted_from == model


def test_files_adapted_from_each_other_are_refused() -> None:
    one, two = (replace(FILE, slug=own, adapted_from=other) for own, other in [("aa", "bb"), ("bb", "aa")])
    with pytest.raises(Invalid, match="attention") as refused:
        loading.in_order({"1.md": one, "2.md": two})
    assert "1.md" in str(refused.value.errors["adapted_from"][0])


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        loading.in_order({"1.md": FILE, "2.md": FILE})
    assert "1.md and 2.md" in str(refused.value.errors["slug"][0])


def test_what_is_refused_in_a_batch_leaves_the_rest_standing(cast: Cast) -> None:
    broken = replace(FILE, slug="broken", content=content(licence=None))
    files = [FILE, broken, replace(FILE, slug="another")]
    outcomes = batch.each(SYSTEM, files, lambda actor, file: loading.put(actor, file, publish=True))
    assert [outcome.result for outcome in outcomes] == [Loaded.NEW, None, Loaded.NEW]
    assert isinstance(outcomes[1].refusal, Invalid)
    assert {writeup.slug for writeup in loading.writeups(SYSTEM, status=None)} == {"a-renewed-quarter", "another"}
    assert db.session.scalar(select(func.count()).select_from(CaseRevision)) == 2
    created = select(func.count()).select_from(AuditLine).where(AuditLine.act == "CaseCreated")
    assert db.session.scalar(created) == 2


def test_a_case_written_on_the_site_gets_a_name_in_its_file(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    assert [writeup.slug for writeup in loading.writeups(SYSTEM)] == [f"case-{case.id}"]
