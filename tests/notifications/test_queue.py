"""The queue of mail: written with the change, sent once, tried again, safe with several workers."""

import smtplib
import threading
from datetime import timedelta
from email.message import EmailMessage
from string import Formatter

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import queries_people, service_passwords, service_people
from platform_app.accounts.inputs import Registration, ResetRequest
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.use_case import use_case
from platform_app.notifications import mail, worker
from platform_app.notifications.models import FAILED, SENT, WAITING, QueuedMail
from platform_app.notifications.texts import LETTERS
from tests.cast import Cast, address, assemble

NEW = "new@people.example"


@pytest.fixture
def cast(platform: Flask) -> Cast:
    """Everybody."""
    return assemble()


@pytest.fixture
def later(platform: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mail waits until the test drains."""
    monkeypatch.setattr(worker, "_postman", type("Idle", (), {"poke": lambda self: None})())


class Broken:
    """A mailer whose server answers with an error."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.tries = 0

    def send(self, message: EmailMessage) -> None:
        """Fail."""
        self.tries += 1
        raise self.error


def use(monkeypatch: pytest.MonkeyPatch, mailer: object) -> None:
    """Send by this mailer from now on."""
    assert mail._office
    monkeypatch.setattr(mail, "_office", mail.Office(mailer, mail._office.sender, mail._office.host))  # type: ignore[arg-type]


def register(email: str = NEW, language: str = "zh") -> None:
    """Ask for an account; its confirmation is mailed."""
    new = Registration.model_validate({"email": email, "name": "新人", "language": language})
    service_people.register(ANONYMOUS, new, client=None)


def row() -> QueuedMail:
    """The only mail in the queue, as it is now."""
    db.session.close()
    return db.session.scalars(select(QueuedMail)).one()


def test_mail_is_queued_in_the_transaction_of_the_change(later: None) -> None:
    register()
    assert row().state == WAITING
    assert mail.drain() == 1
    assert row().state == SENT


def test_a_change_that_fails_sends_nothing(cast: Cast, platform: Flask) -> None:
    @use_case
    def ask_and_fail(actor: Actor) -> None:
        require(actor, P.ACCOUNT_ENTER)
        service_passwords._request(actor, ResetRequest(email=address("lin")))
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        ask_and_fail(ANONYMOUS)
    assert db.session.scalar(select(QueuedMail)) is None
    assert platform.extensions["mailer"].outbox == []


def test_a_mail_that_has_left_is_not_sent_again_and_its_link_is_wiped(platform: Flask, later: None) -> None:
    register()
    assert "/confirm/" in (row().body or "")
    assert [mail.drain(), mail.drain()] == [1, 0]
    assert row().body is None
    assert len(platform.extensions["mailer"].outbox) == 1


@pytest.mark.parametrize("error", [ConnectionRefusedError(), smtplib.SMTPServerDisconnected(), TimeoutError()])
def test_a_failure_is_tried_again_after_growing_pauses_and_given_up_after_two_days(
    later: None, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    broken = Broken(error)
    use(monkeypatch, broken)
    now = clock.now()
    with clock.stopped_at(now):
        register()
    pauses = []
    while row().state == WAITING:
        with clock.stopped_at(now):
            assert mail.drain() == 0
            assert mail.drain() == 0, "it waits"
        if row().state == WAITING:
            pauses.append(row().next_try_at - now)
            now = row().next_try_at
    assert pauses == mail.PAUSES
    assert broken.tries == len(pauses) + 1
    given_up = row()
    assert (given_up.state, given_up.body) == (FAILED, None)
    assert type(error).__name__ in (given_up.last_error or "")


def test_a_mail_that_failed_leaves_when_the_server_is_back(
    platform: Flask, later: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    register()
    with monkeypatch.context() as patch:
        use(patch, Broken(ConnectionRefusedError()))
        mail.drain()
    with clock.stopped_at(clock.now() + timedelta(minutes=2)):
        assert mail.drain() == 1
    assert len(platform.extensions["mailer"].outbox) == 1


def test_an_address_the_server_refuses_for_good_is_not_tried_again(
    later: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    register()
    use(monkeypatch, Broken(smtplib.SMTPRecipientsRefused({NEW: (550, b"no such user")})))
    mail.drain()
    assert row().state == FAILED


def test_one_bad_mail_does_not_hold_up_the_others(
    platform: Flask, later: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(15):
        register(f"person{n}@people.example")
    outbox = platform.extensions["mailer"]

    class Picky:
        def send(self, message: EmailMessage) -> None:
            if message["To"].addresses[0].username == "person3":
                raise ValueError("cannot be written")
            outbox.send(message)

    use(monkeypatch, Picky())
    assert mail.drain() == 14
    assert db.session.scalars(select(QueuedMail.to_address).where(QueuedMail.state == FAILED)).all() == [
        "person3@people.example"
    ]


def test_several_workers_send_each_mail_once(platform: Flask, later: None) -> None:
    for n in range(30):
        register(f"person{n}@people.example")
    db.session.close()
    sent: list[int] = []

    def work() -> None:
        with platform.app_context():
            sent.append(mail.drain())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(sent) == 30
    recipients = [m["To"].addresses[0].addr_spec for m in platform.extensions["mailer"].outbox]
    assert sorted(recipients) == sorted(f"person{n}@people.example" for n in range(30))


def test_a_worker_that_dies_while_sending_leaves_a_claim_that_runs_out(platform: Flask, later: None) -> None:
    register()
    assert mail._claims.take()  # and then the process is gone
    assert mail.drain() == 0
    with clock.stopped_at(clock.now() + mail.CLAIM + timedelta(seconds=1)):
        assert mail.drain() == 1


def test_the_thread_sends_without_being_waited_for(platform: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    left = threading.Event()

    class Noticing:
        def send(self, message: EmailMessage) -> None:
            left.set()

    use(monkeypatch, Noticing())
    postman = worker.Postman(platform.app_context)
    monkeypatch.setattr(worker, "_postman", postman)
    register()
    try:
        assert left.wait(10)
    finally:
        postman.stop()


def test_every_letter_is_worded_in_both_languages_with_the_same_gaps() -> None:
    for kind, wordings in LETTERS.items():
        gaps = [
            {name for text in wordings[language] for _, name, _, _ in Formatter().parse(text) if name} - {"site"}
            for language in ("zh", "en")
        ]
        assert gaps[0] == gaps[1], kind


def test_letters_come_in_the_language_of_their_reader(cast: Cast, platform: Flask) -> None:
    for name in ("lin", "amal"):
        service_passwords.request_reset(ANONYMOUS, ResetRequest(email=address(name)), client=None)
    subjects = [message["Subject"] for message in platform.extensions["mailer"].outbox]
    assert subjects == ["【城标互鉴】重设密码", "[City Exchange] Choose a new password"]
    assert [m["Content-Language"] for m in platform.extensions["mailer"].outbox] == ["zh-CN", "en"]


def test_what_people_type_cannot_add_lines_to_a_letters_head(cast: Cast, platform: Flask) -> None:
    person = queries_people.get(cast.guest.id or 0)
    person.name = "x\r\nBcc: everyone@people.example"
    db.session.commit()
    service_passwords.request_reset(ANONYMOUS, ResetRequest(email=address("guest")), client=None)
    assert all(message["Bcc"] is None for message in platform.extensions["mailer"].outbox)
