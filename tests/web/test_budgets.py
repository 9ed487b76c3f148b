"""How many SQL statements a page may ask: the same however many rows there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from platform_app.access.actor import SYSTEM
from platform_app.cases import curation
from platform_app.kernel.db import db
from platform_app.search import documents
from platform_app.search.index import installed
from platform_app.standards import service as standards
from platform_app.standards.inputs import NewStandard
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.scenes import Scene
from tests.web.arriving import let_in
from tests.web.public_cases import STANDARD

TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
ROWS = 12


def _furnish() -> the_cast.Cast:
    make_fields()
    number = standards.put_standard(SYSTEM, NewStandard.model_validate(STANDARD)).number
    cast = the_cast.assemble()
    first = make_case(cast.lin, cast.hangzhou, status="published")
    curation.nominate(cast.lin, first.id)
    curation.recommend(cast.shen, first.id)
    curation.feature(cast.gao, first.id)
    for no in range(ROWS):
        editor, city = [(cast.lin, cast.hangzhou), (cast.chen, cast.xiamen), (cast.qi, cast.beijing)][no % 3]
        parts = {"adapted_from": first.id, "standards": [{"number": number}], "title": {"zh": f"第{no}个案例"}}
        make_case(editor, city, status="published", **parts)
    return cast


_furnished = Scene(_furnish)


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    """Cases of several organisations, one of them featured and one adapted from it."""
    with app.app_context():
        made = _furnished.put()
        installed().engine.rebuild(documents.every())
        return made


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that go to the database meanwhile, those that only open and close transactions left out."""
    statements: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.upper().startswith(TRANSACTION):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


BUDGETS = [
    ("/", 9),
    ("/cases", 6),
    ("/cases?field=smart-city&province=330000&stage=running", 6),
    ("/cases/{case}", 8),
    ("/organisations", 6),
    ("/organisations/330100", 8),
    ("/fields", 6),
    ("/fields/new-urbanization", 6),
    ("/standards", 6),
    ("/standards/1", 8),
]
# Who is signed in has her notices counted, and sees beside some things whether she follows them.
FOLLOWED = ("/cases/", "/organisations/", "/fields/", "/threads/")


@pytest.mark.parametrize("name", [None, "lin"])
def test_a_page_stays_within_its_statements(
    app: Flask, client: FlaskClient, cast: the_cast.Cast, name: str | None
) -> None:
    if name:
        let_in(client, name)
    for path, most in BUDGETS:
        client.get(path.format(case=1) + ("&" if "?" in path else "?") + "warm=1")  # names of fields, the glossary
        with counted(app) as statements:
            response = client.get(path.format(case=ROWS))
        assert response.status_code == 200
        own = 1 + path.startswith(FOLLOWED) if name else 0
        assert 0 < len(statements) <= most + own, "\n".join([path, *statements])


def test_a_kept_page_asks_one_statement_and_the_browser_that_has_it_gets_no_body(
    app: Flask, client: FlaskClient, cast: the_cast.Cast
) -> None:
    first = client.get("/")
    with counted(app) as statements:
        again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert len(statements) == 1


def test_no_list_reads_the_texts_of_cases(app: Flask, client: FlaskClient, cast: the_cast.Cast) -> None:
    for path in ("/", "/cases", "/organisations/330100", "/fields/new-urbanization"):
        with counted(app) as statements:
            client.get(path)
        assert not [s for s in statements if "case_revisions" in s], path
