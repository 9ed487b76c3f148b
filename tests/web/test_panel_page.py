"""What those who lead a batch see on its page: who is late, what waits for a decision, who stepped back."""

from contextvars import Context
from datetime import timedelta
from typing import Any

from platform_app.kernel import clock
from platform_app.selection import queries, service_batches, service_candidacies, service_reviews
from platform_app.selection.inputs import Appointment
from platform_app.selection.rubric import CRITERIA
from tests.selection.conftest import Selection, make_selection, review, selection
from tests.web.browsing import Browser

__all__ = ["make_selection", "selection"]


def seen(selection: Selection, name: str, path: str, *, days: int = 0) -> str:
    """A page as somebody reads it, outside the context in which the services of this test run."""

    def look() -> str:
        with clock.stopped_at(clock.now() + timedelta(days=days)):
            return str(Browser(selection.app, name).text(f"{path}?lang=en"))

    return Context().run(look)


def test_the_secretariat_sees_how_far_each_reviewer_is_and_readers_do_not(selection: Selection) -> None:
    case = selection.reviewing()
    service_reviews.give(selection.reviewers[0], case.id, review())
    path = f"/batches/{selection.batch.id}"
    page = seen(selection, "he", path)
    assert "1 of 1 reviews given" in page and "0 of 1 reviews given" in page and "overdue" not in page
    assert "overdue" in seen(selection, "he", path, days=61)
    assert "reviews given" not in seen(selection, "lin", path)


def test_an_open_appeal_stands_on_the_page_of_the_batch(selection: Selection) -> None:
    case = selection.reviewed()
    service_candidacies.decline(selection.cast.he, case.id, reason="证据不足。")
    path = f"/batches/{selection.batch.id}"
    assert "Appeal to decide" not in seen(selection, "he", path)
    service_candidacies.appeal(selection.cast.lin, case.id, text="请复议。")
    assert "Appeal to decide" in seen(selection, "he", path)
    assert "Appeal to decide" not in seen(selection, "lin", path)


def test_who_stepped_back_is_named_to_the_secretariat_alone(selection: Selection) -> None:
    case = selection.reviewing()
    second = selection.reviewers[1]
    service_reviews.declare_conflict(second, case.id, reason="曾参与该项目。")
    path = f"/cases/{case.id}/candidacy"
    page = seen(selection, "he", path)
    assert "2 members of the panel stepped back" in page and "曾参与该项目。" in page and second.name in page
    page = seen(selection, "lin", path)
    assert "stepped back" not in page and "曾参与该项目。" not in page


def test_a_review_after_its_day_is_refused_in_words_and_what_was_typed_stays(selection: Selection) -> None:
    amal = selection.cast.amal
    service_batches.appoint(selection.cast.he, selection.batch.id, Appointment(person=amal.email))
    case = selection.reviewing()
    typed = {f"scores__{name}__points": "4" for name in CRITERIA}
    typed |= {f"scores__{name}__reason": "有据。" for name in CRITERIA}

    def give() -> Any:
        with clock.stopped_at(clock.now() + timedelta(days=61)):
            return Browser(selection.app, "amal").press(f"/cases/{case.id}/review", **typed, act="give")

    answer = Context().run(give)
    assert answer.status_code == 409
    assert "was due on" in answer.text and "有据。" in answer.text
    assert [review.status for review in queries.assigned(amal)] == ["assigned"]


def test_a_score_without_a_reason_is_named_at_its_field_and_nothing_is_given(selection: Selection) -> None:
    amal = selection.cast.amal
    service_batches.appoint(selection.cast.he, selection.batch.id, Appointment(person=amal.email))
    case = selection.reviewing()
    typed = {f"scores__{name}__points": "4" for name in CRITERIA} | {"scores__clarity__reason": "清楚。"}
    path = f"/cases/{case.id}/review"
    answer = Context().run(lambda: Browser(selection.app, "amal").press(path, **typed, act="give"))
    assert answer.status_code == 422
    assert "#f-scores-evidence-reason" in answer.text and "#f-scores-clarity-reason" not in answer.text
    assert "清楚。" in answer.text
