"""Reporting, deciding, appealing and reading the public log on pages."""

from collections.abc import Callable

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.access.levels import PlatformRole
from platform_app.accounts import service_people
from platform_app.accounts.models import Person
from platform_app.exchange import queries
from platform_app.exchange.models import Post
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.moderation import service_reports
from platform_app.moderation.inputs_reports import NewReport
from tests import factories
from tests.cast import Cast, assemble
from tests.web.browsing import Browser
from tests.web.test_budgets import counted

LETTER = "The city pays one third of each lift, the province another."


@pytest.fixture
def cast(app: Flask) -> Cast:
    with app.app_context():
        factories.make_fields()
        return assemble()


@pytest.fixture
def post(app: Flask, cast: Cast) -> int:
    """A post of Chen's in a thread of Lin's."""
    with app.app_context():
        thread = factories.make_thread(cast.lin, field="smart-city")
        return factories.make_post(cast.chen, thread, "Buy our lifts.").id


def reported(app: Flask, post: int, name: str = "lin") -> None:
    page = f"/reports/new?kind=post&id={post}"
    answer = Browser(app, name).press("/reports", page, reason="spam", words="Nothing but advertising.")
    assert (answer.status_code, answer.location) == (303, f"/posts/{post}")


def test_a_reader_reports_a_post_from_its_page_and_reads_what_became_of_it(app: Flask, post: int) -> None:
    lin = Browser(app, "lin")
    assert f"/reports/new?kind=post&amp;id={post}" in lin.text("/threads/1")
    assert f"kind=post&amp;id={post}" not in Browser(app, "chen").text("/threads/1")
    assert "Buy our lifts." in lin.text(f"/reports/new?kind=post&id={post}")
    reported(app, post)
    again = lin.press("/reports", f"/reports/new?kind=post&id={post}", reason="abuse", words="Once more.")
    assert again.status_code == 409
    assert "Once more." in again.text and "reported this already" in again.text
    assert "Waits for a decision" in lin.text("/account/moderation")
    for address in ("kind=post&id=999", "kind=post", "kind=star&id=1", "kind=thread&id=x"):
        assert lin.get(f"/reports/new?{address}").status_code == 404


def test_a_report_without_a_reason_comes_back_with_what_was_typed(app: Flask, post: int) -> None:
    page = f"/reports/new?kind=post&id={post}"
    answer = Browser(app, "lin").press("/reports", page, words="Nothing but advertising.")
    assert answer.status_code == 422
    assert "Nothing but advertising." in answer.text


def test_a_moderator_decides_at_the_desk_and_the_author_reads_why(app: Flask, post: int) -> None:
    reported(app, post)
    gao, chen = Browser(app, "gao"), Browser(app, "chen")
    desk = gao.text("/desk")
    assert 'href="/desk/reports"><b>1</b>' in desk
    assert "/desk/reports/1" in gao.text("/desk/reports")
    assert "Nothing but advertising." in gao.text("/desk/reports/1")
    assert "林晓" not in gao.text("/desk/reports/1").partition("<main")[2].replace(">林晓<", "")
    refused = gao.press("/desk/reports/1", act="silence", words="Not a place for ads.")
    assert refused.status_code == 422
    assert "Not a place for ads." in refused.text and "for how many days" in refused.text
    done = gao.press("/desk/reports/1", act="hide", words="Not a place for ads.")
    assert (done.status_code, done.location) == (303, "/desk/reports")
    own = chen.text("/account/moderation")
    assert "Not a place for ads." in own and "Advertising or spam" in own
    assert "高远" not in own and "林晓" not in own.partition("What was decided")[2]
    assert "Acted on" in Browser(app, "lin").text("/account/moderation")
    assert gao.press_in(gao.text("/desk/reports?status=decided"), "/desk/reports").status_code == 405


def test_an_appeal_goes_to_another_moderator_and_the_post_is_there_again(app: Flask, cast: Cast, post: int) -> None:
    with app.app_context():
        service_people.grant_platform_role(SYSTEM, cast.qi.id or 0, PlatformRole.MODERATOR)
    reported(app, post)
    gao, chen, qi = Browser(app, "gao"), Browser(app, "chen"), Browser(app, "qi")
    gao.press("/desk/reports/1", act="hide", words="Not a place for ads.")
    appeal, page = "/account/moderation/1/appeal", "/account/moderation"
    form = chen.form(page, appeal)
    assert chen.send(appeal, form, **{"text-1": ""}).status_code == 422
    assert chen.send(appeal, form, **{"text-1": "It answers the question."}).status_code == 303
    assert appeal not in chen.text(page)
    again = chen.send(appeal, form, **{"text-1": "It really does."})
    assert again.status_code == 409
    assert "A second appeal is not possible" in again.text
    assert "It answers the question." not in gao.text("/desk/appeals")
    assert "It answers the question." in qi.text("/desk/appeals")
    for reason, status in (("", 422), ("It does.", 303)):
        ruling = {"outcome": "upheld", "reason-1": reason}
        assert qi.press("/desk/appeals/1", "/desk/appeals", **ruling).status_code == status
    assert "Appeal upheld" in chen.text(page)
    assert "Buy our lifts." in Browser(app, "lin").text("/threads/1")


