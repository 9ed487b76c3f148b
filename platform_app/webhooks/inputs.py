"""What callers send to have a program told of things."""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from platform_app.kernel.inputs import Input, Line, fail
from platform_app.webhooks import addresses
from platform_app.webhooks.catalogue import NAMES

MOST_OF_ONE = 10  # webhooks of an organisation
Scope = Literal["own", "everything"]
Name = Annotated[Line, Field(min_length=1, max_length=80)]
EventName = Literal[
    "case.published",
    "case.featured",
    "case.announced",
    "thread.started",
    "post.written",
    "answer.accepted",
    "ask.made",
    "ask.answered",
]
assert get_args(EventName) == NAMES, "types need them written out"


def _plain(url: str) -> str:
    try:
        addresses.parse(url)
    except addresses.Refused:
        raise fail("url_form") from None
    return url


def _each_once(names: list[EventName]) -> list[EventName]:
    return list(dict.fromkeys(names))


Url = Annotated[Line, Field(min_length=1, max_length=500), AfterValidator(_plain)]
Events = Annotated[list[EventName], Field(min_length=1, max_length=50), AfterValidator(_each_once)]


class NewWebhook(Input):
    """Where to, and of what."""

    name: Name = Field(description="What it is for, for your colleagues")
    url: Url = Field(description="http or https; of a public server")
    events: Events
    scope: Scope = Field("own", description="`own` = of your organisation and those below it; `everything` public")


class WebhookChange(Input):
    """What changes; null = as it is. Switching on forgets earlier failures."""

    name: Name | None = None
    url: Url | None = None
    events: Events | None = None
    scope: Scope | None = None
    is_active: bool | None = None
