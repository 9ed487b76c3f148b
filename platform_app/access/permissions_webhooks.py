"""The permission on webhooks. `permissions.P` lists it."""

from platform_app.kernel.messages import msg

WEBHOOK_KEEP = (
    "webhook.keep",
    msg("have programs told of what happens"),
    msg("Coordinators of the organisation."),
)
