"""What met somebody: reading it, warning and silencing, appealing once, deciding an appeal; and the public log."""

from typing import Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api import examples, shapes_moderation
from platform_app.api import examples_moderation as example
from platform_app.api.answers import Answer, created, part
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id, ListQuery
from platform_app.api.shapes import Listing, Shape, address
from platform_app.api.shapes_moderation import PublicActShape, SanctionShape
from platform_app.moderation import publicly, queries_sanctions, service_sanctions
from platform_app.moderation.inputs_reports import AppealRuling, NewAppeal, NewSanction, SuspensionAppeal

noun = Noun("sanctions", "Hidden posts, warnings, silences and suspensions, each with its one appeal.")
log = Noun("moderation-log", "What moderators did, for everybody, without anybody's name.")


class SanctionId(Asked):
    """Which sanction."""

    id: Id


class SanctionsQuery(ListQuery):
    """Which of them."""

    which: Literal["own", "all", "appealed"] = Field(
        "own", description="`own`, `all` that you may see, or those whose appeal waits for you"
    )


class AppealTaken(Shape):
    """That an appeal waits to be decided."""

    status: Literal["open"]


@noun.operation(
    "GET",
    "/sanctions",
    Note(Listing[SanctionShape], examples.listing(example.SANCTION), refusals=(422,), needs_token=True),
)
def index(actor: Actor, query: SanctionsQuery) -> Answer:
    """What met you; for moderators and provinces what they may see, too. The newest first."""
    if query.which == "own":
        page = queries_sanctions.own(actor, query.page)
    else:
        page = queries_sanctions.sanctions(actor, query.page, appeals=query.which == "appealed")
    return part(page, [shapes_moderation.sanction(actor, row) for row in page.items], Listing[SanctionShape])


@noun.operation("GET", "/sanctions/<int:id>", Note(SanctionShape, example.SANCTION, refusals=(404,), needs_token=True))
def show(actor: Actor, path: SanctionId) -> Answer:
    """One sanction, for whom it meets and those who moderate."""
    return Answer(_told(actor, path.id))


@noun.operation(
    "POST",
    "/sanctions",
    Note(
        SanctionShape,
        example.SANCTION,
        201,
        (403, 404, 422),
        writes=True,
        sends={"kind": "silence", "person": 9, "days": 3, "words": example.WHY, "category": "spam"},
    ),
)
def impose(actor: Actor, body: NewSanction) -> Answer:
    """Warn somebody or silence her for some days, without a report."""
    made = service_sanctions.impose(actor, body)
    return created(_told(actor, made.id), address("sanctions.show", id=made.id))


@noun.operation(
    "POST",
    "/sanctions/<int:id>/appeal",
    Note(
        SanctionShape,
        example.SANCTION,
        refusals=(403, 404, 409, 422),
        writes=True,
        sends={"text": "这段话回答了提问，不是广告。"},
    ),
)
def appeal(actor: Actor, path: SanctionId, body: NewAppeal) -> Answer:
    """Appeal against what met you, once; another moderator decides where there is one."""
    service_sanctions.appeal(actor, path.id, body)
    return Answer(_told(actor, path.id))


@noun.operation(
    "POST",
    "/suspension-appeals",
    Note(
        AppealTaken,
        {"status": "open"},
        201,
        (409, 422),
        sends={"secret": "kJ2vX…", "text": "这是误会，账号是共用的。"},
    ),
)
def appeal_suspension(actor: Actor, body: SuspensionAppeal) -> Answer:
    """Appeal against being suspended, with the secret of the link in your letter; another administrator decides."""
    service_sanctions.appeal_suspension(actor, body)
    return Answer(AppealTaken(status="open"), 201)


@noun.operation(
    "POST",
    "/sanctions/<int:id>/appeal-decision",
    Note(
        SanctionShape,
        example.SANCTION,
        refusals=(403, 404, 409, 422),
        writes=True,
        sends={"outcome": "upheld", "reason": "申诉理由成立。"},
    ),
)
def decide_appeal(actor: Actor, path: SanctionId, body: AppealRuling) -> Answer:
    """Uphold an appeal, which lifts the sanction and shows again what was hidden, or dismiss it."""
    service_sanctions.decide_appeal(actor, path.id, body)
    return Answer(_told(actor, path.id))


@log.operation(
    "GET",
    "/moderation-log",
    Note(Listing[PublicActShape], examples.listing(example.PUBLIC_ACT), refusals=(422,)),
)
def lines(actor: Actor, query: ListQuery) -> Answer:
    """What moderators and provinces did, the newest first: kind of act, field, kind of reason, role."""
    page = publicly.lines(actor, query.page)
    return part(page, [shapes_moderation.public_act(row) for row in page.items], Listing[PublicActShape])


def _told(actor: Actor, sanction_id: int) -> SanctionShape:
    return shapes_moderation.sanction(actor, queries_sanctions.sanction(actor, sanction_id))
