"""What can happen to webhooks. What they are told of is no event of its own."""

from platform_app.events.base import Event


class WebhookEvent(Event):
    """Something that happened to a webhook of an organisation."""

    subject_kind = "webhook"


class WebhookMade(WebhookEvent):
    """An organisation wants a program to be told of things."""


class WebhookEdited(WebhookEvent):
    """Its address, events or scope were changed, or it was switched on or off."""


class WebhookSecretChanged(WebhookEvent):
    """It signs with a new secret."""


class WebhookRemoved(WebhookEvent):
    """It is told nothing any more."""


class WebhookTried(WebhookEvent):
    """A test was sent to it."""


class WebhookRepeated(WebhookEvent):
    """Something was sent to it once more."""


class WebhookDisabled(WebhookEvent):
    """It failed for too long and was switched off."""
