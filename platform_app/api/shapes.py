"""The shape of what is answered: one frozen model for each thing, from which the OpenAPI document is made too."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar

from flask import url_for
from flask_babel import get_locale
from pydantic import BaseModel, ConfigDict, Field

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P


class Shape(BaseModel):
    """Base of everything that is answered."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class Entity(Shape):
    """What everything that has an address tells of itself."""

    id: int
    url: str = Field(description="Where it is found in the API")
    version: int = Field(description="Grows with every change; send it back in If-Match")
    created_at: datetime
    updated_at: datetime
    actions: list[str] = Field(description="What you may do to it now")


S = TypeVar("S", bound=Shape)


class Listing(Shape, Generic[S]):
    """A part of a list."""

    items: list[S]
    next: str | None = Field(description="`cursor` of the next part; null at the end")
    total: int = Field(description="How many there are in all")


class FieldError(Shape):
    """What is wrong with one part of what was sent."""

    loc: list[int | str] = Field(description="Where: names and positions from the outside in")
    msg: str


class ProblemShape(Shape):
    """A refusal (RFC 9457)."""

    model_config = ConfigDict(extra="forbid")

    type: str
    title: str
    status: int
    detail: str = Field(description="A sentence for a person, in the language of Accept-Language")
    code: str = Field(description="The same for a program; it does not change with the language")
    instance: str
    errors: list[FieldError] | None = Field(None, description="With 422: what is wrong with which part")
    current: dict[str, Any] | None = Field(None, description="With 412: what is stored now")


def address(endpoint: str, **values: Any) -> str:
    """The full address of one of the API's operations."""
    return url_for(f"api.{endpoint}", _external=True, **values)


def reader_language() -> str:
    """`zh` or `en`, as Accept-Language says."""
    return getattr(get_locale(), "language", "zh")


def permitted(actor: Actor, permissions: Iterable[P], subject: Any) -> list[str]:
    """Names of the permissions she has on it; with a read-only token, none."""
    return [p.name_ for p in permissions if actor.may_write and allows(actor, p, subject)]


def whole(items: Sequence[S]) -> dict[str, Any]:
    """A list that fits into one part."""
    return {"items": items, "next": None, "total": len(items)}
