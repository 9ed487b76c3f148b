"""Files on the pages: the case that shows them, the form that takes them, the addresses that serve them."""

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app.cases import files, publication, queries
from platform_app.cases.inputs import FileWords
from platform_app.media.keeping import Upload
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.media import samples
from tests.web.browsing import Browser
from tests.web.test_budgets import counted

PICTURE = samples.picture("PNG", (60, 40))


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    with app.app_context():
        make_fields()
        return the_cast.assemble()


@pytest.fixture
def case_id(app: Flask, cast: the_cast.Cast) -> int:
    """A published case with a picture and two documents, one of them with a name that wants escaping."""
    with app.app_context():
        case = make_case(cast.lin, cast.hangzhou, status="published")
        words = FileWords(alt_zh='入口 "<b>"', caption_zh="2026年3月")
        for name, data in (("图 1.png", PICTURE), ("a<b>.pdf", samples.pdf()), ("统计.csv", "指标,数值\n".encode())):
            shown = words if name.endswith("png") else FileWords()
            files.attach(cast.lin, case.id, Upload(io.BytesIO(data), name), shown, language="zh")
        publication.publish(cast.lin, case.id)
        return case.id


def multipart(data: bytes, name: str, **fields: Any) -> dict[str, Any]:
    """A form with a file in it."""
    return {"file": (io.BytesIO(data), name), **fields}


def test_the_case_shows_pictures_as_figures_and_the_rest_as_a_list(client: FlaskClient, case_id: int) -> None:
    html = client.get(f"/cases/{case_id}").get_data(as_text=True)
    image = re.search(r"<img [^>]*>", html)
    assert image is not None
    assert 'alt="入口 &#34;&lt;b&gt;&#34;"' in image[0] and 'width="60" height="40" loading="lazy"' in image[0]
    assert "?w=480 480w, " in image[0] and 'src="/files/1/%E5%9B%BE%201.png?w=960"' in image[0]
    assert "2026年3月" in html.split('<section id="files">')[1].split("<figcaption>")[1].split("</figcaption>")[0]
    assert "<span>a_b_.pdf</span></a>" in html and f"PDF, {len(samples.pdf())} B" in html
    assert '<section id="files">' in html and 'href="#files"' in html
    served = client.get("/files/1/%E5%9B%BE%201.png?w=960")
    assert (served.status_code, served.data) == (200, PICTURE)  # until smaller ones are made
    assert client.head("/files/1/x.png").status_code == 200
    assert client.get("/files/1/x.png", headers={"Range": "bytes=9999-"}).status_code == 416
    assert client.get("/files/99/x.png").status_code == 404


def test_a_case_with_twenty_files_stays_within_ten_statements(
    app: Flask, client: FlaskClient, cast: the_cast.Cast
) -> None:
    with app.app_context():
        case = make_case(cast.lin, cast.hangzhou, status="published")
        for number in range(20):
            upload = Upload(io.BytesIO(samples.picture("PNG", (number + 1, 9))), f"{number}.png")
            files.attach(cast.lin, case.id, upload, FileWords(alt_zh="图"), language="zh")
        publication.publish(cast.lin, case.id)
    lin = Browser(app, "lin")
    for reader in (client, lin.client):
        reader.get(f"/cases/{case.id}?warm=1")
        with counted(app) as statements:
            html = reader.get(f"/cases/{case.id}").get_data(as_text=True)
        assert html.count("<figure>") == 20
        assert 0 < len(statements) <= 10, "\n".join(statements)


