"""Brings an unresolved request before a meeting in one step: its history goes with it, and a link leads back.

What is stored is Chinese; who reads English finds the request itself behind the link.
"""

from platform_app.access.actor import Actor
from platform_app.access.check import allows, require
from platform_app.access.permissions import P
from platform_app.coordination import queries as requests
from platform_app.coordination.models import Request, RequestRecord
from platform_app.kernel import clock
from platform_app.kernel.errors import Conflict, Invalid
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import use_case
from platform_app.meetings import keeping, placing, queries, service_agenda, service_proposals
from platform_app.meetings.inputs_agenda import FromRequest, ItemContent, NewProposal
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem, AgendaProposal
from platform_app.meetings.quorum import VOTING

LONGEST_DIGEST = 16_000
MINUTES = 15
_ACTS = {
    "raised": "提出",
    "acknowledged": "签收",
    "in_progress": "办理中",
    "answered": "答复",
    "returned": "退回",
    "passed_down": "转交下级",
    "escalated": "上报",
    "objected": "异议",
    "extension_asked": "申请延期",
    "extension_granted": "同意延期",
    "extension_refused": "不同意延期",
    "accepted": "认可答复",
    "reopened": "要求重办",
    "published": "公开答复",
    "paper_added": "添加文件",
    "paper_removed": "撤下文件",
}


@use_case
def bring(actor: Actor, request_id: int, new: FromRequest) -> AgendaItem | AgendaProposal:
    """Put a request on the agenda of a meeting, or propose it where somebody else keeps the agenda.

    Raises:
        Conflict: the request is settled, the meeting is over, or its day for proposals has passed.
        Invalid: she writes for several members of the body and names none.
    """
    request = requests.read(actor, request_id)
    require(actor, P.REQUEST_SEE, request)
    if request.settled:
        raise Conflict(
            msg("This request is settled; there is nothing left to bring before a meeting."), "request_settled"
        )
    meeting = queries.get(actor, new.meeting)
    # What everybody reads gets the title alone; the history stays behind the link, for who may read the request.
    text = None if meeting.is_public else digest(request)
    content = {"title_zh": request.title, "text": text, "expected": "discuss", "minutes": MINUTES}
    if allows(actor, P.MEETING_RUN, meeting):
        item = service_agenda.add(
            actor, meeting.id, read(ItemContent, {**content, "sponsor": request.organisation.code})
        )
        keeping.tie(actor, SubjectRef(placing.ITEM, item.id), SubjectRef("request", request.id), "came_from")
        return item
    subject = {"kind": "request", "id": request.id}
    code = new.organisation or _own_member(actor, meeting)
    return service_proposals.propose(
        actor, meeting.id, read(NewProposal, {**content, "organisation": code, "subject": subject})
    )


def digest(request: Request) -> str:
    """What was asked and what has happened since, as Markdown."""
    lines = [request.text, "", "**办理经过**", "", *(_line(record) for record in request.records)]
    return "\n".join(lines)[:LONGEST_DIGEST]


def _line(record: RequestRecord) -> str:
    day = record.at.astimezone(clock.BEIJING).date().isoformat()
    who = record.organisation.short_zh if record.organisation else "平台"
    to = f" → {record.about.short_zh}" if record.about and record.about is not record.organisation else ""
    words = f"：{' '.join(record.words.split())}" if record.words else ""
    return f"- {day} {who}{to} {_ACTS.get(record.act, record.act)}{words}"


def _own_member(actor: Actor, meeting: Meeting) -> str:
    """The one member of the body that she writes for."""
    body = queries.body(actor, meeting.body_id)
    hers = actor.writes_for | actor.coordinates
    own = [row.organisation.code for row in body.members if row.org_id in hers and row.role in VOTING]
    if len(own) != 1:
        raise Invalid.one("organisation", msg("Say for which member organisation you bring it in."))
    return own[0]
