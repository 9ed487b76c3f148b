"""Random acts of random people on one body: what each of them does, legal or not, and what the world looks like."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.coordination import service as requests
from platform_app.coordination import service_answering, service_asking
from platform_app.coordination.inputs import (
    Acknowledgement,
    AnswerAcceptance,
    NewRequest,
    RequestClosing,
    RequestReason,
    RequestReply,
)
from platform_app.coordination.models import RequestAnswer
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.inputs import read
from platform_app.meetings import (
    queries_minutes,
    service,
    service_action_end,
    service_actions,
    service_agenda,
    service_approval,
    service_attendance,
    service_comments,
    service_minutes,
    service_resolutions,
    service_voting,
)
from platform_app.meetings.inputs import AttendanceEntry, Convocation, Holding, WithReason
from platform_app.meetings.inputs_actions import ActionReopening, ActionWords, Completion, NewAction
from platform_app.meetings.inputs_agenda import ItemContent
from platform_app.meetings.inputs_minutes import (
    Approval,
    Circulation,
    Disposition,
    MinutesText,
    NewAddendum,
    NewComment,
)
from platform_app.meetings.inputs_resolutions import Adoption, Lapse, NewResolution, NewVote
from platform_app.meetings.inputs_resolutions import CarryingOut as CarriedOut
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem
from platform_app.meetings.models_decisions import ActionItem, Resolution
from platform_app.meetings.models_minutes import MinutesComment
from tests.meetings.scene import Scene, meeting_content

WHY = "理由如下。"


@dataclass
class World:
    """One body and everything that came of it; `now` is where its clock stands."""

    scene: Scene
    now: datetime
    requests: list[int] = field(default_factory=list)

    @property
    def people(self) -> list[Actor]:
        """Who acts: the secretariat, the ministry, three provinces, a city, an observer's and a stranger."""
        cast = self.scene.cast
        return [cast.he, self.scene.ministry, cast.shen, cast.huang, cast.qi, cast.lin, cast.amal, cast.guest]

    def one(self, model: Any, pick: int) -> int:
        """The id of some row of this body; 0 = there is none."""
        own = (
            model.body_id == self.scene.body.id if hasattr(model, "body_id") else model.meeting_id.in_(self._meetings())
        )
        ids = db.session.scalars(select(model.id).where(own).order_by(model.id)).all()
        return ids[pick % len(ids)] if ids else 0

    def _meetings(self) -> Any:
        return select(Meeting.id).where(Meeting.body_id == self.scene.body.id)

    def states(self) -> dict[tuple[str, int], str]:
        """The state of everything."""
        found = {}
        for model in (Meeting, Resolution, ActionItem):
            rows = db.session.execute(select(model.id, model.status).where(model.body_id == self.scene.body.id))
            found.update({(model.__name__, id): status for id, status in rows})
        answers = db.session.execute(
            select(RequestAnswer.id, RequestAnswer.status).where(RequestAnswer.request_id.in_(self.requests))
        )
        found.update({("RequestAnswer", id): status for id, status in answers})
        return found


Act = Callable[[World, Actor, int], Any]


def _wait(world: World, actor: Actor, pick: int) -> None:
    world.now += timedelta(days=(1, 3, 15)[pick % 3])


def _plan(world: World, actor: Actor, pick: int) -> Any:
    starts = clock.now() + timedelta(days=pick % 20 - 2)
    return service.plan(
        actor, world.scene.body.id, meeting_content(starts_at=starts, ends_at=starts + timedelta(hours=2))
    )


def _add_item(world: World, actor: Actor, pick: int) -> Any:
    return service_agenda.add(actor, world.one(Meeting, pick), read(ItemContent, {"title_zh": f"议题{pick}"}))


def _attend(world: World, actor: Actor, pick: int) -> Any:
    code = ("M-SAC", "330000", "350000", "110000", "330100")[pick % 5]
    entry = read(AttendanceEntry, {"organisation": code, "name": "代表", "how": ("present", "apologies")[pick % 2]})
    return service_attendance.note(actor, world.one(Meeting, pick), entry)


def _save_minutes(world: World, actor: Actor, pick: int) -> Any:
    meeting_id, item_id = world.one(Meeting, pick), world.one(AgendaItem, pick)
    _, row = queries_minutes.item(actor, meeting_id, item_id)
    return service_minutes.save(
        actor, meeting_id, item_id, row.version - (pick % 7 == 0), MinutesText(text_zh=f"纪要{pick}")
    )


def _circulate(world: World, actor: Actor, pick: int) -> Any:
    until = clock.today() + timedelta(days=pick % 4 - 1)
    return service_comments.circulate(actor, world.one(Meeting, pick), read(Circulation, {"comments_until": until}))


