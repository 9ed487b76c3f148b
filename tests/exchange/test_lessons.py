"""What an accepted answer becomes: a lesson in a case, a frequent question; taken, declined, withdrawn."""

import pytest

from platform_app.access.actor import ANONYMOUS
from platform_app.cases import publication
from platform_app.cases import queries as cases
from platform_app.cases.models import Case
from platform_app.desk import lessons
from platform_app.exchange import queries_answers, service_answers
from platform_app.exchange.inputs import Proposed
from platform_app.exchange.models import Thread
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from platform_app.kernel.pages import PageRequest
from tests import factories
from tests.cast import Cast

ANSWER = "按楼层分摊，每台约四十万元。"


@pytest.fixture
def case(cast: Cast) -> Case:
    return factories.make_case(cast.chen, cast.xiamen, status="published", lessons={"zh": "先易后难。"})


@pytest.fixture
def answered(cast: Cast) -> Thread:
    thread = factories.make_thread(cast.lin)
    post = factories.make_post(cast.chen, thread, ANSWER)
    return service_answers.accept(cast.lin, thread.id, post.id)


def test_a_lesson_goes_to_the_end_of_the_cases_lessons_and_is_read_once_published(
    cast: Cast, case: Case, answered: Thread
) -> None:
    made = service_answers.propose(cast.lin, answered.id, Proposed(kind="lesson", case_id=case.id, text=ANSWER))
    assert [row.id for row in queries_answers.waiting(cast.chen)] == [made.id]
    for stranger in (cast.lin, cast.gao):
        with pytest.raises(NotAllowed):
            lessons.take(stranger, made.id)
    lessons.take(cast.chen, made.id)
    assert cases.read(ANONYMOUS, case.id).content.lessons.zh == "先易后难。"
    publication.publish(cast.chen, case.id)
    assert cases.read(ANONYMOUS, case.id).content.lessons.zh == f"先易后难。\n\n{ANSWER}"
    with pytest.raises(Conflict):
        lessons.take(cast.chen, made.id)
    with pytest.raises(Conflict) as refused:
        service_answers.propose(cast.lin, answered.id, Proposed(kind="lesson", case_id=case.id, text=ANSWER))
    assert refused.value.code == "proposed_already"


def test_a_declined_lesson_tells_its_author_why(cast: Cast, case: Case, answered: Thread) -> None:
    made = service_answers.propose(cast.lin, answered.id, Proposed(kind="lesson", case_id=case.id, text=ANSWER))
    service_answers.decline(cast.chen, made.id, reason="已在别处写明。")
    seen = queries_answers.proposal(cast.lin, made.id)
    assert (seen.status, seen.reason, seen.decided_by_name) == ("declined", "已在别处写明。", "陈屿")
    with pytest.raises(NotFound):
        queries_answers.proposal(cast.qi, made.id)


def test_a_frequent_question_is_public_once_a_moderator_takes_it(cast: Cast, answered: Thread) -> None:
    made = service_answers.propose(cast.lin, answered.id, Proposed(kind="faq", text=ANSWER))
    assert queries_answers.faq(ANONYMOUS, PageRequest()).total == 0
    with pytest.raises(NotAllowed):
        lessons.take(cast.lin, made.id)
    lessons.take(cast.gao, made.id)
    assert [row.question for row in queries_answers.faq(ANONYMOUS, PageRequest()).items] == [answered.title]
    service_answers.withdraw_faq(cast.gao, made.id, reason="已过时。")
    assert queries_answers.faq(ANONYMOUS, PageRequest()).total == 0


def test_nothing_is_proposed_out_of_what_is_not_answered_or_not_public(cast: Cast, case: Case) -> None:
    open_thread = factories.make_thread(cast.lin)
    with pytest.raises(Conflict) as refused:
        service_answers.propose(cast.lin, open_thread.id, Proposed(kind="faq", text=ANSWER))
    assert refused.value.code == "not_answered"
    inside = factories.make_thread(cast.lin, visibility="members")
    service_answers.accept(cast.lin, inside.id, factories.make_post(cast.chen, inside).id)
    with pytest.raises(Conflict) as refused:
        service_answers.propose(cast.lin, inside.id, Proposed(kind="faq", text=ANSWER))
    assert refused.value.code == "not_public"


def test_a_lesson_for_no_case_names_the_field(cast: Cast, answered: Thread) -> None:
    with pytest.raises(Invalid) as refused:
        service_answers.propose(cast.lin, answered.id, Proposed(kind="lesson", case_id=999_999, text=ANSWER))
    assert set(refused.value.errors) == {"case_id"}
