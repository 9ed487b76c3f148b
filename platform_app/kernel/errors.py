"""The five ways an act can fail. Mouths turn them into numbers and pages; nothing here knows HTTP."""

from typing import Any

from platform_app.kernel.messages import Message, msg


class DomainError(Exception):
    """Something a person can act on: a stable code and a sentence."""

    code = "error"

    def __init__(self, message: Message, code: str | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.code = code or type(self).code


class NotFound(DomainError):
    """There is no such thing, or the actor may not know that there is."""

    code = "not_found"

    def __init__(self, message: Message | None = None) -> None:
        super().__init__(message or msg("There is nothing here, or it is not open to you."))


class NotAllowed(DomainError):
    """The actor sees the thing but may not do this to it; the message says who may."""

    code = "not_allowed"


class Conflict(DomainError):
    """The thing is in a state in which this cannot be done."""

    code = "conflict"


class Throttled(Conflict):
    """Too many tries; `retry_after` is in seconds."""

    code = "throttled"

    def __init__(self, message: Message, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Invalid(DomainError):
    """What was sent breaks a rule, field by field.

    `errors` maps a dotted field path ("indicators.0.name") to messages; "" is the whole.
    """

    code = "invalid"

    def __init__(self, errors: dict[str, list[Message]], message: Message | None = None) -> None:
        super().__init__(message or msg("Some entries need your attention."))
        self.errors = errors

    @classmethod
    def one(cls, field: str, message: Message) -> "Invalid":
        """An error in a single field."""
        return cls({field: [message]})


class Stale(DomainError):
    """Somebody saved in between. `current` is the newer thing, so that both texts can be shown."""

    code = "stale"

    def __init__(self, current: Any = None, message: Message | None = None) -> None:
        super().__init__(message or msg("Somebody else has saved a newer version in the meantime."))
        self.current = current
