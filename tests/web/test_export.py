"""The page of a case offers to cite and export it, and sends what its reader may see."""

import io
import re
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app.cases import publication, service
from platform_app.exports.cases import FORMATS
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.web.arriving import let_in
from tests.web.browsing import Browser
from tests.web.public_cases import BOTH, publish, read


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    """The cast in the database of the application, and two fields."""
    with app.app_context():
        make_fields()
        return the_cast.assemble()


def offered(page: str) -> list[str]:
    """The formats that the page links to."""
    return re.findall(r'href="/cases/\d+/export\?language=(?:zh|en)(?:&amp;revision=latest)?&amp;format=(\w+)"', page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_links_to_every_format_in_its_language(
    client: FlaskClient, app: Flask, cast: the_cast.Cast, language: str
) -> None:
    case_id = publish(app, cast, **BOTH)
    page = read(client, f"/cases/{case_id}", language)
    assert sorted(offered(page)) == sorted(FORMATS)
    for name, form in FORMATS.items():
        answer = client.get(f"/cases/{case_id}/export?language={language}&format={name}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, form.media_type)
        assert "attachment" in answer.headers["Content-Disposition"]
        known = {"If-None-Match": answer.headers["ETag"]}
        again = client.get(f"/cases/{case_id}/export?language={language}&format={name}", headers=known)
        assert again.status_code == 304
    author = {"zh": "杭州市. 社区微更新试点[EB/OL]", "en": "Hangzhou. Small repairs in old estates[EB/OL]"}
    assert author[language] in page


def test_a_draft_is_taken_along_but_not_cited(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case = make_case(cast.lin, cast.hangzhou)
    assert client.get(f"/cases/{case.id}/export").status_code == 404
    let_in(client, "lin")
    assert offered(read(client, f"/cases/{case.id}")) == ["docx", "md", "jsonld"]
    assert client.get(f"/cases/{case.id}/export?format=docx").status_code == 200
    assert client.get(f"/cases/{case.id}/export?format=ris").status_code == 409


def test_who_reads_unpublished_changes_takes_these_along(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case = make_case(cast.lin, cast.hangzhou, status="published")
        service.edit(cast.lin, case.id, {"problem": {"zh": "尚未公开的改动。"}}, version=case.version)
    let_in(client, "lin")
    page = read(client, f"/cases/{case.id}?latest=1")
    (address,) = re.findall(r'href="(/cases/\d+/export\?[^"]+format=md)"', page)
    assert "尚未公开的改动" in client.get(address.replace("&amp;", "&")).get_data(as_text=True)
    assert "尚未公开的改动" not in client.get(f"/cases/{case.id}/export").get_data(as_text=True)


def test_a_wrong_format_is_a_page_that_says_so(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    case_id = publish(app, cast)
    for language, sentence in (("en", "Must be one of: md,"), ("zh", "只能是以下之一：md,")):
        answer = client.get(f"/cases/{case_id}/export?format=pdf", headers={"Accept-Language": language})
        assert answer.status_code == 422
        assert sentence in answer.get_data(as_text=True)


def test_an_archived_case_offers_no_texts_to_readers(client: FlaskClient, app: Flask, cast: the_cast.Cast) -> None:
    case_id = publish(app, cast)
    with app.app_context():
        publication.archive(cast.lin, case_id, reason="被新案例取代。")
    assert offered(read(client, f"/cases/{case_id}")) == []
    answer = client.get(f"/cases/{case_id}/export?format=docx", headers={"Accept-Language": "zh"})
    assert answer.status_code == 409
    assert "被新案例取代。" in answer.get_data(as_text=True)
    assert client.get(f"/cases/{case_id}/export?format=gbt7714").status_code == 200


def test_a_coordinator_takes_the_whole_record_from_the_page_of_her_people(
    app: Flask, client: FlaskClient, cast: the_cast.Cast
) -> None:
    publish(app, cast)
    address = "/organisations/330100/export"
    coordinator, editor = Browser(app, "lin"), Browser(app, "zhou")
    assert f'action="{address}"' not in editor.text("/organisations/330100/people")
    assert (
        editor.send(address, {"csrf_token": editor.form("/account", "/account/profile")["csrf_token"]}).status_code
        == 403
    )
    answer = coordinator.send(address, coordinator.form("/organisations/330100/people", address))
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    assert "export.json" in zipfile.ZipFile(io.BytesIO(answer.get_data())).namelist()
    answer.close()
