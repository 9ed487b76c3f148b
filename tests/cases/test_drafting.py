"""A province drafts for a city below it; the city takes it over, hands it in and signs it off."""

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.levels import Role
from platform_app.cases import desk, drafting, files, imports, listing, publication, queries, revisions, service
from platform_app.cases.models import Case
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotAllowed, NotFound
from platform_app.kernel.pages import PageRequest
from platform_app.moderation.models import AuditLine
from tests import cast as the_cast
from tests.cases import papers
from tests.cases.attaching import attach, sees
from tests.factories import make_actor, make_case
from tests.mailbox import Mailbox


def listed(actor: Actor) -> list[int]:
    page = listing.cases(actor, listing.CaseFilter(status="draft"), PageRequest(50))
    return [case.id for case in page.items]


def edit(actor: Actor, case: Case) -> Case:
    version = queries.get(actor, case.id).version
    return service.edit(actor, case.id, {"stage": "scaled"}, version=version)


def test_the_draft_is_the_citys_and_both_see_and_edit_it(cast: the_cast.Cast) -> None:
    case = make_case(cast.shen, cast.hangzhou)
    assert (case.org_id, case.drafted_by_org_id) == (cast.hangzhou.id, cast.zhejiang.id)
    edit(cast.shen, case)
    service.edit(cast.lin, case.id, {"stage": "pilot"}, version=queries.get(cast.lin, case.id).version)
    for actor in (cast.shen, cast.lin, cast.zhou, cast.wu):
        assert listed(actor) == [case.id]
        assert revisions.content_of(queries.read(actor, case.id, latest=True).revision).stage == "pilot"
    for actor in (cast.chen, cast.huang, cast.gao, cast.he, cast.tang):
        assert listed(actor) == []
        with pytest.raises(NotFound):
            queries.get(actor, case.id)
    acts = db.session.scalars(select(AuditLine.act).order_by(AuditLine.id.desc()).limit(3)).all()
    assert acts == ["CaseEdited", "CaseEdited", "CaseDraftedFor"]


def test_only_the_city_hands_in_signs_off_or_deletes(cast: the_cast.Cast) -> None:
    case = make_case(cast.shen, cast.hangzhou)
    for act in (publication.submit, publication.discard, drafting.take_over):
        with pytest.raises(NotAllowed):
            act(cast.shen, case.id)
    publication.submit(cast.zhou, case.id)
    with pytest.raises(NotFound):  # handed in: she has no more rights than before
        queries.get(cast.shen, case.id)
    publication.return_for_changes(cast.lin, case.id, reason="请补充。")
    with pytest.raises(NotFound):
        edit(cast.shen, case)
    publication.submit(cast.zhou, case.id)
    publication.publish(cast.lin, case.id)
    with pytest.raises(NotAllowed):
        edit(cast.shen, case)
    assert queries.get(cast.lin, case.id).drafted_by_org_id == cast.zhejiang.id


def test_a_draft_that_was_taken_over_is_the_citys_alone(cast: the_cast.Cast) -> None:
    case = make_case(cast.shen, cast.hangzhou)
    file_id = attach(cast.shen, case).file.id
    assert (sees(cast.shen, file_id), sees(cast.lin, file_id), sees(cast.huang, file_id)) == (True, True, False)
    drafting.take_over(cast.lin, case.id)
    db.session.expire_all()
    assert (sees(cast.shen, file_id), sees(cast.lin, file_id)) == (False, True)
    with pytest.raises(NotFound):
        queries.get(cast.shen, case.id)
    with pytest.raises(NotAllowed):  # nobody drafts it for them any more
        drafting.take_over(cast.lin, case.id)


def test_both_find_it_on_their_desk(cast: the_cast.Cast) -> None:
    case = make_case(cast.shen, cast.hangzhou)
    mine = make_case(cast.lin, cast.hangzhou)
    theirs, ours = desk.desk(cast.zhou), desk.desk(cast.shen)
    assert [row.id for row in theirs.drafted_for] == [case.id]
    assert [row.id for row in theirs.drafts] == [mine.id]
    assert theirs.drafted_for[0].drafted_by_org is not None
    assert ([row.id for row in ours.drafting], ours.drafts, ours.drafted_for) == ([case.id], [], [])
    assert {"take_over", "discard", "edit", "submit"} <= set(desk.actions(cast.lin, case))
    assert desk.actions(cast.shen, case) == ["edit"]
    assert desk.desk(cast.huang).drafting == []


def test_a_city_that_has_only_a_coordinator_can_delete_what_was_drafted_for_it(cast: the_cast.Cast) -> None:
    coordinator = make_actor(cast.quanzhou, Role.COORDINATOR)
    case = make_case(cast.huang, cast.quanzhou)
    publication.discard(coordinator, case.id)
    assert db.session.get(Case, case.id) is None


def test_the_secretariat_drafts_where_there_is_no_province(cast: the_cast.Cast) -> None:
    case = make_case(cast.he, cast.beijing)
    assert (case.drafter, case.drafted_by_org_id) == ("secretariat", None)
    edit(cast.he, case)
    assert [row.id for row in desk.desk(cast.qi).drafted_for] == [case.id]
    with pytest.raises(NotAllowed):
        make_case(cast.he, cast.hangzhou)
    publication.submit(cast.qi, case.id)
    with pytest.raises(NotFound):
        queries.get(cast.he, case.id)


def test_a_province_drafts_for_nobody_elses_city_and_not_for_itself_as_another(cast: the_cast.Cast) -> None:
    with pytest.raises(NotAllowed):
        make_case(cast.shen, cast.xiamen)
    assert make_case(cast.shen, cast.zhejiang).drafter is None
    assert [row.code for row in drafting.open_to(cast.shen)] == ["330100", "330200"]
    assert drafting.open_to(cast.lin) == []


def test_a_write_up_can_be_brought_in_for_a_city(cast: the_cast.Cast) -> None:
    made = papers.send(cast.shen, cast.ningbo.id, papers.word(picture=papers.PICTURE))
    (shown,) = files.of_reading(cast.shen, queries.read(cast.shen, made.case.id))
    assert (made.case.drafted_by_org_id, sees(cast.shen, shown.file.id)) == (cast.zhejiang.id, True)
    assert [rest.heading for rest in imports.imported(cast.shen, made.case.id).leftovers] == ["三、大事记"]


def test_the_city_is_told_by_mail_of_a_draft_that_was_begun_for_it_and_of_no_other(
    platform: Flask, cast: the_cast.Cast
) -> None:
    mailbox = Mailbox(platform)
    make_case(cast.zhou, cast.hangzhou)
    assert mailbox.to(the_cast.address("lin")) == []
    make_case(cast.shen, cast.hangzhou, title={"zh": "社区微更新试点"})
    (letter,) = mailbox.to(the_cast.address("lin"))
    assert "社区微更新试点" in letter["Subject"]
    assert "沈岚" in letter.get_content()
    assert mailbox.to(the_cast.address("shen")) == []
