"""Appeals: once, to somebody else where there is somebody else; upheld they lift, dismissed they end."""

import pytest
from flask import Flask

from platform_app.access.actor import Actor
from platform_app.access.levels import PlatformRole
from platform_app.accounts.models import Person
from platform_app.exchange import service_curating
from platform_app.exchange.inputs import Because
from platform_app.exchange.models import Post, Thread
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from platform_app.kernel.pages import PageRequest
from platform_app.moderation import queries_sanctions, service_sanctions
from platform_app.moderation.inputs_reports import AppealRuling, NewAppeal, NewSanction
from platform_app.moderation.models_sanctions import Sanction
from tests import factories
from tests.cast import Cast
from tests.mailbox import Mailbox
from tests.moderation.test_reports import WHY, acting, sanctions

BUT = NewAppeal(text="这段话回答了问题。")


def hide(actor: Actor, post: Post) -> Sanction:
    """The sanction that hiding a post by its own door makes."""
    service_curating.hide_post(actor, post.id, Because(reason=WHY))
    return queries_sanctions.own(Actor(id=post.author_id), PageRequest()).items[0]


def rule(actor: Actor, sanction: Sanction, outcome: str) -> Sanction:
    ruling = AppealRuling.model_validate({"outcome": outcome, "reason": "复核过了。"})
    return service_sanctions.decide_appeal(actor, sanction.id, ruling)


def impose(actor: Actor, person: Actor, kind: str, days: int | None = None) -> Sanction:
    new = {"kind": kind, "person": person.id, "words": WHY, "days": days}
    return service_sanctions.impose(actor, NewSanction.model_validate(new))


@pytest.fixture
def second(cast: Cast) -> Actor:
    """Another moderator."""
    return factories.make_actor(platform_role=PlatformRole.MODERATOR)


def test_an_author_appeals_once_and_another_moderator_shows_the_post_again(cast: Cast, second: Actor) -> None:
    thread = factories.make_thread(cast.lin)
    post = factories.make_post(cast.chen, thread)
    sanction = hide(cast.gao, post)
    with pytest.raises(NotFound):
        service_sanctions.appeal(cast.lin, sanction.id, BUT)
    service_sanctions.appeal(cast.chen, sanction.id, BUT)
    with pytest.raises(Conflict) as refused:
        service_sanctions.appeal(cast.chen, sanction.id, BUT)
    assert refused.value.code == "appealed"
    with pytest.raises(NotAllowed):
        rule(cast.gao, sanction, "dismissed")
    waiting = [
        [row.id for row in queries_sanctions.sanctions(who, PageRequest(), appeals=True).items]
        for who in (cast.gao, second)
    ]
    assert waiting == [[], [sanction.id]]
    rule(second, sanction, "upheld")
    assert db.session.get_one(Post, post.id).status == "shown"
    assert db.session.get_one(Thread, thread.id).post_count == 2
    row = db.session.get_one(Sanction, sanction.id)
    assert (row.appeal_state, row.lifted_because) == ("upheld", "复核过了。")
    assert len(sanctions(cast.chen)) == 1
    with pytest.raises(Conflict):
        rule(second, sanction, "dismissed")


def test_a_dismissed_appeal_leaves_it_standing_and_is_the_last(cast: Cast, second: Actor) -> None:
    sanction = impose(cast.gao, cast.chen, "warn")
    service_sanctions.appeal(cast.chen, sanction.id, BUT)
    rule(second, sanction, "dismissed")
    with pytest.raises(Conflict):
        service_sanctions.appeal(cast.chen, sanction.id, BUT)
    assert db.session.get_one(Sanction, sanction.id).lifted_at is None


def test_the_only_moderator_decides_the_appeal_herself_rather_than_nobody(cast: Cast) -> None:
    sanction = impose(cast.gao, cast.chen, "warn")
    service_sanctions.appeal(cast.chen, sanction.id, BUT)
    assert rule(cast.gao, sanction, "upheld").lifted_at is not None


def test_a_province_is_appealed_to_the_moderators_of_the_platform(cast: Cast) -> None:
    sanction = hide(cast.shen, factories.make_post(cast.zhou, factories.make_thread(cast.chen)))
    assert sanction.by_role == "province"
    service_sanctions.appeal(cast.zhou, sanction.id, BUT)
    with pytest.raises(NotAllowed):
        rule(cast.shen, sanction, "upheld")
    rule(cast.gao, sanction, "upheld")


def test_an_upheld_appeal_ends_a_silence_but_not_another_one(cast: Cast, second: Actor) -> None:
    long, short = impose(cast.gao, cast.chen, "silence", 7), impose(cast.gao, cast.chen, "silence", 3)
    assert acting(cast.chen).silenced_until == long.until
    service_sanctions.appeal(cast.chen, long.id, BUT)
    rule(second, long, "upheld")
    assert acting(cast.chen).silenced_until == db.session.get_one(Sanction, short.id).until
    service_sanctions.appeal(cast.chen, short.id, BUT)
    rule(second, short, "upheld")
    assert acting(cast.chen).silenced_until is None


def test_a_hidden_thread_is_a_sanction_and_ends_when_it_is_shown_by_its_own_door(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin)
    service_curating.hide(cast.gao, thread.id, Because(reason=WHY))
    (sanction,) = sanctions(cast.lin)
    assert (sanction.subject_kind, sanction.reason) == ("thread", WHY)
    service_curating.undo(cast.gao, thread.id, "hide")
    assert db.session.get_one(Sanction, sanction.id, populate_existing=True).lifted_at is not None
    with pytest.raises(Conflict) as refused:
        service_sanctions.appeal(cast.lin, sanction.id, BUT)
    assert refused.value.code == "not_standing"


def test_those_who_decide_are_told_of_an_appeal_and_whom_it_meets_of_the_outcome(
    cast: Cast, second: Actor, platform: Flask
) -> None:
    mailbox = Mailbox(platform)
    sanction = impose(cast.gao, cast.chen, "warn")
    service_sanctions.appeal(cast.chen, sanction.id, BUT)
    assert BUT.text in mailbox.to(second.email)[0].get_content()
    assert mailbox.to(cast.gao.email) == []
    rule(second, sanction, "upheld")
    assert "申诉成立" in mailbox.to(cast.chen.email)[-1]["Subject"]


def test_a_province_warns_and_silences_its_own_part_of_the_country_and_nobody_herself(cast: Cast) -> None:
    impose(cast.shen, cast.zhou, "silence", 1)
    assert db.session.get_one(Person, cast.zhou.id).silenced_until is not None
    for actor, person in ((cast.shen, cast.chen), (cast.lin, cast.zhou), (cast.shen, cast.shen), (cast.gao, cast.gao)):
        with pytest.raises(NotAllowed):
            impose(actor, person, "warn")
    with pytest.raises(Invalid):
        impose(cast.gao, cast.chen, "silence")
