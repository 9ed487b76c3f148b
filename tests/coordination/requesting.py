"""Requests of tests: raised, answered, found again."""

from typing import Any

from platform_app.access.actor import Actor
from platform_app.accounts.models import Organisation
from platform_app.coordination import service, service_answering
from platform_app.coordination.inputs import NewRequest, RequestReply
from platform_app.coordination.models import Request, RequestAnswer
from platform_app.kernel.db import db
from platform_app.kernel.inputs import read

NEW = {"kind": "guidance", "title": "加装电梯的补贴口径", "text": "补贴按台还是按户计算？"}


def put(actor: Actor, asking: Organisation, *asked: Organisation, **parts: Any) -> Request:
    """Raise a request."""
    codes = [each.code for each in asked]
    return service.raise_request(actor, read(NewRequest, {**NEW, "organisation": asking.code, "asked": codes, **parts}))


def answer(actor: Actor, request: Request, text: str = "按台计算。", **parts: Any) -> Request:
    """Answer it."""
    return service_answering.answer(actor, request.id, read(RequestReply, {"text": text, **parts}))


def row(request: Request, organisation: Organisation) -> RequestAnswer:
    """How it stands at one asked organisation."""
    query = db.select(RequestAnswer).where(
        RequestAnswer.request_id == request.id, RequestAnswer.org_id == organisation.id
    )
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def now(request: Request) -> Request:
    """How the request stands."""
    return db.session.get_one(Request, request.id, populate_existing=True)
