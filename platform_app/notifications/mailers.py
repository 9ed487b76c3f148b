"""How a mail leaves: to the console, by SMTP, or into a list for tests. One is chosen by MAILER."""

import smtplib
import ssl
import sys
from email.message import EmailMessage
from typing import Protocol

from platform_app.config import Misconfigured, Settings

TIMEOUT_S = 20.0


class Mailer(Protocol):
    """Anything that can send one mail."""

    def send(self, message: EmailMessage) -> None:
        """Hand it over. Raises OSError (SMTPException is one) when that fails."""


class ConsoleMailer:
    """Prints mail where the server runs, for demonstrations and development."""

    def send(self, message: EmailMessage) -> None:
        """Print it."""
        line = "-" * 72
        plain = message.get_body(("plain",))
        text = plain.get_content() if plain is not None else ""
        print(
            f"{line}\nTo: {message['To']}\nSubject: {message['Subject']}\n\n{text}{line}", file=sys.stderr, flush=True
        )


class MemoryMailer:
    """Keeps mail in a list, for tests."""

    def __init__(self) -> None:
        self.outbox: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> None:
        """Keep it."""
        self.outbox.append(message)


class SmtpMailer:
    """Speaks SMTP (RFC 5321), with STARTTLS (RFC 3207) or TLS from the start (RFC 8314) and authentication where set.

    A server that cannot encrypt or whose certificate does not stand for its name is told neither password nor mail.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._tls = _trusting(settings.smtp_ca_file) if settings.smtp_starttls or settings.smtp_tls else None

    def send(self, message: EmailMessage) -> None:
        """Hold one conversation."""
        chosen = self.settings
        with self._connect() as server:
            if chosen.smtp_starttls:
                server.starttls(context=self._tls)
            if chosen.smtp_user:
                server.login(chosen.smtp_user, chosen.smtp_password)
            server.send_message(message)

    def _connect(self) -> smtplib.SMTP:
        host, port = self.settings.smtp_host, self.settings.smtp_port
        if self.settings.smtp_tls:
            return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=self._tls)
        return smtplib.SMTP(host, port, timeout=TIMEOUT_S)


def mailer_for(settings: Settings) -> Mailer:
    """The mailer that the settings name."""
    if settings.mailer == "smtp":
        return SmtpMailer(settings)
    return MemoryMailer() if settings.mailer == "memory" else ConsoleMailer()


def _trusting(ca_file: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file or None)
    except OSError as error:
        raise Misconfigured(f"SMTP_CA_FILE={ca_file} cannot be read as certificates: {error}") from error
