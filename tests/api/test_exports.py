"""A case leaves through the API in every format, with the headers of a file, under the same permissions."""

import json

import pytest

from platform_app.exports.cases import FORMATS
from tests.api.conftest import Api


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_case_is_exported_in_every_format(shared: Api, name: str) -> None:
    case = shared.published_case()
    answer = shared.anyone.get(f"/cases/{case['id']}/export?format={name}&language=en")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == FORMATS[name].media_type  # type: ignore[index]
    assert answer.headers["Content-Disposition"].startswith(f"attachment; filename=case-{case['id']}")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    again = shared.anyone.get(
        f"/cases/{case['id']}/export?format={name}&language=en", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_the_language_is_the_one_asked_for_else_the_readers(shared: Api) -> None:
    case = shared.published_case()
    address = f"/cases/{case['id']}/export?format=gbt7714"
    assert shared.anyone.get(address).text.startswith("Hangzhou. ")
    assert shared.anyone.get(f"{address}&language=zh").text.startswith("杭州市. ")


def test_without_a_format_it_is_markdown(shared: Api) -> None:
    case = shared.published_case()
    answer = shared.anyone.get(f"/cases/{case['id']}/export")
    assert answer.mimetype == "text/markdown"
    assert answer.text.startswith("---\nslug: case-")


def test_the_contact_goes_to_members_only(shared: Api) -> None:
    case = shared.published_case(contact={"name": "林晓", "phone": "0571-1234567"})
    address = f"/cases/{case['id']}/export?format=md"
    assert "0571-1234567" not in shared.anyone.get(address).text
    assert "0571-1234567" not in shared.guest.get(address).text
    assert "0571-1234567" in shared.chen.get(address).text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("part", "value"), [("format", "pdf"), ("language", "fr"), ("revision", "first")])
def test_a_wrong_choice_is_named(shared: Api, language: str, part: str, value: str) -> None:
    case = shared.published_case()
    answer = shared.anyone.get(f"/cases/{case['id']}/export?{part}={value}", headers={"Accept-Language": language})
    assert answer.status_code == 422
    (error,) = (answer.json or {})["errors"]
    assert error["loc"] == [part]
    assert error["msg"].startswith("Must be one of:" if language == "en" else "只能是以下之一")


def test_what_one_does_not_see_is_not_exported(shared: Api) -> None:
    draft = shared.new_case()
    assert shared.anyone.get(f"/cases/{draft['id']}/export").status_code == 404
    assert shared.lin.get(f"/cases/{draft['id']}/export").status_code == 200
    refused = shared.lin.get(f"/cases/{draft['id']}/export?format=ris")
    assert (refused.status_code, json.loads(refused.data)["code"]) == (409, "not_published")


def test_an_archived_case_says_why_it_cannot_be_read(shared: Api) -> None:
    case = shared.published_case()
    shared.lin.post(f"/cases/{case['id']}/archival", {"reason": "被新案例取代。"})
    refused = shared.anyone.get(f"/cases/{case['id']}/export?format=jsonld")
    assert refused.status_code == 409
    assert "被新案例取代。" in json.loads(refused.data)["detail"]
    assert shared.anyone.get(f"/cases/{case['id']}/export?format=bibtex").status_code == 200
