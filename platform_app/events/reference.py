"""What can happen to the reference data: standards, fields, terms."""

from platform_app.events.base import Event


class StandardLoaded(Event):
    """A standard was added or changed from reference data."""

    subject_kind = "standard"


class FieldLoaded(Event):
    """A field was added or changed from reference data."""

    subject_kind = "field"


class TermLoaded(Event):
    """A glossary term was added or changed from reference data."""

    subject_kind = "term"


class TermEdited(Event):
    """An administrator changed, added or removed a glossary term."""

    subject_kind = "term"


class ReasonLoaded(Event):
    """A reason ready for use was added or changed from reference data."""

    subject_kind = "reason"


class ReasonEdited(Event):
    """A moderator added or changed a reason ready for use."""

    subject_kind = "reason"


class ReasonRemoved(Event):
    """A moderator took a reason ready for use out."""

    subject_kind = "reason"


class TaskLoaded(Event):
    """A task of the Action Plan was added or changed from reference data."""

    subject_kind = "task"


class IndicatorLoaded(Event):
    """A target of the Action Plan was added or changed from reference data."""

    subject_kind = "indicator"
