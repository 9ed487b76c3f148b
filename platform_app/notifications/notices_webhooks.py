"""The letter about a webhook that was switched off because it failed for too long."""

from collections.abc import Callable, Mapping

from platform_app import events
from platform_app.kernel.use_case import Recorded
from platform_app.notifications import recipients
from platform_app.notifications.letterhead import address, queue


def write(recorded: Recorded) -> None:
    """Queue the mail of one event."""
    WRITERS[type(recorded.event)](recorded)


def _disabled(recorded: Recorded) -> None:
    organisation = recipients.organisation(recorded.event.org_id)
    link = address(f"/organisations/{organisation.code}/webhooks")
    for coordinator in recipients.coordinators(organisation.id):
        queue("webhook_disabled", coordinator, organisation, link=link)


WRITERS: Mapping[type, Callable[[Recorded], None]] = {events.WebhookDisabled: _disabled}
