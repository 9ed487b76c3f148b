"""Reporting: who may report what, once; who decides; what each decision does; who learns what."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, SYSTEM, Actor
from platform_app.access.levels import Role
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Person
from platform_app.desk import canned
from platform_app.desk.inputs import NewReason
from platform_app.exchange import service_posts
from platform_app.exchange.models import Post, Thread
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Throttled
from platform_app.kernel.pages import PageRequest
from platform_app.moderation import audit, queries_matters, service_matters, service_reports
from platform_app.moderation.inputs_reports import MatterDecision, NewReport
from platform_app.moderation.models_matters import Matter
from platform_app.moderation.models_sanctions import Sanction
from tests import factories
from tests.cast import Cast
from tests.mailbox import Mailbox
from tests.moderation.posting import post_and_everybody, posted
from tests.simultaneously import together

WHY = "与标准化工作无关。"


def report(actor: Actor, kind: str, id: int, reason: str = "off_topic", words: str | None = None) -> Matter:
    made = service_reports.report(
        actor, NewReport.model_validate({"kind": kind, "id": id, "reason": reason, "words": words})
    )
    return db.session.get_one(Matter, made.matter_id)


def decide(actor: Actor, matter: Matter, act: str, **parts: Any) -> Matter:
    return service_matters.decide(actor, matter.id, MatterDecision.model_validate({"act": act, "words": WHY, **parts}))


def sanctions(actor: Actor) -> list[Sanction]:
    return list(db.session.scalars(select(Sanction).where(Sanction.person_id == actor.id).order_by(Sanction.id)))


def acting(actor: Actor) -> Actor:
    """The same person as her next request finds her."""
    found = accounts.actor_of(actor.id or 0)
    assert found is not None
    return found


@pytest.fixture
def cast(platform: Flask) -> Cast:
    return post_and_everybody()


def test_reports_of_the_same_thing_are_one_matter_and_each_person_reports_it_once(cast: Cast) -> None:
    _, post = posted()
    first = report(cast.lin, "post", post.id, "spam")
    again = report(cast.qi, "post", post.id, "abuse", "请看原文。")
    assert (first.id, again.report_count, again.author_id, again.field_slug) == (
        again.id,
        2,
        cast.chen.id,
        "smart-city",
    )
    with pytest.raises(Conflict) as refused:
        report(cast.lin, "post", post.id)
    assert refused.value.code == "reported"
    decide(cast.gao, first, "nothing")
    assert report(cast.lin, "post", post.id).id != first.id


def test_what_one_may_not_see_cannot_be_reported(cast: Cast) -> None:
    hidden = factories.make_thread(cast.lin, visibility="subtree")
    draft = factories.make_case(cast.lin, cast.hangzhou)
    for kind, id in (("thread", hidden.id), ("case", draft.id), ("post", 999_999), ("person", 999_999)):
        with pytest.raises(NotFound):
            report(cast.chen, kind, id)
    with pytest.raises(NotFound):
        report(cast.guest, "person", cast.huang.id or 0)  # who has written nothing that she could have read
    with pytest.raises(NotAllowed):
        report(ANONYMOUS, "thread", factories.make_thread(cast.lin).id)


def test_a_thread_a_case_and_a_person_can_be_reported_and_nothing_of_ones_own(cast: Cast) -> None:
    thread, post = posted()
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    assert report(cast.guest, "thread", thread.id).author_id == cast.lin.id
    assert report(cast.guest, "case", case.id).author_id is None
    about = report(cast.guest, "person", cast.chen.id or 0)
    assert (about.author_id, about.org_id) == (cast.chen.id, cast.xiamen.id)
    with pytest.raises(Conflict) as refused:
        report(cast.chen, "post", post.id)
    assert refused.value.code == "own_thing"
    with pytest.raises(Invalid) as empty:
        report(cast.qi, "post", post.id, "other")
    assert set(empty.value.errors) == {"words"}


def test_a_province_sees_and_decides_what_is_reported_in_its_part_of_the_country_only(cast: Cast) -> None:
    thread, post = posted()
    here, there = report(cast.qi, "thread", thread.id), report(cast.qi, "post", post.id)

    def queue(actor: Actor) -> list[int]:
        return [row.id for row in queries_matters.matters(actor, PageRequest()).items]

    assert queue(cast.gao) == [here.id, there.id]  # the oldest first
    assert (queue(cast.shen), queue(cast.huang)) == ([here.id], [there.id])
    assert queue(cast.lin) == queue(cast.he) == queue(cast.guest) == queue(cast.tang) == []
    with pytest.raises(NotFound):
        decide(cast.shen, there, "nothing")
    decide(cast.shen, here, "hide")
    assert db.session.get_one(Thread, thread.id).status == "hidden"


def test_nobody_decides_about_her_own_and_whoever_was_reported_reads_nothing_of_it(cast: Cast) -> None:
    own = factories.make_post(cast.gao, factories.make_thread(cast.lin), "请围绕主题。")
    matter = report(cast.qi, "post", own.id)
    with pytest.raises(NotFound):
        queries_matters.matter(cast.gao, matter.id)
    assert queries_matters.matters(cast.gao, PageRequest()).total == 0
    lines = audit.lines(cast.gao, PageRequest(), subject_kind="matter").items
    assert [line.act for line in lines] == []
    assert [line.act for line in audit.lines(cast.tang, PageRequest(), act="ThingReported").items] == ["ThingReported"]


def test_hiding_takes_a_post_out_of_sight_and_tells_its_author_why(cast: Cast, platform: Flask) -> None:
    mailbox = Mailbox(platform)
    _, post = posted()
    matter = decide(cast.gao, report(cast.lin, "post", post.id, "spam"), "hide")
    assert (matter.status, matter.outcome, matter.category) == ("decided", "hide", "spam")
    assert db.session.get_one(Post, post.id).status == "hidden"
    (sanction,) = sanctions(cast.chen)
    assert (sanction.kind, sanction.reason, sanction.by_role, sanction.category) == ("hide", WHY, "moderator", "spam")
    (letter,) = mailbox.to(cast.chen.email)
    assert WHY in letter.get_content() and "/account/moderation" in letter.get_content()
    assert "林晓" not in letter.get_content()
    (told,) = mailbox.to(cast.lin.email)
    assert "高远" not in told.get_content() and "处理" in told["Subject"]
    with pytest.raises(Conflict):
        decide(cast.gao, matter, "nothing")


def test_a_warning_is_on_record_and_mailed(cast: Cast, platform: Flask) -> None:
    _, post = posted()
    decide(cast.gao, report(cast.lin, "post", post.id), "warn", category="abuse")
    (sanction,) = sanctions(cast.chen)
    assert (sanction.kind, sanction.category, sanction.until) == ("warn", "abuse", None)
    assert db.session.get_one(Post, post.id).status == "shown"
    assert WHY in Mailbox(platform).to(cast.chen.email)[0].get_content()


def test_whoever_is_silenced_reads_and_does_not_write_until_the_day(cast: Cast) -> None:
    thread, post = posted()
    matter = report(cast.lin, "post", post.id)
    with pytest.raises(Invalid) as refused:
        decide(cast.gao, matter, "silence")
    assert set(refused.value.errors) == {"days"}
    decide(cast.gao, matter, "silence", days=3)
    chen = acting(cast.chen)
    for act in (
        lambda: factories.make_post(chen, thread, "我还有话说。"),
        lambda: factories.make_thread(chen),
        lambda: service_posts.react(chen, 1, "thanks"),
    ):
        with pytest.raises(NotAllowed):
            act()
    report(chen, "thread", thread.id)  # she may still say what is wrong
    with clock.stopped_at(clock.now() + timedelta(days=3, minutes=1)):
        factories.make_post(chen, thread, "三天过去了。")


def test_only_an_administrator_suspends_and_a_moderator_may_ask_for_it(cast: Cast, platform: Flask) -> None:
    _, post = posted()
    matter = report(cast.lin, "post", post.id)
    with pytest.raises(NotAllowed):
        decide(cast.gao, matter, "suspend")
    with pytest.raises(NotFound):
        decide(cast.tang, matter, "suspend")
    decide(cast.gao, matter, "ask_administrators")
    assert f"/desk/reports/{matter.id}" in Mailbox(platform).to(cast.tang.email)[0].get_content()
    decide(cast.tang, matter, "suspend")
    assert db.session.get_one(Person, cast.chen.id).suspended_at is not None
    assert [(row.kind, row.by_role) for row in sanctions(cast.chen)] == [("suspend", "administrator")]


def test_a_case_is_taken_off_by_a_moderator_and_nobody_is_punished_for_it(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    matter = report(cast.qi, "case", case.id, "wrong")
    with pytest.raises(Invalid):
        decide(cast.gao, matter, "warn")
    decide(cast.gao, matter, "hide")
    assert sanctions(cast.lin) == []
    with pytest.raises(NotFound):
        report(cast.qi, "case", case.id)


def test_a_decision_needs_a_reason_typed_or_ready_for_use(cast: Cast) -> None:
    _, post = posted()
    matter = report(cast.lin, "post", post.id)
    with pytest.raises(Invalid) as refused:
        decide(cast.gao, matter, "warn", words="")
    assert set(refused.value.errors) == {"words"}
    ready = {"act": "warn", "title_zh": "广告", "title_en": "Ads", "text_zh": "请勿发布广告。", "text_en": "No ads."}
    canned.load_reason(SYSTEM, "warn-ads", NewReason.model_validate(ready))
    decide(cast.gao, matter, "warn", words=None, canned="warn-ads")
    assert sanctions(cast.chen)[0].reason == "请勿发布广告。\n\nNo ads."


def test_whoever_reported_reads_what_became_of_it_and_not_by_whom(cast: Cast, platform: Flask) -> None:
    _, post = posted()
    matter = report(cast.lin, "post", post.id)
    assert [each.outcome for each in queries_matters.own_reports(cast.lin, PageRequest()).items] == [None]
    decide(cast.gao, matter, "nothing")
    (own,) = queries_matters.own_reports(cast.lin, PageRequest()).items
    assert (own.outcome, own.word) == ("nothing", WHY)
    assert WHY in Mailbox(platform).to(cast.lin.email)[0].get_content()
    assert sanctions(cast.chen) == [] and Mailbox(platform).to(cast.chen.email) == []


def test_people_who_report_the_same_at_once_make_one_matter_and_each_is_counted(cast: Cast, platform: Flask) -> None:
    _, post = posted()
    reporters = (cast.lin, cast.zhou, cast.qi, cast.amal)
    acts = [partial(report, actor, "post", post.id) for actor in reporters]
    assert together(platform, *acts) == ["done"] * len(acts)
    (matter,) = queries_matters.matters(cast.gao, PageRequest()).items
    assert matter.report_count == len(queries_matters.reports(cast.gao, matter)) == len(acts)


def test_somebody_who_reports_a_great_deal_has_to_wait(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_reports, "MOST_IN_AN_HOUR", 4)
    thread, _ = posted()
    people = [factories.make_person(cast.ningbo, Role.MEMBER).id for _ in range(service_reports.MOST_IN_AN_HOUR)]
    for person in people:
        report(cast.qi, "person", person)
    with pytest.raises(Throttled):
        report(cast.qi, "thread", thread.id)
    with clock.stopped_at(clock.now() + timedelta(hours=1, minutes=1)):
        report(cast.qi, "thread", thread.id)
