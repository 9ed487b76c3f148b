"""What every letter has in common: the site's name and address, and its row in the queue of mail."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

from platform_app.accounts.credentials import mail_address
from platform_app.accounts.models import Organisation
from platform_app.config import Settings
from platform_app.kernel.db import db
from platform_app.notifications import texts
from platform_app.notifications.models import QueuedMail


@dataclass(frozen=True)
class Letterhead:
    """What every mail names: the site and its address."""

    site: Mapping[str, str]
    url: str


_head = Letterhead({"zh": "", "en": ""}, "")
_is_unwritten: ContextVar[bool] = ContextVar("letters_unwritten", default=False)


def install(settings: Settings) -> None:
    """Set the site's names and address."""
    global _head
    names = {"zh": settings.site_name_zh, "en": settings.site_name_en}
    _head = Letterhead(names, settings.public_url.rstrip("/"))


def address(path: str) -> str:
    """A page of the site, as a mail names it."""
    return f"{_head.url}{path}"


@contextmanager
def unwritten() -> Iterator[None]:
    """In this block no letters are written: what is made up for a demonstration happened to nobody."""
    token = _is_unwritten.set(True)
    try:
        yield
    finally:
        _is_unwritten.reset(token)


class Addressee(Protocol):
    """Whom a letter goes to: somebody with an account, or a delegate without one."""

    @property
    def name(self) -> str:
        """How she is called."""

    @property
    def email(self) -> str:
        """Where letters reach her."""

    @property
    def language(self) -> str:
        """In which language."""


def queue(
    kind: str,
    to: Addressee,
    organisation: Organisation | None = None,
    unsubscribe: str | None = None,
    calendar: str | None = None,
    **values: str,
) -> None:
    """Write a letter in its reader's language into the queue, inside the transaction of the act.

    `unsubscribe` is the address that stops such mail at one POST; `calendar` an invitation that goes with it.
    """
    if _is_unwritten.get():
        return
    language = to.language
    if organisation is not None:
        values["organisation"] = organisation.name_zh if language == "zh" else organisation.name_en
    letter = texts.letter(kind, language, site=_head.site[language], **values)
    db.session.add(
        QueuedMail(
            kind=kind,
            to_name=to.name,
            to_address=mail_address(to.email),
            language=language,
            subject=letter.subject,
            body=letter.body,
            unsubscribe=unsubscribe,
            calendar=calendar,
        )
    )
