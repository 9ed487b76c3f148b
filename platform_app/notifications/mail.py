"""Sends the queue. Any number of processes may drain at once: each claims rows for a while before it sends them.

Delivery is at least once: a process that dies between sending and noting it leaves a claim that runs out, and the
mail goes again with the same Message-ID. A failure is tried again after a growing pause, eight times over two days.
"""

import logging
import re
import smtplib
from dataclasses import dataclass
from datetime import timedelta
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Any

from sqlalchemy import update
from sqlalchemy.engine import Row

from platform_app.config import Settings
from platform_app.kernel import clock
from platform_app.kernel.claims import Claims
from platform_app.kernel.db import writing
from platform_app.notifications.mailers import Mailer, mailer_for
from platform_app.notifications.models import FAILED, SENT, WAITING, QueuedMail

log = logging.getLogger(__name__)
BATCH = 10
CLAIM = timedelta(minutes=10)
_METHOD = re.compile(r"^METHOD:(\w+)", re.MULTILINE)
PAUSES = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440)]
_claims = Claims(QueuedMail, QueuedMail.state == WAITING, at_most=BATCH, lasting=CLAIM)


@dataclass(frozen=True)
class Office:
    """Where mail leaves from."""

    mailer: Mailer
    sender: str
    host: str


_office: Office | None = None


def install(settings: Settings) -> Mailer:
    """Choose the mailer; installing again replaces it."""
    global _office
    host = parseaddr(settings.mail_from)[1].rpartition("@")[2] or "localhost"
    _office = Office(mailer_for(settings), settings.mail_from, host)
    return _office.mailer


def drain() -> int:
    """Send everything that is due; says how many mails left."""
    sent = 0
    while batch := _claims.take():
        sent += sum(_deliver(row) for row in batch)
        if len(batch) < BATCH:
            break  # there was no more; who adds to the queue has it worked off
    return sent


def _deliver(row: Row[Any]) -> bool:
    assert _office is not None, "notifications.mail.install comes first"
    try:
        _office.mailer.send(_message(row, _office))
    except smtplib.SMTPRecipientsRefused as error:
        final = all(500 <= code < 600 for code, _ in error.recipients.values())
        _note_failure(row, repr(error), final=final)
        return False
    except OSError as error:
        _note_failure(row, repr(error), final=False)
        return False
    except (ValueError, MessageError) as error:  # an address that no mail can be written to
        _note_failure(row, repr(error), final=True)
        return False
    _note(row, state=SENT, sent_at=clock.now(), body=None, calendar=None, unsubscribe=None, last_error=None)
    return True


def _message(row: Row[Any], office: Office) -> EmailMessage:
    message = EmailMessage()
    message["From"] = office.sender
    message["To"] = Address(row.to_name, addr_spec=row.to_address)
    message["Subject"] = row.subject
    message["Date"] = format_datetime(row.created_at)
    message["Message-ID"] = f"<mail-{row.id}-{int(row.created_at.timestamp() * 1e6)}@{office.host}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence note answers it
    if row.unsubscribe:
        message["List-Unsubscribe"] = f"<{row.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    message.set_content(row.body)  # which removes every header about content that is there before
    message["Content-Language"] = "zh-CN" if row.language == "zh" else "en"
    if row.calendar:
        _add_calendar(message, row.calendar)
    return message


def _add_calendar(message: EmailMessage, calendar: str) -> None:
    """The invitation beside the text (RFC 6047); as bytes, because its lines end with CRLF whatever carries it."""
    found = _METHOD.search(calendar)
    parameters = {"method": found[1] if found else "PUBLISH", "charset": "utf-8", "component": "VEVENT"}
    message.add_alternative(calendar.encode(), "text", "calendar", params=parameters)


def _note_failure(row: Row[Any], error: str, *, final: bool) -> None:
    """Plan the next try, or give up. The claim has counted this try already."""
    log.warning("mail %s to its recipient failed at try %s: %s", row.id, row.attempts, error)
    if final or row.attempts > len(PAUSES):
        _note(row, state=FAILED, last_error=error[:500], body=None, calendar=None)
    else:
        _note(row, next_try_at=clock.now() + PAUSES[row.attempts - 1], last_error=error[:500])


def _note(row: Row[Any], **values: Any) -> None:
    """Write the outcome, unless the claim ran out and another process has taken the row over."""
    still_ours = (QueuedMail.id == row.id, QueuedMail.attempts == row.attempts)
    with writing() as connection:
        connection.execute(update(QueuedMail).where(*still_ours).values(**values))