def _dispose(world: World, actor: Actor, pick: int) -> Any:
    comment_id = world.one(MinutesComment, pick)
    meeting_id = db.session.scalar(select(MinutesComment.meeting_id).where(MinutesComment.id == comment_id)) or 0
    return service_comments.dispose(
        actor, meeting_id, comment_id, Disposition(disposition="accepted", words="已采纳。")
    )


def _propose(world: World, actor: Actor, pick: int) -> Any:
    new = {"meeting": world.one(Meeting, pick) or 1, "title_zh": "决议草案", "text_zh": "统一执行。"}
    return service_resolutions.propose(actor, read(NewResolution, new))


def _vote(world: World, actor: Actor, pick: int) -> Any:
    code = ("330000", "350000", "110000", "330200")[pick % 4]
    new = NewVote(organisation=code, vote=("for", "for", "against", "abstain")[pick % 4])  # type: ignore[arg-type]
    return service_voting.vote(actor, world.one(Resolution, pick), new)


def _adopt(world: World, actor: Actor, pick: int) -> Any:
    method = ("consensus", "vote")[pick % 2]
    return service_voting.adopt(actor, world.one(Resolution, pick), Adoption(method=method))  # type: ignore[arg-type]


def _assign(world: World, actor: Actor, pick: int) -> Any:
    new = {
        "body": world.scene.body.id,
        "organisation": ("330000", "350000")[pick % 2],
        "title_zh": "报送依据",
        "due_on": (clock.today() + timedelta(days=pick % 12 - 1)).isoformat(),
    }
    return service_actions.assign(actor, read(NewAction, new))


def _complete(world: World, actor: Actor, pick: int) -> Any:
    proof = {"evidence_url": "https://zj.example/1", "evidence_words": "通知已印发。"} if pick % 3 else {}
    return service_action_end.complete(actor, world.one(ActionItem, pick), read(Completion, proof))


def _raise(world: World, actor: Actor, pick: int) -> Any:
    asked = ("330000", "350000", "330100")[pick % 3]
    new = {"organisation": "330100", "asked": [asked], "kind": "guidance", "title": "验收口径", "text": "请问口径？"}
    made = requests.raise_request(actor, read(NewRequest, new))
    world.requests.append(made.id)
    return made


def _on_request(act: Callable[..., Any], new: Any) -> Act:
    def do(world: World, actor: Actor, pick: int) -> Any:
        return act(actor, world.requests[pick % len(world.requests)] if world.requests else 0, new)

    return do


def _on(model: Any, act: Callable[..., Any], new: Any) -> Act:
    return lambda world, actor, pick: act(actor, world.one(model, pick), new)


ACTS: Mapping[str, Act] = {
    "wait": _wait,
    "plan": _plan,
    "add_item": _add_item,
    "convene": _on(Meeting, service.convene, Convocation()),
    "postpone": _on(Meeting, service.postpone, WithReason(reason=WHY)),
    "cancel": _on(Meeting, service.cancel, WithReason(reason=WHY)),
    "attend": _attend,
    "hold": _on(Meeting, service.hold, Holding()),
    "close": lambda world, actor, pick: service.close(actor, world.one(Meeting, pick)),
    "save_minutes": _save_minutes,
    "circulate": _circulate,
    "comment": _on(Meeting, service_comments.comment, NewComment(text="建议修改。")),
    "dispose": _dispose,
    "approve": _on(Meeting, service_approval.approve, Approval()),
    "addendum": _on(Meeting, service_approval.add_addendum, NewAddendum(text_zh="更正一处。")),
    "propose": _propose,
    "vote": _vote,
    "adopt": _adopt,
    "carry_out": _on(Resolution, service_resolutions.carry_out, CarriedOut()),
    "lapse": _on(Resolution, service_resolutions.lapse, Lapse(reason=WHY)),
    "assign": _assign,
    "start": _on(ActionItem, service_actions.start, ActionWords()),
    "complete": _complete,
    "confirm": _on(ActionItem, service_action_end.confirm, ActionWords()),
    "reopen": _on(ActionItem, service_action_end.reopen, ActionReopening(reason=WHY)),
    "drop": _on(ActionItem, service_action_end.drop, WithReason(reason=WHY)),
    "raise": _raise,
    "acknowledge": _on_request(service_answering.acknowledge, Acknowledgement()),
    "answer": _on_request(service_answering.answer, RequestReply(text="按此执行。")),
    "return": _on_request(service_answering.return_with_reason, RequestReason(reason=WHY)),
    "accept": _on_request(service_asking.accept, AnswerAcceptance()),
    "reopen_request": _on_request(service_asking.reopen, RequestReason(reason=WHY)),
    "close_request": _on_request(requests.close, RequestClosing()),
}
