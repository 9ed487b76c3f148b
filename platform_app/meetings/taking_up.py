"""Who was named for a meeting before she had an account is known by it once she has shown that the address is hers."""

from sqlalchemy import update

from platform_app.accounts.models import Person
from platform_app.events import PasswordChanged, PersonConfirmed, PersonRegistered
from platform_app.kernel.db import db
from platform_app.kernel.use_case import Recorded
from platform_app.meetings.models_people import Delegate

FOLLOWS = (PersonConfirmed, PersonRegistered, PasswordChanged)  # the last: a link in a letter has reached her


def note(recorded: Recorded) -> None:
    """Before the commit: from then on she reads what she was named for, and answers there, signed in."""
    person = db.session.get(Person, recorded.event.subject_id)
    if person is None or person.confirmed_at is None:
        return
    waiting = (Delegate.email_key == person.email_key, Delegate.person_id.is_(None), Delegate.withdrawn_at.is_(None))
    db.session.execute(update(Delegate).where(*waiting).values(person_id=person.id, version=Delegate.version + 1))
