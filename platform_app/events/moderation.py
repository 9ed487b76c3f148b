"""What can happen when somebody reports something, is warned or silenced, appeals; and to posts that wait."""

from dataclasses import dataclass

from platform_app.events.base import Event
from platform_app.events.exchange import PostEvent, ThreadEvent


@dataclass(frozen=True)
class MatterEvent(Event):
    """Something that happened to a matter: a thing that was reported, with all its reports."""

    subject_kind = "matter"


class ThingReported(MatterEvent):
    """Somebody reported a post, thread, case or person."""


class MatterDecided(MatterEvent):
    """Somebody decided what becomes of it."""


class MatterPutToAdministrators(MatterEvent):
    """A moderator asked the administrators to suspend somebody."""


@dataclass(frozen=True)
class SanctionEvent(Event):
    """Something that happened to a sanction: a hidden post, a warning, a silence, a suspension."""

    subject_kind = "sanction"


class PersonWarned(SanctionEvent):
    """Somebody was warned."""


class PersonSilenced(SanctionEvent):
    """Somebody was asked to be quiet for some days."""


class SanctionAppealed(SanctionEvent):
    """Whom it meets has appealed."""


class SanctionLifted(SanctionEvent):
    """An appeal was upheld."""


class SanctionConfirmed(SanctionEvent):
    """An appeal was dismissed."""


class PostHeld(PostEvent):
    """Somebody replied; a moderator looks at it before it is shown."""


class ThreadHeld(ThreadEvent):
    """A thread was opened; a moderator looks at it before it is shown."""


class PostReleased(PostEvent):
    """A post that was held is shown. To readers it is new, as if it had been written now."""


class ThreadReleased(ThreadEvent):
    """A thread that was held is open, with its first post `post_id`. To readers it is new."""
