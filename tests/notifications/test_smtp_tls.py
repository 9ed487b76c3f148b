"""Encrypted mail: STARTTLS and SMTPS against real servers, whose certificates are made here, and what is refused."""

import shutil
import ssl
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from flask import Flask
from sqlalchemy import select

from platform_app.kernel.db import db
from platform_app.notifications import mail
from platform_app.notifications.models import WAITING, QueuedMail
from tests.notifications.test_smtp import MakeApp, Postbox, later, register, server

pytestmark = pytest.mark.databases("sqlite")
Authority = Callable[[str], tuple[ssl.SSLContext, Path]]


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Makes a self-signed certificate for a name: what a server shows, and the file of those who trust it."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("needs openssl: on Debian, apt-get install openssl")
    folder = tmp_path_factory.mktemp("certificates")

    @cache
    def certify(name: str) -> tuple[ssl.SSLContext, Path]:
        certificate, key = folder / f"{len(list(folder.iterdir()))}.pem", folder / "key.pem"
        subprocess.run(
            [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
             "-nodes", "-days", "2", "-subj", "/CN=a mail server",
             "-addext", f"subjectAltName={name}", "-keyout", str(key), "-out", str(certificate)],
            check=True, capture_output=True,
        )  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context, certificate

    return certify


class Guard:
    """Notes the names and passwords that a server is told."""

    def __init__(self) -> None:
        self.told: list[tuple[bytes, bytes]] = []

    def __call__(self, server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
        self.told.append((data.login, data.password))
        return AuthResult(success=True)


class Sniffer(Postbox):
    """Also notes whether the conversation was encrypted when the mail came."""

    def __init__(self) -> None:
        super().__init__()
        self.ciphers: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Called at the end of a mail."""
        encrypted = session.ssl or server.transport.get_extra_info("cipher")
        self.ciphers.append(encrypted)
        return await super().handle_DATA(server, session, envelope)


def sender(make_app: MakeApp, port: int, **more: Any) -> Flask:
    """The platform as it mails to a server of this machine, with a password to lose."""
    secret = {"smtp_user": "exchange", "smtp_password": "let me in"}
    return make_app(mailer="smtp", smtp_host="127.0.0.1", smtp_port=port, **secret, **more)


def stays_waiting(app: Flask) -> str:
    """Why the one letter has not left."""
    with app.app_context():
        row = db.session.execute(select(QueuedMail.state, QueuedMail.last_error)).one()
    assert row.state == WAITING
    return str(row.last_error)


def by_starttls(context: ssl.SSLContext) -> dict[str, Any]:
    """A server that asks for STARTTLS before anything else."""
    return {"tls_context": context, "require_starttls": True}


def by_tls(context: ssl.SSLContext) -> dict[str, Any]:
    """A server that speaks TLS from the first byte; it does not know so itself, so it must not ask for TLS again."""
    return {"ssl_context": context, "auth_require_tls": False}


WAYS = pytest.mark.parametrize(
    ("way", "setting"), [(by_starttls, "smtp_starttls"), (by_tls, "smtp_tls")], ids=["starttls", "smtps"]
)


@WAYS
def test_a_letter_and_the_password_travel_encrypted_to_a_server_that_is_trusted(
    make_app: MakeApp, certified: Authority, way: Callable[..., dict[str, Any]], setting: str
) -> None:
    postbox, guard = Sniffer(), Guard()
    context, ca_file = certified("IP:127.0.0.1")
    with server(postbox, authenticator=guard, **way(context)) as port:
        register(sender(make_app, port, **{setting: True}, smtp_ca_file=str(ca_file)))
    assert [e.rcpt_tos for e in postbox.envelopes] == [["new@people.example"]]
    assert set(guard.told) == {(b"exchange", b"let me in")}
    assert len(postbox.ciphers) == 1
    assert postbox.ciphers[0]


@WAYS
@pytest.mark.parametrize("trusted", [False, True], ids=["unknown-authority", "another-servers-name"])
def test_a_server_with_a_wrong_certificate_is_told_nothing(
    make_app: MakeApp, certified: Authority, way: Callable[..., dict[str, Any]], setting: str, trusted: bool
) -> None:
    postbox, guard = Postbox(), Guard()
    context, ca_file = certified("DNS:mail.elsewhere.example" if trusted else "IP:127.0.0.1")
    trust = {"smtp_ca_file": str(ca_file)} if trusted else {}
    with server(postbox, authenticator=guard, **way(context)) as port:
        app = sender(make_app, port, **{setting: True}, **trust)
        register(app)
    assert (postbox.envelopes, guard.told) == ([], [])
    why = "IP address mismatch" if trusted else "self-signed certificate"
    assert "CERTIFICATE_VERIFY_FAILED" in stays_waiting(app)
    assert why in stays_waiting(app).replace("self signed", "self-signed")


def test_a_server_without_starttls_is_told_nothing_where_starttls_is_required(make_app: MakeApp) -> None:
    postbox, guard = Postbox(), Guard()
    with server(postbox, authenticator=guard, auth_require_tls=False) as port:
        app = sender(make_app, port, smtp_starttls=True)
        register(app)
    assert (postbox.envelopes, guard.told) == ([], [])
    assert "STARTTLS extension not supported" in stays_waiting(app)


def test_a_server_that_speaks_in_the_clear_is_told_nothing_where_tls_is_required(make_app: MakeApp) -> None:
    postbox, guard = Postbox(), Guard()
    with server(postbox, authenticator=guard, auth_require_tls=False) as port:
        app = sender(make_app, port, smtp_tls=True)
        register(app)
    assert (postbox.envelopes, guard.told) == ([], [])
    assert "SSL" in stays_waiting(app)


def test_a_letter_that_was_kept_back_leaves_once_the_server_can_be_trusted(
    make_app: MakeApp, certified: Authority
) -> None:
    postbox = Postbox()
    context, ca_file = certified("IP:127.0.0.1")
    with server(postbox, authenticator=Guard(), **by_starttls(context)) as port:
        register(sender(make_app, port, smtp_starttls=True))
        assert postbox.envelopes == []
        trusting = sender(make_app, port, smtp_starttls=True, smtp_ca_file=str(ca_file))
        with trusting.app_context(), later():
            assert mail.drain() == 1
    assert [e.rcpt_tos for e in postbox.envelopes] == [["new@people.example"]]
