"""What programs are told, of whom, signed how; and that they are told nothing that not everybody may read."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from platform_app.cases import publication
from platform_app.exchange import service_curating
from platform_app.exchange.inputs import Because
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Stale
from platform_app.kernel.inputs import read
from platform_app.kernel.pages import PageRequest
from platform_app.webhooks import queries, sending, service
from platform_app.webhooks.inputs import NewWebhook, WebhookChange
from platform_app.webhooks.models import Delivery
from tests import factories
from tests.cast import Cast
from tests.exchange.asking import put
from tests.webhooks.conftest import Hook
from tests.webhooks.receiver import Receiver, verifies


def test_a_published_case_is_told_with_ids_and_addresses_only_and_signed(
    cast: Cast, hook: Hook, receiver: Receiver
) -> None:
    issued = hook()
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    assert sending.drain() == 1
    (got,) = receiver.got
    assert got.path == "/hook?from=cities"
    assert got.headers["Content-Type"] == "application/json"
    assert got.headers["Host"] == f"127.0.0.1:{receiver.port}"
    assert verifies(issued.secret, got)
    assert not verifies("whsec_another", got)
    payload = got.payload
    assert payload.pop("id") == got.headers["X-Delivery"]
    assert payload.pop("at").endswith("Z")
    root = "https://cities.example"
    code, org = cast.hangzhou.code, cast.hangzhou.id
    where = {"url": f"{root}/api/v1/organisations/{org}", "page_url": f"{root}/organisations/{code}"}
    assert payload == {
        "event": "case.published",
        "subject": {
            "kind": "case",
            "id": case.id,
            "url": f"{root}/api/v1/cases/{case.id}",
            "page_url": f"{root}/cases/{case.id}",
        },
        "organisation": {"kind": "organisation", "id": org, **where, "code": code},
    }
    assert sending.drain() == 0


def test_a_thread_its_replies_and_its_asks_are_told_to_those_they_concern(
    cast: Cast, hook: Hook, receiver: Receiver
) -> None:
    hook()
    thread = factories.make_thread(cast.chen)  # of Xiamen
    put(cast.chen, thread, cast.hangzhou)
    factories.make_post(cast.lin, thread)
    factories.make_post(cast.qi, thread)
    sending.drain()
    assert receiver.events == ["ask.made", "post.written"]
    assert receiver.got[0].payload["subject"]["page_url"].endswith(f"/threads/{thread.id}/asks")
    assert receiver.got[1].payload["thread"]["id"] == thread.id


def test_a_province_is_told_of_its_cities_and_whoever_wants_it_of_everything(
    cast: Cast, hook: Hook, receiver: Receiver
) -> None:
    hook(cast.shen, cast.zhejiang, url=f"{receiver.url}&who=province")
    hook(cast.qi, cast.beijing, url=f"{receiver.url}&who=all", scope="everything")
    factories.make_thread(cast.lin)
    factories.make_thread(cast.chen)
    factories.make_thread(cast.gao)  # of the platform itself
    sending.drain()
    assert sorted(got.path.rpartition("=")[2] for got in receiver.got) == ["all", "all", "all", "province"]


@pytest.mark.parametrize("visibility", ["members", "subtree"])
def test_nothing_is_told_that_not_everybody_may_read(
    cast: Cast, hook: Hook, receiver: Receiver, visibility: str
) -> None:
    hook(scope="everything")
    thread = factories.make_thread(cast.lin, visibility=visibility)
    factories.make_post(cast.zhou, thread)
    put(cast.lin, thread, cast.ningbo)
    factories.make_case(cast.lin, cast.hangzhou)
    assert db.session.scalar(select(Delivery.id)) is None


def test_what_is_public_no_more_when_it_is_sent_is_dropped(cast: Cast, hook: Hook, receiver: Receiver) -> None:
    issued = hook()
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    thread = factories.make_thread(cast.lin)
    publication.unpublish(cast.gao, case.id, reason="待核实。")
    service_curating.hide(factories.make_actor(platform_role="moderator"), thread.id, Because(reason="含个人信息。"))
    assert sending.drain() == 0
    assert receiver.got == []
    rows = queries.deliveries(cast.lin, issued.webhook, PageRequest()).items
    assert [row.state for row in rows] == ["dropped", "dropped"]


def test_after_a_change_of_secret_both_sign_for_a_day(cast: Cast, hook: Hook, receiver: Receiver) -> None:
    old = hook()
    new = service.change_secret(cast.lin, old.webhook.id)
    assert new.secret != old.secret
    service.ping(cast.lin, old.webhook.id)
    sending.drain()
    assert verifies(old.secret, receiver.got[0])
    assert verifies(new.secret, receiver.got[0])
    row = queries.webhook_for_change(cast.lin, old.webhook.id)
    row.former_until = clock.now() - timedelta(seconds=1)
    db.session.commit()
    service.ping(cast.lin, old.webhook.id)
    sending.drain()
    assert not verifies(old.secret, receiver.got[1])
    assert verifies(new.secret, receiver.got[1])


def test_a_ping_and_a_repetition_say_what_they_are(cast: Cast, hook: Hook, receiver: Receiver) -> None:
    issued = hook()
    first = service.ping(cast.lin, issued.webhook.id)
    with pytest.raises(Conflict):
        service.repeat(cast.lin, issued.webhook.id, first.id)  # it waits
    sending.drain()
    service.repeat(cast.lin, issued.webhook.id, first.id)
    sending.drain()
    assert receiver.events == ["ping", "ping"]
    assert receiver.got[0].headers["X-Delivery"] == receiver.got[1].headers["X-Delivery"]
    assert receiver.got[0].body == receiver.got[1].body


def test_only_coordinators_of_the_organisation_keep_its_webhooks(cast: Cast, hook: Hook) -> None:
    issued = hook()
    for stranger in (cast.zhou, cast.wu, cast.shen, cast.gao, cast.tang, cast.guest):
        with pytest.raises(NotAllowed):
            hook(stranger)
        acts: list[Any] = [service.ping, service.change_secret, queries.webhook]
        for act in acts:
            with pytest.raises(NotFound):
                act(stranger, issued.webhook.id)
        assert queries.webhooks(stranger) == []
    assert [row.id for row in queries.webhooks(cast.lin)] == [issued.webhook.id]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"events": []}, "events"),
    ({"events": ["case.deleted"]}, "events.0"),
    ({"events": "case.published"}, "events"),
    ({"name": ""}, "name"),
    ({"url": "http://" + "a" * 500 + ".example/"}, "url"),
    ({"scope": "all"}, "scope"),
    ({"secret": "mine"}, "secret"),
]


def test_what_cannot_be_registered_names_the_field(cast: Cast, hook: Hook, subtests: pytest.Subtests) -> None:
    for parts, field in WRONG:
        with subtests.test(parts=parts, field=field):
            with pytest.raises(Invalid) as refused:
                hook(**parts)
            assert set(refused.value.errors) == {field}


def test_ten_are_the_most_and_a_stale_change_is_refused(cast: Cast, hook: Hook) -> None:
    issued = hook()
    for _ in range(9):
        hook()
    with pytest.raises(Conflict):
        hook()
    kept = issued.webhook
    changed = service.edit(cast.lin, kept.id, WebhookChange(name="新门户"), version=1)
    assert changed.name == "新门户"
    with pytest.raises(Stale):
        service.edit(cast.lin, kept.id, WebhookChange(name="旧门户"), version=1)
    with pytest.raises(Stale):
        service.remove(cast.lin, kept.id, version=1)
    service.ping(cast.lin, kept.id)
    service.remove(cast.lin, kept.id, version=changed.version)
    assert db.session.scalar(select(Delivery.id)) is None
    twice = {"name": "a", "url": "https://a.example", "events": ["ask.made"] * 2}
    assert read(NewWebhook, twice).events == ["ask.made"]


def test_the_check_of_a_signature_in_the_documentation_works(cast: Cast, hook: Hook, receiver: Receiver) -> None:
    guide = Path(__file__).parents[2] / "docs" / "api.md"
    found = re.search(r"```python\n(import hmac.*?)```", guide.read_text("utf-8"), re.DOTALL)
    assert found
    names: dict[str, Any] = {}
    exec(found[1], names)
    issued = hook()
    service.ping(cast.lin, issued.webhook.id)
    sending.drain()
    (got,) = receiver.got
    assert names["is_genuine"](issued.secret, got.headers["X-Signature"], got.body)
    assert not names["is_genuine"](issued.secret, got.headers["X-Signature"], got.body + b" ")
    assert not names["is_genuine"]("whsec_another", got.headers["X-Signature"], got.body)
