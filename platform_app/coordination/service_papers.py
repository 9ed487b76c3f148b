"""Papers of a request: who asks and who is asked add them, as files; readers of the request read them."""

from sqlalchemy import func, select

from platform_app.access.actor import Actor
from platform_app.access.check import allows, require
from platform_app.access.permissions import P
from platform_app.coordination import keeping as steps
from platform_app.coordination import lifecycle, queries, queries_papers
from platform_app.coordination.models import Request, RequestParty
from platform_app.events import RequestPaperAdded, RequestPaperRemoved
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import record, use_case
from platform_app.media import keeping
from platform_app.media.keeping import Kept, Upload
from platform_app.media.models import File

MOST_PAPERS = 20


def attach(actor: Actor, request_id: int, upload: Upload, *, organisation: str | None = None) -> File:
    """Add a paper for one's organisation; its bytes are on disk before anything says so.

    Raises:
        Invalid: the file is refused, or she acts for several organisations here and names none.
        Conflict: the request is closed, or holds as many papers as it may.
    """
    request = queries.get(actor, request_id)
    require(actor, P.REQUEST_ADD_PAPER, _party(actor, request, organisation))
    return _attach(actor, request_id, keeping.keep(keeping.look(upload)), organisation)


@use_case
def _attach(actor: Actor, request_id: int, kept: Kept, organisation: str | None) -> File:
    request = queries.get_for_change(actor, request_id)
    party = _party(actor, request, organisation)
    require(actor, P.REQUEST_ADD_PAPER, party)
    _check_open(request)
    there_are = db.session.scalar(select(func.count(File.id)).where(*queries_papers.of_request(request.id))) or 0
    if there_are >= MOST_PAPERS:
        raise Conflict(msg("A request holds at most {most} papers.", most=MOST_PAPERS), "too_many_papers")
    file = keeping.enter(
        actor, kept, SubjectRef(queries_papers.KIND, request.id), org_id=party.org_id, org_path=party.path
    )
    file.is_shared = True
    steps.note(actor, request, "paper_added", org_id=party.org_id, words=file.name)
    record(RequestPaperAdded(request.id, party.org_id))
    return file


@use_case
def detach(actor: Actor, request_id: int, file_id: int) -> Request:
    """Take out a paper of one's own organisation; that it was there stays in the history.

    Raises:
        NotFound: there is no such paper.
        Conflict: the request is closed.
    """
    request = queries.get_for_change(actor, request_id)
    file = queries_papers.paper(actor, request.id, file_id)
    party = next(each for each in request.parties if each.org_id == file.org_id)
    require(actor, P.REQUEST_ADD_PAPER, party)
    _check_open(request)
    file.is_shared = False
    steps.note(actor, request, "paper_removed", org_id=party.org_id, words=file.name)
    record(RequestPaperRemoved(request.id, party.org_id))
    return request


def _party(actor: Actor, request: Request, code: str | None) -> RequestParty:
    if code is not None:
        for party in request.parties:
            if party.organisation.code == code:
                return party
        raise Invalid.one("organisation", msg("This organisation is not part of this request."))
    hers = [party for party in request.parties if allows(actor, P.REQUEST_ADD_PAPER, party)]
    if len(hers) > 1:
        raise Invalid.one("organisation", msg("You act for several organisations here. Say for which one."))
    return (hers or request.parties)[0]


def _check_open(request: Request) -> None:
    if request.status == "closed":
        lifecycle.after("closed", "close")
