"""From draft to reader and off again, with reasons, records and an audit line for every act."""

import pytest

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.cases import curation, desk, listing, publication, queries, service
from platform_app.cases.listing import CaseFilter
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from platform_app.kernel.pages import PageRequest
from platform_app.moderation import audit
from tests import factories
from tests.cast import Cast


def _acts(case_id: int) -> list[str]:
    page = audit.lines(SYSTEM, PageRequest(100), subject_kind="case", subject_id=case_id)
    return [line.act for line in reversed(page.items)]


def test_a_case_goes_from_its_city_to_the_front_page(cast: Cast) -> None:
    case = factories.make_case(cast.zhou, cast.hangzhou)
    publication.submit(cast.zhou, case.id)
    publication.publish(cast.lin, case.id)
    curation.nominate(cast.lin, case.id, statement="可复制。")
    curation.recommend(cast.shen, case.id)
    curation.feature(cast.gao, case.id)
    assert [c.id for c in listing.featured(ANONYMOUS, 5)] == [case.id]
    assert _acts(case.id) == [
        "CaseCreated",
        "CaseSubmitted",
        "CasePublished",
        "CaseNominated",
        "CaseRecommended",
        "CaseFeatured",
    ]
    rungs = queries.distinctions(ANONYMOUS, queries.get(ANONYMOUS, case.id))
    assert [(r.rung, r.org_id, r.person_name) for r in rungs] == [
        ("nomination", cast.hangzhou.id, cast.lin.name),
        ("recommendation", cast.zhejiang.id, cast.shen.name),
        ("featuring", None, cast.gao.name),
    ]


def test_an_incomplete_case_is_not_submitted_and_says_what_is_missing(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, result={}, difficulties={})
    with pytest.raises(Invalid) as refused:
        publication.submit(cast.lin, case.id)
    assert list(refused.value.errors) == ["result", "difficulties"]
    assert queries.get(cast.lin, case.id).status == "draft"


