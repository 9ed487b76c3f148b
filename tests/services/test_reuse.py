"""What applications share in a test process is alike in all of them; whatever has a state is each one's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from platform_app.search import documents
from platform_app.search.index import installed
from tests.cast import address, assemble
from tests.factories import make_case, make_fields
from tests.mailbox import Mailbox
from tests.web.test_signin import post

pytestmark = pytest.mark.databases("sqlite")

Make = Callable[..., Flask]


def test_an_address_that_one_application_adds_is_unknown_to_the_next(make_app: Make) -> None:
    first, second = make_app(), make_app()
    first.add_url_rule("/cases/<int:case_id>/fixture", view_func=lambda case_id: f"of {case_id}")
    assert first.test_client().get("/cases/7/fixture").text == "of 7"
    assert second.test_client().get("/cases/7/fixture").status_code == 404
    assert second.test_client().get("/cases").status_code == 200


def test_the_document_is_named_after_the_site(make_app: Make) -> None:
    for name in ("First", "Second"):
        document = make_app(site_name_en=name).test_client().get("/api/v1/openapi.json?lang=en").json
        assert document["info"]["title"] == name


@pytest.mark.parametrize("turn", [1, 2])
def test_no_test_is_refused_for_what_another_asked(make_app: Make, turn: int) -> None:
    client = make_app(rate_limit_api="1 per minute").test_client()
    assert [client.get("/api/v1/cases").status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize("turn", [1, 2])
def test_no_test_finds_a_setting_that_another_changed(app: Flask, turn: int, tmp_path: Path) -> None:
    assert "WTF_CSRF_METHODS" not in app.config or app.config["WTF_CSRF_METHODS"]
    app.config["WTF_CSRF_METHODS"] = set()
    assert Path(app.instance_path) == tmp_path / "instance"
    assert app.extensions.setdefault("of_this_turn", turn) == turn


def test_what_a_test_adds_to_the_application_it_was_lent_is_refused(app: Flask) -> None:
    assert app.test_client().get("/sign-in").status_code == 200
    with pytest.raises(AssertionError, match="add_url_rule"):
        app.add_url_rule("/fixture", view_func=str)


@pytest.mark.parametrize("turn", [1, 2])
def test_no_test_finds_the_letters_pages_and_index_of_another(app: Flask, turn: int) -> None:
    client, mailbox = app.test_client(), Mailbox(app)
    assert (mailbox.outbox, installed().engine.ready()) == ([], False)
    with app.app_context():
        make_fields()
        cast = assemble()
        make_case(cast.lin, cast.hangzhou, status="published", title={"zh": f"第{turn}轮的案例"})
        installed().engine.rebuild(documents.every())
    shown = client.get("/cases").text
    assert [f"第{number}轮的案例" in shown for number in (1, 2)] == [turn == 1, turn == 2]
    post(client, "/forgot-password", email=address("lin"))
    assert mailbox.to(address("lin")) != []
