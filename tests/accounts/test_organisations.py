"""Organisations: loading them, their paths, the directory."""

import pytest

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.accounts import queries, service
from platform_app.accounts.inputs import NewOrganisation
from platform_app.accounts.models import Organisation
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotAllowed, NotFound
from platform_app.kernel.inputs import read
from platform_app.kernel.pages import PageRequest
from platform_app.moderation.models import AuditLine
from tests.cast import Cast
from tests.factories import make_organisation

NINGBO = {
    "code": "330200", "gb2260_code": "330200", "level": "city", "admin_type": "prefecture-level city",
    "parent_code": "330000", "name_zh": "宁波市", "name_en": "Ningbo", "name_pinyin": "Ningbo",
    "short_zh": "宁波", "latitude": 29.88, "longitude": 121.55,
}  # fmt: skip


def put(**changes: object) -> Organisation:
    """Load Ningbo with some of its facts changed."""
    return service.put_organisation(SYSTEM, read(NewOrganisation, {**NINGBO, **changes}))


def lines() -> int:
    """How long the audit log is."""
    return db.session.query(AuditLine).count()


def test_loading_the_same_organisation_again_changes_nothing(cast: Cast) -> None:
    before = lines()
    again = put()
    assert (again.id, again.version, again.updated_at) == (cast.ningbo.id, cast.ningbo.version, cast.ningbo.updated_at)
    assert lines() == before


def test_loading_a_changed_organisation_changes_that_one(cast: Cast) -> None:
    assert put(population=9_000_000).id == cast.ningbo.id
    assert queries.organisation(ANONYMOUS, cast.ningbo.id).population == 9_000_000


def test_an_organisation_cannot_stand_under_one_that_is_not_there(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        put(parent_code="999999")
    assert list(refused.value.errors) == ["parent_code"]


def test_an_organisation_cannot_stand_under_itself(cast: Cast) -> None:
    with pytest.raises(Invalid):
        put(code="330000", level="provincial", parent_code="330200")


def test_what_stands_below_moves_along(cast: Cast) -> None:
    district = make_organisation(parent=cast.ningbo)
    put(parent_code="350000")
    assert queries.organisation(ANONYMOUS, district.id).path == f"/{cast.fujian.id}/{cast.ningbo.id}/{district.id}/"


def test_only_administrators_load_organisations(cast: Cast) -> None:
    for actor in (cast.lin, cast.gao, cast.he, ANONYMOUS):
        with pytest.raises(NotAllowed):
            service.put_organisation(actor, read(NewOrganisation, NINGBO))


def test_the_directory_pages_through_everything_once(cast: Cast) -> None:
    seen, cursor = [], None
    while True:
        page = queries.organisations(ANONYMOUS, PageRequest(2, cursor))
        seen += [row.code for row in page.items]
        assert page.total == 9
        if not (cursor := page.next):
            break
    assert len(seen) == 9
    assert len(set(seen)) == 9


EVERYTHING = {"110000", "330000", "350000", "330100", "330200", "350200", "350500", "M-SAC", "P-DUBAI"}
NARROWED: list[tuple[dict[str, str], set[str]]] = [
    ({"level": "provincial"}, {"110000", "330000", "350000"}),
    ({"province": "330000"}, {"330000", "330100", "330200"}),
    ({"province": "330000", "level": "city"}, {"330100", "330200"}),
    ({"province": "nowhere"}, set()),
    ({"q": "杭州"}, {"330100"}),
    ({"q": "hang"}, {"330100"}),
    ({"q": "QUANZHOU"}, {"350500"}),
    ({"q": "%"}, set()),
    ({"q": "_"}, set()),
    ({"q": "州" * 10_000}, set()),
    ({"q": "  "}, EVERYTHING),
]


def test_the_directory_can_be_narrowed(cast: Cast) -> None:
    for asked, found in NARROWED:
        page = queries.organisations(ANONYMOUS, PageRequest(), **asked)
        assert {row.code for row in page.items} == found, asked


def test_what_cannot_be_searched_for_is_refused_by_name(cast: Cast) -> None:
    for q in ("\x00", "\ud800"):
        with pytest.raises(Invalid) as refused:
            queries.organisations(ANONYMOUS, PageRequest(), q=q)
        assert list(refused.value.errors) == ["q"]


def test_an_invalid_cursor_is_refused_by_name(cast: Cast) -> None:
    for cursor in ("x", "W10", "WzFd", "_", "é"):
        with pytest.raises(Invalid) as refused:
            queries.organisations(ANONYMOUS, PageRequest(cursor=cursor))
        assert list(refused.value.errors) == ["cursor"]


def test_an_unknown_id_finds_nothing_however_large(cast: Cast) -> None:
    for org_id in (0, -1, 2**31, 10**30):
        with pytest.raises(NotFound):
            queries.organisation(ANONYMOUS, org_id)