def test_a_revision_that_lost_a_needed_part_is_not_published(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    service.edit(cast.lin, case.id, {"problem": None}, version=case.version)
    with pytest.raises(Invalid):
        publication.publish(cast.lin, case.id)
    assert queries.read(ANONYMOUS, case.id).content.problem


def test_a_case_comes_back_with_reasons_and_can_be_handed_in_again(cast: Cast) -> None:
    case = factories.make_case(cast.zhou, cast.hangzhou, status="submitted")
    publication.return_for_changes(cast.lin, case.id, reason="指标缺口径。")
    returned = queries.get(cast.zhou, case.id)
    assert (returned.status, returned.returned_reason) == ("draft", "指标缺口径。")
    assert [c.id for c in desk.desk(cast.zhou).returned] == [case.id]
    assert publication.submit(cast.zhou, case.id).returned_reason is None


UNREADABLE: list[str] = ["", "   ", "x" * 2001, "\x00", "\ud800"]


def test_a_return_needs_a_readable_reason(cast: Cast, subtests: pytest.Subtests) -> None:
    case = factories.make_case(cast.zhou, cast.hangzhou, status="submitted")
    for reason in UNREADABLE:
        with subtests.test(reason=reason):
            with pytest.raises(Invalid) as refused:
                publication.return_for_changes(cast.lin, case.id, reason=reason)
            assert list(refused.value.errors) == ["reason"]
            assert queries.get(cast.lin, case.id).status == "submitted"


def test_an_editor_takes_a_submitted_case_back(cast: Cast) -> None:
    case = factories.make_case(cast.zhou, cast.hangzhou, status="submitted")
    assert publication.withdraw(cast.zhou, case.id).status == "draft"


def test_an_editor_who_is_no_coordinator_cannot_sign_off(cast: Cast) -> None:
    case = factories.make_case(cast.zhou, cast.hangzhou, status="submitted")
    with pytest.raises(NotAllowed):
        publication.publish(cast.zhou, case.id)


def test_a_draft_of_others_does_not_exist_for_the_province(cast: Cast) -> None:
    case = factories.make_case(cast.zhou, cast.hangzhou)
    for stranger in (ANONYMOUS, cast.shen, cast.gao, cast.chen, cast.he):
        with pytest.raises(NotFound):
            publication.submit(stranger, case.id)


def test_what_distinguished_a_case_ends_when_it_leaves_the_pages(cast: Cast) -> None:
    case = factories.make_case(cast.zhou, cast.hangzhou, status="published")
    curation.nominate(cast.lin, case.id)
    curation.recommend(cast.shen, case.id)
    curation.feature(cast.gao, case.id)
    publication.unpublish(cast.gao, case.id, reason="数据有误。")
    gone = queries.get(cast.lin, case.id)
    assert (gone.status, gone.held, gone.returned_reason) == ("draft", frozenset(), "数据有误。")
    assert {r.ended_reason for r in queries.distinctions(cast.lin, gone)} == {"数据有误。"}
    assert listing.cases(ANONYMOUS, CaseFilter(), PageRequest()).items == []
    with pytest.raises(NotFound):
        queries.get(ANONYMOUS, case.id)


def test_an_archived_case_leaves_a_tombstone_and_can_come_back(cast: Cast) -> None:
    case = factories.make_case(cast.zhou, cast.hangzhou, status="published")
    publication.archive(cast.lin, case.id, reason="项目并入新案例。")
    assert queries.get(ANONYMOUS, case.id).archived_reason == "项目并入新案例。"
    assert listing.cases(ANONYMOUS, CaseFilter(), PageRequest()).items == []
    assert publication.unarchive(cast.lin, case.id).archived_reason is None
    assert len(listing.cases(ANONYMOUS, CaseFilter(), PageRequest()).items) == 1


def test_the_rungs_are_withdrawn_from_the_top_with_a_reason(cast: Cast) -> None:
    case = factories.make_case(cast.zhou, cast.hangzhou, status="published")
    curation.nominate(cast.lin, case.id)
    curation.recommend(cast.shen, case.id)
    with pytest.raises(Conflict):
        curation.withdraw_nomination(cast.lin, case.id, reason="先撤")
    with pytest.raises(Invalid):
        curation.withdraw_recommendation(cast.shen, case.id, reason=" ")
    curation.withdraw_recommendation(cast.shen, case.id, reason="需补证据。")
    curation.withdraw_nomination(cast.lin, case.id, reason="补充后再报。")
    assert queries.get(cast.lin, case.id).held == frozenset()
    curation.nominate(cast.lin, case.id)


NOT_ABOVE: list[str] = ["huang", "lin", "gao", "he", "amal"]


def test_only_the_province_above_recommends(cast: Cast, subtests: pytest.Subtests) -> None:
    case = factories.make_case(cast.zhou, cast.hangzhou, status="published")
    curation.nominate(cast.lin, case.id)
    for who in NOT_ABOVE:
        with subtests.test(who=who), pytest.raises(NotAllowed):
            curation.recommend(cast.actors[who], case.id)


def test_a_draft_is_deleted_with_everything_that_hung_on_it(cast: Cast) -> None:
    case = factories.make_case(cast.zhou, cast.hangzhou, standards=[{"number": "GB/T 1-2000"}])
    service.autosave(cast.zhou, case.id, {"a": "b"}, version=1)
    publication.discard(cast.zhou, case.id)
    with pytest.raises(NotFound):
        queries.get(cast.zhou, case.id)
    assert _acts(case.id)[-1] == "CaseDiscarded"


def test_a_case_that_was_public_once_is_not_deleted(cast: Cast) -> None:
    case = factories.make_case(cast.zhou, cast.hangzhou, status="published")
    publication.unpublish(cast.gao, case.id, reason="待核实。")
    with pytest.raises(NotAllowed):
        publication.discard(cast.lin, case.id)


def test_each_queue_of_the_desk_holds_what_waits_for_her(cast: Cast) -> None:
    draft = factories.make_case(cast.zhou, cast.hangzhou)
    submitted = factories.make_case(cast.zhou, cast.hangzhou, status="submitted")
    public = factories.make_case(cast.zhou, cast.hangzhou, status="published")
    changed = factories.make_case(cast.zhou, cast.hangzhou, status="published")
    service.edit(cast.zhou, changed.id, {"title": {"zh": "新"}}, version=changed.version)
    curation.nominate(cast.lin, changed.id)
    lin, zhou, shen, gao = (desk.desk(a) for a in (cast.lin, cast.zhou, cast.shen, cast.gao))
    assert [c.id for c in lin.drafts] == [draft.id]
    assert [c.id for c in lin.to_sign_off] == [submitted.id]
    assert [c.id for c in zhou.waiting] == [submitted.id]
    assert zhou.to_sign_off == []
    assert [c.id for c in lin.changes_to_publish] == [changed.id]
    assert [c.id for c in lin.to_nominate] == [public.id]
    assert [c.id for c in shen.to_recommend] == [changed.id]
    assert gao.to_feature == []
    curation.recommend(cast.shen, changed.id)
    assert [c.id for c in desk.desk(cast.gao).to_feature] == [changed.id]


def test_every_action_that_is_offered_is_allowed(cast: Cast) -> None:
    acts = {
        "submit": publication.submit,
        "withdraw": publication.withdraw,
        "publish": publication.publish,
        "unarchive": publication.unarchive,
        "nominate": curation.nominate,
        "recommend": curation.recommend,
        "feature": curation.feature,
        "discard": publication.discard,
    }
    offered = set()
    for status in ("draft", "submitted", "published", "archived"):
        shown = factories.make_case(cast.zhou, cast.hangzhou, status=status)
        for actor in cast.actors.values():
            if not (status in ("published", "archived") or cast.hangzhou.id in actor.org_ids):
                continue
            for act in set(desk.actions(actor, shown)) & set(acts):
                case = factories.make_case(cast.zhou, cast.hangzhou, status=status)
                acts[act](actor, case.id)
                offered.add(act)
    assert offered == {"submit", "withdraw", "publish", "unarchive", "nominate", "discard"}
