"""What was decided once waits again when what it was decided about is no longer so."""

from datetime import timedelta

from platform_app.cases import confirmation, curation, evidence
from platform_app.cases.ladder import MONTHS_UNTIL_ASKED
from platform_app.kernel import clock
from tests import factories
from tests.cast import Cast
from tests.desk.asking import decide, waiting
from tests.desk.conftest import MakeCase

TWO_YEARS = timedelta(days=31 * MONTHS_UNTIL_ASKED)


def test_a_case_whose_featuring_was_withdrawn_can_be_featured_again(cast: Cast, recommended: MakeCase) -> None:
    case = recommended()
    decide(cast.gao, case, "to_feature", "feature")
    curation.withdraw_featuring(cast.gao, case.id, reason="一年一次。")
    assert waiting(cast.gao, "to_feature") == [case.id]


def test_a_case_that_was_set_aside_waits_again_when_it_is_recommended_anew(cast: Cast, recommended: MakeCase) -> None:
    case = recommended()
    decide(cast.gao, case, "to_feature", "set_aside")
    curation.withdraw_recommendation(cast.shen, case.id, reason="补充材料。")
    curation.recommend(cast.shen, case.id)
    assert waiting(cast.gao, "to_feature") == [case.id]


def test_a_new_proposal_of_evidence_waits_whatever_was_decided_about_the_last(cast: Cast) -> None:
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    for act, more in (("confirm_evidence", {"level": "L2", "words": "已核对。"}), ("set_aside", {})):
        evidence.propose(cast.lin, case.id, level="L3", note="有对照街区。")
        assert waiting(cast.gao, "evidence") == [case.id]
        decide(cast.gao, case, "evidence", act, **more)
        assert waiting(cast.gao, "evidence") == []
    evidence.propose(cast.lin, case.id, level="L3", note="补充了对照数据。")
    assert waiting(cast.gao, "evidence") == [case.id]


def test_a_case_that_was_left_alone_once_is_asked_about_again_two_years_after_its_owner_answered(
    cast: Cast, recommended: MakeCase
) -> None:
    case = recommended()
    curation.feature(cast.gao, case.id)
    with clock.stopped_at(clock.now() + TWO_YEARS):
        assert waiting(cast.gao, "overdue") == [case.id]
        decide(cast.gao, case, "overdue", "set_aside")
        assert waiting(cast.gao, "overdue") == []
        confirmation.confirm(cast.lin, case.id, state="running")
    with clock.stopped_at(clock.now() + 2 * TWO_YEARS):
        assert waiting(cast.gao, "overdue") == [case.id]
