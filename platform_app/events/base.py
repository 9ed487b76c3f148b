"""What every event has: a subject, and the organisation it was done for or to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """Something that happened to one subject; `org_id` is the organisation it was done for or to."""

    subject_kind = ""

    subject_id: int
    org_id: int | None = None
