"""Webhooks through the API: made, shown their secret once, tried, changed on their version, taken away."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from platform_app.webhooks import sending
from tests.api.conftest import Api
from tests.api.test_desk import ok
from tests.webhooks.receiver import Receiver, receiving, status, verifies


@pytest.fixture
def app(make_app: Callable[..., Flask], populate: Callable[[Flask], Api]) -> Flask:
    app = make_app(webhooks_allow_private=True)
    populate(app)
    return app


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as opened:
        yield opened


def new(receiver: Receiver, **parts: Any) -> dict[str, Any]:
    return {
        "organisation": "330100", "name": "Portal", "url": receiver.url, "events": ["case.published"], **parts,
    }  # fmt: skip


def test_a_webhook_is_made_tried_changed_and_taken_away(api: Api, receiver: Receiver) -> None:
    made = ok(api.lin.post("/webhooks", new(receiver)))
    assert made["secret"].startswith("whsec_")
    url = made["url"]
    assert "secret" not in ok(api.lin.get(url))
    assert [row["id"] for row in ok(api.lin.get("/webhooks?organisation=330100"))["items"]] == [made["id"]]
    assert api.lin.post(f"{url}/ping").status_code == 202
    with api.app.app_context():
        assert sending.drain() == 1
    assert verifies(made["secret"], receiver.got[0])
    (sent,) = ok(api.lin.get(f"{url}/deliveries"))["items"]
    assert (sent["event"], sent["state"], sent["status_code"], sent["error"]) == ("ping", "sent", 204, None)
    again = api.lin.post(f"{url}/deliveries/{sent['id']}/repetition")
    assert (again.status_code, again.json["state"], again.json["key"]) == (202, "waiting", sent["key"])
    receiver.answer = status(302, {"Location": "http://10.0.0.1/"})
    with api.app.app_context():
        assert sending.drain() == 0
    (sent,) = ok(api.lin.get(f"{url}/deliveries"))["items"]
    assert sent["error"] == "The server answered with a redirect, which is not followed."
    renewed = ok(api.lin.post(f"{url}/secret"))
    assert renewed["secret"] != made["secret"]
    tag = api.lin.get(url).headers["ETag"]
    assert api.lin.patch(url, {"is_active": False}).status_code == 428
    off = ok(api.lin.patch(url, {"is_active": False, "events": ["ask.made"]}, match=tag))
    assert (off["is_active"], off["disabled_because"], off["events"]) == (False, "switched_off", ["ask.made"])
    assert api.lin.patch(url, {"is_active": True}, match=tag).status_code == 412
    assert api.lin.post(f"{url}/ping").json["code"] == "webhook_off"
    tag = api.lin.get(url).headers["ETag"]
    assert api.lin.delete(url, match=tag).status_code == 204
    assert api.lin.get(url).status_code == 404


def test_nobody_else_knows_of_it(api: Api, receiver: Receiver) -> None:
    url = ok(api.lin.post("/webhooks", new(receiver)))["url"]
    for name in ("zhou", "shen", "gao", "tang", "guest"):
        caller = getattr(api, name)
        assert caller.get(url).status_code == 404
        assert caller.get(f"{url}/deliveries").status_code == 404
        assert caller.post(f"{url}/ping").status_code == 404
        assert ok(caller.get("/webhooks"))["items"] == []
    assert api.zhou.post("/webhooks", new(receiver)).status_code == 403
    assert api.anyone.get("/webhooks").status_code == 401


WRONG: list[dict[str, Any]] = [
    {"url": "ftp://example.org/"},
    {"url": "http://no-such-name.invalid/"},
    {"events": ["everything"]},
    {"organisation": "no"},
    {"secret": "mine"},
]


def test_what_cannot_be_made_is_refused(api: Api, receiver: Receiver, subtests: pytest.Subtests) -> None:
    for parts in WRONG:
        with subtests.test(parts=parts):
            assert api.lin.post("/webhooks", new(receiver, **parts)).status_code == 422
