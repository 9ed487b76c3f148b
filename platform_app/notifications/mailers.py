"""How a mail leaves: to the console, by SMTP, or into a list for tests. One is chosen by MAILER."""

import smtplib
import ssl
import sys
from email.message import EmailMessage
from typing import Protocol

from platform_app.config import Settings

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
        text = message.get_content()
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
    """Speaks SMTP (RFC 5321), with STARTTLS and authentication where set."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def send(self, message: EmailMessage) -> None:
        """Hold one conversation."""
        chosen = self.settings
        with smtplib.SMTP(chosen.smtp_host, chosen.smtp_port, timeout=TIMEOUT_S) as server:
            if chosen.smtp_starttls:
                server.starttls(context=ssl.create_default_context())
            if chosen.smtp_user:
                server.login(chosen.smtp_user, chosen.smtp_password)
            server.send_message(message)


def mailer_for(settings: Settings) -> Mailer:
    """The mailer that the settings name."""
    if settings.mailer == "smtp":
        return SmtpMailer(settings)
    return MemoryMailer() if settings.mailer == "memory" else ConsoleMailer()
