"""Mail over a real SMTP conversation with a server on this machine."""

import contextlib
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from flask import Flask

from platform_app.access.actor import ANONYMOUS
from platform_app.accounts import service_people
from platform_app.accounts.inputs import Registration
from platform_app.kernel import clock
from platform_app.notifications import mail

MakeApp = Callable[..., Flask]
pytestmark = pytest.mark.databases("sqlite")


class Postbox:
    """Keeps what arrives, or refuses it."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        """Called at the end of a mail."""
        if self.answer.startswith("250"):
            self.envelopes.append(envelope)
        return self.answer

    @property
    def messages(self) -> list[EmailMessage]:
        """What has arrived."""
        return [message_from_bytes(e.content or b"", policy=policy.default) for e in self.envelopes]  # type: ignore[misc]


@contextlib.contextmanager
def server(postbox: Postbox, **options: Any) -> Iterator[int]:
    """An SMTP server on a free port; gives the port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(postbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def register(app: Flask, email: str = "new@people.example") -> None:
    """Ask for an account; drains in the same breath."""
    with app.app_context():
        service_people.register(ANONYMOUS, Registration(email=email, name="新人", language="zh"), client=None)


def test_a_letter_arrives_whole(make_app: MakeApp) -> None:
    postbox = Postbox()
    with server(postbox) as port:
        app = make_app(
            mailer="smtp", smtp_host="127.0.0.1", smtp_port=port, mail_from="城标互鉴 <post@exchange.example>",
            public_url="https://exchange.example",
        )  # fmt: skip
        register(app)
    assert [(e.mail_from, e.rcpt_tos) for e in postbox.envelopes] == [("post@exchange.example", ["new@people.example"])]
    letter = postbox.messages[0]
    assert letter["Subject"] == "【城标互鉴】确认您的邮箱"
    assert letter["From"].addresses[0].display_name == "城标互鉴"
    assert letter["To"].addresses[0].display_name == "新人"
    assert letter["Message-ID"].endswith("@exchange.example>")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "https://exchange.example/confirm/" in letter.get_content()
    assert "您好" in letter.get_content()


def test_an_international_domain_travels_in_ascii(make_app: MakeApp) -> None:
    postbox = Postbox()
    with server(postbox) as port:
        register(make_app(mailer="smtp", smtp_host="127.0.0.1", smtp_port=port), "li@例子.中国")
    assert postbox.envelopes[0].rcpt_tos == ["li@xn--fsqu00a.xn--fiqs8s"]


def test_a_letter_the_server_puts_off_waits_for_the_next_try(make_app: MakeApp) -> None:
    postbox = Postbox()
    postbox.answer = "451 try again later"
    with server(postbox) as port:
        app = make_app(mailer="smtp", smtp_host="127.0.0.1", smtp_port=port)
        register(app)
        assert postbox.envelopes == []
        postbox.answer = "250 OK"
        with app.app_context(), later():
            assert mail.drain() == 1
    assert len(postbox.envelopes) == 1


def test_no_server_is_no_reason_to_refuse_a_registration(make_app: MakeApp) -> None:
    with server(Postbox()) as port:
        pass  # the port is free again: nobody listens
    register(make_app(mailer="smtp", smtp_host="127.0.0.1", smtp_port=port))


def test_a_server_that_asks_for_a_name_gets_it(make_app: MakeApp) -> None:
    postbox, seen = Postbox(), []

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
        seen.append((data.login, data.password))
        return AuthResult(success=True)

    with server(postbox, authenticator=authenticate, auth_require_tls=False) as port:
        register(
            make_app(
                mailer="smtp", smtp_host="127.0.0.1", smtp_port=port, smtp_user="exchange", smtp_password="let me in"
            )
        )
    assert set(seen) == {(b"exchange", b"let me in")}
    assert len(postbox.envelopes) == 1


def later() -> contextlib.AbstractContextManager[None]:
    """A while after now, when a failed mail is due again."""
    return clock.stopped_at(clock.now() + timedelta(minutes=5))
