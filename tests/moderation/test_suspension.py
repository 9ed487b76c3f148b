"""Who is suspended reads why and appeals once by the link of her letter, though she cannot sign in."""

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS
from platform_app.accounts import queries, service_people
from platform_app.accounts.inputs import Refusal
from platform_app.accounts.models import Person
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, NotAllowed
from platform_app.kernel.pages import PageRequest
from platform_app.moderation import queries_sanctions, service_sanctions
from platform_app.moderation.inputs_reports import AppealRuling, SuspensionAppeal
from platform_app.moderation.models_sanctions import Sanction
from tests.cast import Cast, address
from tests.mailbox import Mailbox


def suspend(app: Flask, cast: Cast) -> str:
    """Chen is suspended by Tang; gives the secret of her letter."""
    service_people.suspend(cast.tang, cast.chen.id or 0, Refusal(reason="账号被多人共用。"))
    return Mailbox(app).secret(address("chen"), "suspension")


def appeal(secret: str) -> Sanction:
    return service_sanctions.appeal_suspension(ANONYMOUS, SuspensionAppeal(secret=secret, text="这是误会。"))


def rule(cast: Cast, sanction: Sanction, outcome: str) -> Sanction:
    ruling = AppealRuling.model_validate({"outcome": outcome, "reason": "复核过了。"})
    return service_sanctions.decide_appeal(cast.tang, sanction.id, ruling)


def is_suspended(cast: Cast) -> bool:
    db.session.expire_all()
    return db.session.get_one(Person, cast.chen.id).suspended_at is not None


def test_the_letter_leads_to_what_and_why(platform: Flask, cast: Cast) -> None:
    secret = suspend(platform, cast)
    read = queries_sanctions.suspension_behind(ANONYMOUS, secret)
    assert (read.kind, read.reason, read.person_id) == ("suspend", "账号被多人共用。", cast.chen.id)
    assert queries_sanctions.suspension_behind(ANONYMOUS, secret).id == read.id  # reading uses nothing up


def test_an_appeal_waits_for_administrators_and_upheld_it_opens_the_account(platform: Flask, cast: Cast) -> None:
    sanction = appeal(suspend(platform, cast))
    waiting = queries_sanctions.sanctions(cast.tang, PageRequest(), appeals=True).items
    assert [row.id for row in waiting] == [sanction.id]
    assert queries_sanctions.sanctions(cast.gao, PageRequest(), appeals=True).items == []
    assert any("申诉" in str(m["Subject"]) for m in Mailbox(platform).to(address("tang")))
    with pytest.raises(NotAllowed):
        rule_as_moderator(cast, sanction)
    rule(cast, sanction, "upheld")
    assert not is_suspended(cast)
    assert queries.actor_of(cast.chen.id or 0) is not None


def rule_as_moderator(cast: Cast, sanction: Sanction) -> None:
    ruling = AppealRuling.model_validate({"outcome": "upheld", "reason": "复核过了。"})
    service_sanctions.decide_appeal(cast.gao, sanction.id, ruling)


def test_dismissed_it_stays_closed_and_there_is_no_second_appeal(platform: Flask, cast: Cast) -> None:
    secret = suspend(platform, cast)
    rule(cast, appeal(secret), "dismissed")
    assert is_suspended(cast)
    with pytest.raises(Conflict) as refused:
        appeal(secret)
    assert refused.value.code == "link_used"


@pytest.mark.parametrize("secret", ["unknown", "x" * 200])
def test_a_link_that_is_not_ours_opens_nothing(platform: Flask, cast: Cast, secret: str) -> None:
    suspend(platform, cast)
    with pytest.raises(Conflict) as refused:
        appeal(secret)
    assert refused.value.code == "link_unknown"


def test_who_was_reinstated_has_nothing_to_appeal_against(platform: Flask, cast: Cast) -> None:
    secret = suspend(platform, cast)
    service_people.reinstate(cast.tang, cast.chen.id or 0)
    for act in (lambda: appeal(secret), lambda: queries_sanctions.suspension_behind(ANONYMOUS, secret)):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "not_standing"


def test_the_page_of_the_letter_sends_an_appeal_and_opening_it_sends_none(platform: Flask, cast: Cast) -> None:
    path = f"/suspension/{suspend(platform, cast)}"
    client = platform.test_client()
    page = client.get(path).text
    assert "账号被多人共用。" in page and 'name="text"' in page
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    refused = client.post(path, data={"csrf_token": token, "text": ""})
    assert refused.status_code == 422
    sent = client.post(path, data={"csrf_token": token, "text": "这是误会。"})
    assert sent.status_code == 200 and 'name="text"' not in sent.text
    (waiting,) = queries_sanctions.sanctions(cast.tang, PageRequest(), appeals=True).items
    assert waiting.appeal_text == "这是误会。"
    assert client.get(path).status_code == 409
