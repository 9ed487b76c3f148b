"""Webhooks: which programs an organisation has told of what, and what they were sent."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Organisation
from platform_app.api import examples
from platform_app.api.answers import Answer, created, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import MERGE_PATCH, Asked, Id, ListQuery, Word
from platform_app.api.shapes import Entity, Listing, Shape, address, permitted, whole
from platform_app.api.shapes_case import Owner, owner
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.webhooks import queries, service
from platform_app.webhooks.inputs import EventName, NewWebhook, Scope, WebhookChange
from platform_app.webhooks.models import Delivery, Webhook
from platform_app.webhooks.posting import ERRORS
from platform_app.wording import said

noun = Noun("webhooks", "Programs that your organisation has told of what everybody may read.")


class WebhookId(Asked):
    """Which webhook."""

    id: Id


class DeliveryId(WebhookId):
    """Which thing it was sent."""

    delivery_id: Id


class WebhooksQuery(Asked):
    """Whose."""

    organisation: Word | None = Field(None, description="Code of an organisation that you coordinate")


class WebhookOfOrganisation(NewWebhook):
    """A webhook, and whose it is."""

    organisation: Word = Field(description="Code of an organisation that you coordinate")


class WebhookShape(Entity):
    """A webhook, without its secret."""

    organisation: Owner
    name: str
    target: str = Field(description="Where it is sent")
    events: list[EventName]
    scope: Scope
    is_active: bool
    disabled_at: datetime | None
    disabled_because: Literal["switched_off", "failing"] | None
    failures: int = Field(description="Tries that failed since the last that was taken")


class IssuedWebhook(WebhookShape):
    """A webhook with its secret, which is shown this once."""

    secret: str = Field(description="By which what it is sent is signed")


class DeliveryShape(Shape):
    """One thing that a webhook was sent."""

    id: int
    key: str = Field(description="The same for every try: X-Delivery, and `id` of the body")
    event: str
    state: Literal["waiting", "sent", "failed", "dropped"] = Field(description="`dropped` = public no more")
    attempts: int
    created_at: datetime
    next_try_at: datetime | None = Field(description="Of what waits")
    ended_at: datetime | None
    status_code: int | None = Field(description="Of the last answer")
    error: str | None = Field(description="What was wrong at the last try")
    body: str = Field(description="What is sent")


EXAMPLE = {
    **examples.entity("webhooks/3", id=3, version=1, actions=("webhook.keep",)),
    "organisation": examples.OWNER,
    "name": "City portal",
    "target": "https://portal.example/hooks/cities",
    "events": ["case.published", "ask.made"],
    "scope": "own",
    "is_active": True,
    "disabled_at": None,
    "disabled_because": None,
    "failures": 0,
}
ISSUED = {**EXAMPLE, "secret": "whsec_Vb3k9qT1vY0J6mXr0n3p8Qm2a4cZ7eKf5uWsHd1LgBo"}
DELIVERY = {
    "id": 12,
    "key": "0b0e7c1c-6f1e-4a0b-9d3e-2f6d0c5f7a11",
    "event": "ping",
    "state": "sent",
    "attempts": 1,
    "created_at": examples.MOMENT,
    "next_try_at": None,
    "ended_at": examples.MOMENT,
    "status_code": 204,
    "error": None,
    "body": '{"id":"0b0e7c1c-6f1e-4a0b-9d3e-2f6d0c5f7a11","event":"ping","subject":null,"organisation":null}',
}
SENDS = {
    "organisation": "330100",
    "name": "City portal",
    "url": "https://portal.example/hooks/cities",
    "events": ["case.published", "ask.made"],
}


@noun.operation(
    "GET", "/webhooks", Note(Listing[WebhookShape], examples.listing(EXAMPLE), needs_token=True, refusals=(422,))
)
def index(actor: Actor, query: WebhooksQuery) -> Answer:
    """Those of the organisations that you coordinate, the oldest first."""
    org_id = _organisation(actor, query.organisation).id if query.organisation else None
    rows = queries.webhooks(actor, org_id=org_id)
    return Answer(Listing[WebhookShape](**whole([WebhookShape(**_parts(actor, row)) for row in rows])))


@noun.operation("POST", "/webhooks", Note(IssuedWebhook, ISSUED, 201, (403, 409, 422), writes=True, sends=SENDS))
def register(actor: Actor, body: WebhookOfOrganisation) -> Answer:
    """Have a program told of what happens. The secret is shown in this answer only.

    Sent are ids and addresses of what everybody may read, never texts. The server must be a public one.
    """
    new = NewWebhook.model_validate(body.model_dump(exclude={"organisation"}))
    issued = service.register(actor, _organisation(actor, body.organisation).id, new)
    return created(_issued(actor, issued), address("webhooks.show", id=issued.webhook.id))


@noun.operation("GET", "/webhooks/<int:id>", Note(WebhookShape, EXAMPLE, refusals=(404,), needs_token=True))
def show(actor: Actor, path: WebhookId) -> Answer:
    """One webhook. Its ETag is what PATCH and DELETE want in If-Match."""
    return Answer(WebhookShape(**_parts(actor, queries.webhook(actor, path.id))))


@noun.operation(
    "PATCH",
    "/webhooks/<int:id>",
    Note(
        WebhookShape,
        EXAMPLE,
        refusals=(403, 404, 412, 422),
        writes=True,
        match="needed",
        sends={"is_active": True},
        accepted=MERGE_PATCH,
    ),
)
def change(actor: Actor, path: WebhookId, body: WebhookChange, version: int | None) -> Answer:
    """Change where to and of what, or switch it on or off."""
    service.edit(actor, path.id, body, version=version or 0)
    return Answer(WebhookShape(**_parts(actor, queries.webhook(actor, path.id))))


@noun.operation(
    "DELETE",
    "/webhooks/<int:id>",
    Note(None, status=204, refusals=(403, 404, 412), writes=True, match="needed"),
)
def remove(actor: Actor, path: WebhookId, version: int | None) -> Answer:
    """Tell it nothing any more, and forget what it was sent."""
    service.remove(actor, path.id, version=version or 0)
    return Answer(None, 204)


@noun.operation("POST", "/webhooks/<int:id>/secret", Note(IssuedWebhook, ISSUED, refusals=(403, 404), writes=True))
def change_secret(actor: Actor, path: WebhookId) -> Answer:
    """Sign with a new secret, shown in this answer only. For a day the former one signs too."""
    issued = service.change_secret(actor, path.id)
    return Answer(_issued(actor, issued))


@noun.operation("POST", "/webhooks/<int:id>/ping", Note(DeliveryShape, DELIVERY, 202, (403, 404, 409), writes=True))
def ping(actor: Actor, path: WebhookId) -> Answer:
    """Send a test. It leaves within seconds; `deliveries` says how it went."""
    return Answer(_delivery(service.ping(actor, path.id)), 202)


@noun.operation(
    "GET",
    "/webhooks/<int:id>/deliveries",
    Note(Listing[DeliveryShape], examples.listing(DELIVERY), refusals=(404, 422), needs_token=True),
)
def deliveries(actor: Actor, path: WebhookId, query: ListQuery) -> Answer:
    """What it was sent in the last thirty days, the newest first."""
    page = queries.deliveries(actor, queries.webhook(actor, path.id), query.page)
    return part(page, [_delivery(row) for row in page.items], Listing[DeliveryShape])


@noun.operation(
    "POST",
    "/webhooks/<int:id>/deliveries/<int:delivery_id>/repetition",
    Note(DeliveryShape, DELIVERY, 202, (403, 404, 409), writes=True),
)
def repeat(actor: Actor, path: DeliveryId) -> Answer:
    """Send the same once more, under the same key."""
    return Answer(_delivery(service.repeat(actor, path.id, path.delivery_id)), 202)


def _organisation(actor: Actor, code: str) -> Organisation:
    try:
        return accounts.organisation_by_code(actor, code)
    except NotFound:
        raise Invalid.one("organisation", msg("There is no such organisation.")) from None


def _issued(actor: Actor, issued: service.Issued) -> IssuedWebhook:
    return IssuedWebhook(**_parts(actor, queries.webhook(actor, issued.webhook.id)), secret=issued.secret)


def _parts(actor: Actor, row: Webhook) -> dict[str, object]:
    own = {name: getattr(row, name) for name in WebhookShape.model_fields if hasattr(row, name) and name != "url"}
    links = {"url": address("webhooks.show", id=row.id), "actions": permitted(actor, (P.WEBHOOK_KEEP,), row)}
    return {**own, **links, "target": row.url, "organisation": owner(row.organisation)}


def _delivery(row: Delivery) -> DeliveryShape:
    own = {name: getattr(row, name) for name in DeliveryShape.model_fields}
    waits = {"next_try_at": row.next_try_at if row.state == "waiting" else None}
    return DeliveryShape(**{**own, **waits, "error": said(ERRORS[row.error]) if row.error else None})
