"""Sending against a real server: tried again, given up, switched off; slow, redirecting, endless; many at once."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from platform_app.kernel import clock
from platform_app.kernel.db import db, writing
from platform_app.kernel.errors import Conflict
from platform_app.webhooks import posting, sending, service
from platform_app.webhooks.inputs import WebhookChange
from platform_app.webhooks.models import Delivery, Webhook
from tests import factories
from tests.cast import Cast
from tests.mailbox import Mailbox
from tests.webhooks.conftest import Hook
from tests.webhooks.receiver import Receiver, dripping, status

WITHOUT = pytest.mark.databases("sqlite")  # what is posted comes out of none


def only() -> Delivery:
    db.session.close()
    return db.session.scalars(select(Delivery)).one()


def webhook(id: int) -> Webhook:
    db.session.close()
    return db.session.get_one(Webhook, id)


def test_a_failure_is_tried_again_after_growing_pauses_and_given_up_in_the_end(
    cast: Cast, hook: Hook, receiver: Receiver
) -> None:
    issued = hook()
    receiver.answer = status(503)
    service.ping(cast.lin, issued.webhook.id)
    moment = clock.now()
    for number, pause in enumerate(sending.PAUSES, start=1):
        with clock.stopped_at(moment):
            assert sending.drain() == 0
            assert sending.drain() == 0  # it is not due
        row = only()
        assert (row.state, row.attempts, row.status_code, row.error) == ("waiting", number, 503, "status")
        assert row.next_try_at == moment + pause
        moment = row.next_try_at
    with clock.stopped_at(moment):
        sending.drain()
    assert (only().state, only().attempts, len(receiver.got)) == ("failed", 8, 8)
    assert len({got.body for got in receiver.got}) == 1


def test_a_success_forgets_the_failures_before(cast: Cast, hook: Hook, receiver: Receiver) -> None:
    issued = hook()
    receiver.answer = status(500)
    service.ping(cast.lin, issued.webhook.id)
    sending.drain()
    assert (webhook(issued.webhook.id).failures, webhook(issued.webhook.id).failing_since is not None) == (1, True)
    version = webhook(issued.webhook.id).version
    receiver.answer = status(200, body=b"ok")
    with clock.stopped_at(clock.now() + timedelta(minutes=2)):
        assert sending.drain() == 1
    kept = webhook(issued.webhook.id)
    assert (kept.failures, kept.failing_since, kept.version, only().state) == (0, None, version, "sent")


@pytest.mark.parametrize(
    ("failures", "lasting", "ends"),
    [
        (19, timedelta(hours=2), False),
        (20, timedelta(hours=1), True),
        (200, timedelta(minutes=59), False),
        (1, timedelta(days=3), True),
        (8, timedelta(days=2), False),
    ],
)
def test_when_it_has_failed_too_long(failures: int, lasting: timedelta, ends: bool) -> None:
    assert sending.has_failed_too_long(failures, lasting) is ends


def test_what_fails_for_three_days_is_switched_off_and_its_coordinators_are_told_once(
    platform: Flask, cast: Cast, hook: Hook, receiver: Receiver
) -> None:
    mailbox = Mailbox(platform)
    issued = hook()
    receiver.answer = status(404)
    for _ in range(2):
        service.ping(cast.lin, issued.webhook.id)
    sending.drain()
    with clock.stopped_at(clock.now() + timedelta(days=3, minutes=1)):
        sending.drain()
    kept = webhook(issued.webhook.id)
    assert (kept.is_active, kept.disabled_because) == (False, "failing")
    assert set(db.session.scalars(select(Delivery.state))) == {"failed"}
    (letter,) = mailbox.to(cast.lin.email)
    assert "/organisations/330100/webhooks" in letter.get_content()
    factories.make_case(cast.lin, cast.hangzhou, status="published")
    with pytest.raises(Conflict):
        service.ping(cast.lin, kept.id)
    assert db.session.scalar(select(func.count(Delivery.id))) == 2
    service.edit(cast.lin, kept.id, WebhookChange(is_active=True), version=kept.version)
    receiver.answer = status(204)
    service.ping(cast.lin, kept.id)
    assert sending.drain() == 1


def test_one_that_fails_lets_the_others_have_their_turn(cast: Cast, hook: Hook, receiver: Receiver) -> None:
    issued = hook()
    receiver.answer = status(500)
    for _ in range(sending.BATCH + 5):
        service.ping(cast.lin, issued.webhook.id)
    sending.drain()
    assert len(receiver.got) == sending.BATCH


@WITHOUT
def test_a_redirect_is_not_followed(cast: Cast, hook: Hook, receiver: Receiver) -> None:
    receiver.answer = status(302, {"Location": "http://169.254.169.254/"})
    assert posting.post(receiver.url, b"{}", {}) == posting.Outcome(302, "redirect")
    assert len(receiver.got) == 1


@WITHOUT
def test_an_answer_without_end_is_cut_off(cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "TIMEOUT_S", 0.6)
    receiver.answer = dripping
    began = clock.now()
    assert posting.post(receiver.url, b"{}", {}) == posting.Outcome(200)  # it was taken; what else it says is not heard
    assert clock.now() - began < timedelta(seconds=4)


@WITHOUT
def test_no_more_than_a_little_of_an_answer_is_read(cast: Cast, receiver: Receiver) -> None:
    receiver.answer = status(200, body=b"x" * (4 * posting.MOST_READ))
    assert posting.post(receiver.url, b"{}", {}) == posting.Outcome(200)


@contextmanager
def speaking_plainly() -> Iterator[int]:
    """The port of a server that says something at once, and it is no TLS."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def speak() -> None:
            talk, _ = server.accept()
            with talk:
                talk.sendall(b"220 this is mail\r\n")
                talk.recv(4096)

        speaking = threading.Thread(target=speak)
        speaking.start()
        yield server.getsockname()[1]
        speaking.join()


