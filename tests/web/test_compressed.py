"""What goes out compressed and what does not: text for everybody does, pages with a secret in them do not."""

import gzip
from typing import Any

import pytest
from flask.testing import FlaskClient

from platform_app.web import compressed
from tests.web.arriving import let_in
from tests.web.test_frame import case_id
from tests.web.test_signin import sign_in

__all__ = ["case_id"]
TAKES = {"Accept-Encoding": "gzip, deflate, br"}


def ask(client: FlaskClient, path: str, **headers: str) -> Any:
    return client.get(path, headers={**TAKES, **headers})


def script(client: FlaskClient) -> str:
    """The address of a script as pages name it."""
    return client.get("/about").get_data(as_text=True).split('src="')[1].split('"')[0]


EVERYBODYS = ("/", "/cases", "/cases/1", "/search?q=x", "/feeds/cases.atom", "/api/v1/cases/1", "/api/v1/openapi.json")


def test_text_for_everybody_is_the_same_when_unpacked(
    client: FlaskClient, case_id: int, subtests: pytest.Subtests
) -> None:
    for path in EVERYBODYS:
        with subtests.test(path=path):
            plain, small = client.get(path), ask(client, path)
            assert "Content-Encoding" not in plain.headers
            assert small.headers["Content-Encoding"] == "gzip"
            assert "Accept-Encoding" in plain.vary
            assert "Accept-Encoding" in small.vary
            assert small.headers["Content-Length"] == str(len(small.data))
            assert gzip.decompress(small.data) == plain.data
            assert len(small.data) < len(plain.data) * 0.6


def test_scripts_and_stylesheets_are_compressed_for_those_who_signed_in_too(client: FlaskClient, case_id: int) -> None:
    address = script(client)
    let_in(client, "lin")
    assert ask(client, address).headers["Content-Encoding"] == "gzip"
    assert ask(client, "/api/v1/docs/files/swagger-ui-bundle.js").headers["Content-Encoding"] == "gzip"


def test_a_page_with_the_secret_of_its_forms_is_not(client: FlaskClient, case_id: int) -> None:
    begins = ask(client, "/sign-in")
    assert "csrf_token" in gzip_free(begins)
    assert "csrf_token" in gzip_free(ask(client, "/sign-in"))  # the session goes on
    let_in(client, "lin")
    for path in ("/", f"/cases/{case_id}", "/search?q=x", "/desk"):
        assert "csrf_token" in gzip_free(ask(client, path)), path


def gzip_free(answer: Any) -> str:
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
    return str(answer.get_data(as_text=True))


def test_who_remembers_a_person_without_a_session_gets_her_page_as_it_is(client: FlaskClient, case_id: int) -> None:
    sign_in(client, "lin", remember="y")
    client.delete_cookie("session")
    gzip_free(ask(client, "/"))


@pytest.mark.parametrize("path", ["/", "/api/v1/openapi.json"])
def test_who_has_it_already_is_told_so(client: FlaskClient, case_id: int, path: str) -> None:
    tag = ask(client, path).headers["ETag"]
    assert tag.startswith("W/")
    again = ask(client, path, **{"If-None-Match": tag})
    assert again.status_code == 304
    assert again.data == b""


def test_little_things_refusals_and_what_is_packed_already_stay_as_they_are(client: FlaskClient, case_id: int) -> None:
    assert len(client.get("/healthz").data) < compressed.LEAST
    for path, status in (("/healthz", 200), ("/no-such-page", 404), (f"/cases/{case_id}/export?format=docx", 200)):
        answer = ask(client, path)
        assert (answer.status_code, "Content-Encoding" in answer.headers) == (status, False), path


def test_what_is_kept_has_a_limit_and_goes_by_age(monkeypatch: pytest.MonkeyPatch) -> None:
    contents = {tag: bytes(range(256)) * 8 + tag.encode() for tag in "abc"}
    one = len(gzip.compress(contents["a"], 1, mtime=0))
    monkeypatch.setattr(compressed, "MOST_KEPT", 2 * one + 2)
    packed = compressed.Packed()
    first = packed.of("a", contents["a"])
    packed.of("b", contents["b"])
    assert packed.of("a", b"not looked at") is first
    packed.of("c", contents["c"])  # and so b goes
    assert packed.of("a", b"not looked at") is first
    assert gzip.decompress(packed.of("b", b"made anew")) == b"made anew"
