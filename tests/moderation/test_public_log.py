"""The public log: what kind of act, in which field, why in a word, by whom as a role; never a name or an id."""

from flask import Flask
from sqlalchemy import inspect, select

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.accounts import service_people
from platform_app.accounts.inputs import Refusal
from platform_app.exchange import service_curating
from platform_app.exchange.inputs import Because
from platform_app.kernel.db import db
from platform_app.kernel.pages import PageRequest
from platform_app.kernel.subjects import SubjectRef
from platform_app.moderation import publicly, sanctioning, service_sanctions
from platform_app.moderation.models_sanctions import PublicAct
from tests import factories
from tests.cast import Cast
from tests.moderation.posting import post_and_everybody, posted
from tests.moderation.test_appeals import BUT, impose, rule
from tests.moderation.test_reports import WHY, decide, report


def told() -> list[tuple[str, str | None, str | None, int | None, str]]:
    rows = db.session.scalars(select(PublicAct).order_by(PublicAct.id))
    return [(row.act, row.field_slug, row.category, row.days, row.by_role) for row in rows]


def test_the_log_tells_what_was_done_and_by_which_role(platform: Flask) -> None:
    cast = post_and_everybody()
    thread, post = posted()
    decide(cast.gao, report(cast.lin, "post", post.id, "spam"), "hide")
    decide(cast.shen, report(cast.qi, "thread", thread.id, "abuse"), "silence", days=7)
    decide(cast.gao, report(cast.qi, "person", cast.chen.id or 0, "abuse"), "nothing")
    service_curating.lock(cast.shen, thread.id, Because(reason=WHY))
    sanction = impose(cast.gao, cast.chen, "warn")
    service_sanctions.appeal(cast.chen, sanction.id, BUT)
    rule(cast.gao, sanction, "upheld")
    service_curating.show_post(cast.gao, post.id)
    service_people.suspend(cast.tang, cast.chen.id or 0, Refusal(reason=WHY))
    assert told() == [
        ("post_hidden", "smart-city", "spam", None, "moderator"),
        ("silenced", "smart-city", "abuse", 7, "province"),
        ("no_consequence", None, "abuse", None, "moderator"),
        ("thread_locked", "smart-city", None, None, "province"),
        ("warned", None, "other", None, "moderator"),
        ("appeal_upheld", None, "other", None, "moderator"),
        ("post_shown", "smart-city", "spam", None, "moderator"),
        ("suspended", None, "other", None, "administrator"),
    ]
    assert {act for act, *_ in told()} <= set(publicly.ACTS)


def test_its_rows_have_no_place_for_a_name_a_text_or_an_id_of_anybody() -> None:
    assert set(inspect(PublicAct).columns.keys()) == {"id", "at", "act", "days", "field_slug", "category", "by_role"}


def test_everybody_reads_it_page_by_page_the_newest_first(cast: Cast) -> None:
    for _ in range(3):
        impose(cast.gao, cast.chen, "warn")
    first = publicly.lines(ANONYMOUS, PageRequest(2))
    rest = publicly.lines(ANONYMOUS, PageRequest(2, first.next))
    ids = [row.id for row in (*first.items, *rest.items)]
    assert (len(ids), ids, rest.next, first.total) == (3, sorted(ids, reverse=True), None, 3)


def test_a_hidden_post_of_the_editors_meets_nobody_and_is_told_all_the_same(cast: Cast) -> None:
    thread = factories.make_thread(SYSTEM)
    service_curating.hide(cast.gao, thread.id, Because(reason=WHY))
    assert told() == [("thread_hidden", None, None, None, "moderator")]
    assert sanctioning.standing("hide", SubjectRef("thread", thread.id)) is None