def test_a_file_is_added_by_a_plain_form(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case = make_case(cast.lin, cast.hangzhou)
    lin, path = Browser(app, "lin"), f"/cases/{case.id}/files"
    form = lin.form(f"{path}/new", path)
    assert {"csrf_token", "file", "alt_en", "alt_zh", "caption_en"} <= set(form)
    refused = lin.send(path, form, **multipart(PICTURE, "a.png"))
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422 and "Say what the picture shows" in page and 'href="#f-alt_en"' in page
    assert lin.send(path, form, **multipart(samples.HTML, "a.png", alt_en="x")).status_code == 422
    assert lin.send(path, {"alt_en": "x"}).status_code == 400  # no token
    added = lin.send(path, form, **multipart(PICTURE, "a.png", alt_en="The entrance"))
    assert (added.status_code, added.location) == (302, f"/cases/{case.id}/edit#f-files")
    html = lin.text(f"/cases/{case.id}/edit")
    assert 'name="files.0.alt.en" value="The entrance"' in html and 'href="/files/1/a.png"' in html


def test_a_script_gets_the_row_and_the_revision_the_form_now_stands_on(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case = make_case(cast.lin, cast.hangzhou)
    lin, path = Browser(app, "lin"), f"/cases/{case.id}/files"
    token = lin.form(f"/cases/{case.id}/edit")["csrf_token"]

    def send(data: bytes, base_no: str, **more: str) -> Any:
        body = multipart(data, "a.png", csrf_token=token, base_no=base_no, **more)
        return lin.client.post(path, data=body, headers={"Accept": "application/json", "Accept-Language": "en"})

    made = send(PICTURE, "1", alt_en="The entrance")
    assert (made.status_code, made.json["base_no"]) == (201, 2)
    assert 'name="files.__n__.alt.en" value="The entrance"' in made.json["row"]
    behind = send(PICTURE, "1", alt_en="Again")  # somebody saved since the form was opened
    assert (behind.status_code, behind.json["base_no"], behind.json["version"]) == (201, None, None)
    refused = send(PICTURE, "3")
    assert (refused.status_code, list(refused.json["errors"])) == (422, ["alt_en"])
    stranger = Browser(app, "chen")
    other = stranger.form("/cases/new")["csrf_token"]
    body = multipart(PICTURE, "a.png", csrf_token=other, alt_en="x")
    assert stranger.client.post(path, data=body, headers={"Accept": "application/json"}).status_code == 404


def test_files_are_put_in_order_and_taken_out_without_scripts(app: Flask, cast: the_cast.Cast, case_id: int) -> None:
    lin, path = Browser(app, "lin"), f"/cases/{case_id}/edit"

    def order(html: str) -> list[str]:
        return re.findall(r'name="files\.\d\.id" value="(\d)"', html)

    moved = lin.send(path, lin.form(path), act="up:files:2").get_data(as_text=True)
    assert order(moved) == ["1", "3", "2"]
    form = lin.form(path)
    form.setlist("files.0.id", ["2"])
    form.setlist("files.0.kind", ["document"])
    assert lin.send(path, form).status_code == 422  # twice the same file
    less = lin.send(path, lin.form(path), act="remove:files:0").get_data(as_text=True)
    assert order(less) == ["2", "3"]
    form = lin.form(path)
    for key in [key for key in form if key.startswith("files.0.")]:
        form.poplist(key)
    assert lin.send(path, form, files__1__caption__zh="改了").status_code == 302
    with app.app_context():
        content = queries.read(cast.lin, case_id, latest=True).content
    assert [(entry.id, entry.caption.zh) for entry in content.files] == [(2, "改了"), (3, None)]


def test_only_the_upload_may_be_large(app: Flask, cast: the_cast.Cast, case_id: int) -> None:
    lin = Browser(app, "lin")
    form = lin.form(f"/cases/{case_id}/edit")
    large = "x" * 3_000_000
    assert lin.send(f"/cases/{case_id}/edit", form, staff__en=large).status_code == 413
    body = {"csrf_token": form["csrf_token"], "alt_en": "x", "file": (io.BytesIO(b"a,b\n" * 100_000), "a.csv")}
    assert lin.client.post(f"/cases/{case_id}/files", data=body).status_code == 302
