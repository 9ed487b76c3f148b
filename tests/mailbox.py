"""What the platform mails in a test, by recipient."""

import re
from email.message import EmailMessage

from flask import Flask


def text_of(message: EmailMessage) -> str:
    """What a mail says, whatever else it carries."""
    plain = message.get_body(("plain",))
    assert plain is not None
    return str(plain.get_content())


class Mailbox:
    """What the platform has mailed since the test began."""

    def __init__(self, app: Flask) -> None:
        self.outbox: list[EmailMessage] = app.extensions["mailer"].outbox

    def to(self, email: str) -> list[EmailMessage]:
        """Everything one address got."""
        return [m for m in self.outbox if m["To"].addresses[0].addr_spec == email]

    def secret(self, email: str, page: str) -> str:
        """The secret of the newest link to a page that an address got."""
        for message in reversed(self.to(email)):
            found = re.search(rf"/{page}/(\S+)", text_of(message))
            if found:
                return found[1]
        raise AssertionError(f"no link to {page} was mailed to {email}")