def test_whoever_is_silenced_reads_why_instead_of_the_form(app: Flask, cast: Cast, post: int) -> None:
    chen = Browser(app, "chen")
    form = chen.form("/threads/1", "/threads/1/replies")
    with app.app_context():
        db.session.get_one(Person, cast.chen.id).silenced_until = clock.now().replace(year=clock.now().year + 1)
        db.session.commit()
    page = chen.text("/threads/1")
    assert "You are silenced until" in page and "/threads/1/replies" not in page
    assert chen.send("/threads/1/replies", form, text="One more word.").status_code == 403
    assert chen.get("/threads/new").status_code == 403


def test_what_was_typed_is_kept_when_the_gate_refuses_it(app: Flask, cast: Cast, post: int) -> None:
    chen = Browser(app, "chen")
    form = chen.form("/threads/1", "/threads/1/replies")
    assert chen.send("/threads/1/replies", form, text=LETTER).status_code == 302
    again = chen.send("/threads/1/replies", form, text=LETTER.upper())
    assert again.status_code == 422
    assert LETTER.upper() in again.text and "within the last 24 hours" in again.text


def test_too_many_posts_are_told_how_long_to_wait(make_app: Callable[..., Flask]) -> None:
    app = make_app(posts_per_hour=1)
    with app.app_context():
        factories.make_fields()
        factories.make_thread(assemble().lin)
    answer = Browser(app, "lin").press("/threads/1/replies", "/threads/1", text="One more.")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    assert "One more." in answer.text


def test_a_held_post_waits_at_the_desk_until_it_is_shown_or_declined(make_app: Callable[..., Flask]) -> None:
    app = make_app(hold_first_posts=1)
    with app.app_context():
        factories.make_fields()
        cast = assemble()
        thread = factories.make_thread(cast.gao)
        first, second = (factories.make_post(cast.chen, thread, text).id for text in ("First word.", "Second word."))
    gao, chen, qi = Browser(app, "gao"), Browser(app, "chen"), Browser(app, "qi")
    assert "This waits for a moderator" in chen.text("/threads/1")
    assert "First word." not in qi.text("/threads/1")
    assert 'href="/desk/held"><b>2</b>' in gao.text("/desk")
    assert gao.press(f"/desk/held/{first}/release", "/desk/held").status_code == 303
    assert "First word." in qi.text("/threads/1")
    for reason, status in (("", 422), ("Off topic.", 303)):
        typed = {f"reason-{second}": reason}
        assert gao.press(f"/desk/held/{second}/refusal", "/desk/held", **typed).status_code == status
    assert "Off topic." in chen.text("/account/moderation")
    with app.app_context():
        assert [db.session.get_one(Post, id).status for id in (first, second)] == ["shown", "hidden"]


def test_the_public_log_names_nobody(app: Flask, post: int) -> None:
    reported(app, post)
    Browser(app, "gao").press("/desk/reports/1", act="silence", days="7", words="Not a place for ads.")
    page = app.test_client().get("/moderation-log?lang=en", follow_redirects=True).text
    assert "Somebody was silenced" in page and "7 days" in page and "a moderator" in page
    for secret in ("陈屿", "林晓", "高远", "Buy our lifts", "Not a place for ads", "Nothing but advertising"):
        assert secret not in page


def test_pages_of_moderators_do_not_exist_for_others(app: Flask, post: int) -> None:
    reported(app, post)
    lin = Browser(app, "lin")
    for path in ("/desk/reports", "/desk/reports/1", "/desk/held", "/desk/appeals"):
        assert lin.get(path).status_code == 404
    assert "To moderate" not in lin.text("/desk")
    assert Browser(app, "huang").get("/desk/reports/1").status_code == 200  # Chen writes for a city of Fujian
    assert Browser(app, "shen").get("/desk/reports/1").status_code == 404


def test_the_pages_of_moderators_stay_within_their_statements(app: Flask, cast: Cast, post: int) -> None:
    with app.app_context():
        thread = queries.get(cast.lin, 1)
        for n in range(12):
            made = factories.make_post(cast.chen, thread, f"第{n}条。")
            report = NewReport(kind="post", id=made.id, reason="spam")
            service_reports.report(cast.lin, report)
    gao = Browser(app, "gao")
    for path in ("/desk/reports", "/desk/held", "/desk/appeals", "/moderation-log", "/account/moderation"):
        gao.text(path)
        with counted(app) as statements:
            gao.text(path)
        assert len(statements) <= 8, "\n".join(statements)