@WITHOUT
def test_a_server_that_says_nothing_or_nonsense_or_is_not_there_fails(
    cast: Cast, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = threading.Event()
    receiver.answer = lambda handler: bool(silent.wait(2)) and None
    with monkeypatch.context() as hurried:
        hurried.setattr(posting, "TIMEOUT_S", 0.4)
        assert posting.post(receiver.url, b"{}", {}).error == "timeout"
    silent.set()
    receiver.answer = lambda handler: handler.wfile.write(b"no http at all\r\n\r\n") and None
    assert posting.post(receiver.url, b"{}", {}).error == "answer"
    with speaking_plainly() as port:
        assert posting.post(f"https://127.0.0.1:{port}/", b"{}", {}).error == "tls"
    assert posting.post("http://127.0.0.1:1/", b"{}", {}).error == "unreachable"


def test_workers_at_once_send_each_thing_once(platform: Flask, cast: Cast, hook: Hook, receiver: Receiver) -> None:
    issued = hook()
    for _ in range(25):
        service.ping(cast.lin, issued.webhook.id)
    start = threading.Barrier(5)

    def work() -> None:
        with platform.app_context():
            start.wait()
            sending.drain()

    workers = [threading.Thread(target=work) for _ in range(5)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    keys = [got.headers["X-Delivery"] for got in receiver.got]
    assert (len(keys), len(set(keys))) == (25, 25)
    db.session.close()
    assert set(db.session.scalars(select(Delivery.state))) == {"sent"}


def test_what_a_dead_worker_had_claimed_is_sent_when_its_claim_runs_out(
    cast: Cast, hook: Hook, receiver: Receiver
) -> None:
    issued = hook()
    service.ping(cast.lin, issued.webhook.id)
    assert len(sending._claims.take()) == 1  # and it dies
    assert sending.drain() == 0
    with clock.stopped_at(clock.now() + sending.CLAIM + timedelta(seconds=1)):
        assert sending.drain() == 1
    assert only().attempts == 2


def test_what_ended_a_month_ago_is_forgotten(cast: Cast, hook: Hook, receiver: Receiver) -> None:
    issued = hook()
    for _ in range(2):
        service.ping(cast.lin, issued.webhook.id)
    sending.drain()
    service.ping(cast.lin, issued.webhook.id)
    with writing() as connection:
        old = clock.now() - sending.KEPT - timedelta(days=1)
        connection.execute(update(Delivery).where(Delivery.id != 2).values(created_at=old))
    assert sending.forget_old() == 1  # the second is young, the third waits
    db.session.close()
    assert db.session.scalar(select(func.count(Delivery.id))) == 2
