"""What no database can hold is answered with a page, on PostgreSQL too, which fails on NUL."""

import pytest
from flask.testing import FlaskClient

pytestmark = pytest.mark.databases("sqlite", "postgresql")

PAGES = [
    "/cases/%00x",
    "/cases?province=%00",
    "/cases?field=%00",
    "/cases?stage=%00",
    "/standards?q=%00",
    "/standards?type=%00",
    "/fields/%00",
    "/organisations?q=%00",
    "/organisations?province=%00",
    "/organisations?level=%00",
    "/search?q=%00",
    "/search?province=%00",
]


def test_nul_in_an_address_never_breaks_a_page(client: FlaskClient) -> None:
    answers = {path: client.get(path).status_code for path in PAGES}
    assert {path: code for path, code in answers.items() if code >= 500} == {}


def test_nul_in_an_address_of_an_account_is_a_wrong_sign_in(client: FlaskClient) -> None:
    answer = client.post("/api/v1/tokens", auth=("a\x00@people.example", "a long walk by the lake"), json={})
    assert answer.status_code in (401, 422)
