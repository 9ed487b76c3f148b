"""The plan's tasks and targets: loaded once, counted by rules that say no more than the data shows."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.cases.models import Case
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotAllowed, NotFound
from platform_app.moderation.models import AuditLine
from platform_app.programme import queries, service
from platform_app.programme.counting import of_case, of_standard
from platform_app.programme.inputs import NewIndicator, NewTask
from platform_app.standards import service as standards
from platform_app.standards.inputs import NewStandard
from platform_app.tracing import proofs
from tests import factories
from tests.cast import Cast, assemble
from tests.tracing.conftest import TARGET
from tests.web.public_cases import STANDARD

TASK = {
    "code": "T15",
    "group": "systematic",
    "name_zh": "打造经验交流合作平台",
    "name_en": "Build a platform",
    "verified": "true",
    "source_url": "https://www.sac.gov.cn/",
}


@pytest.fixture
def cast(platform: Flask) -> Cast:
    factories.make_fields()
    return assemble()


def test_what_has_not_changed_is_loaded_without_a_line(cast: Cast) -> None:
    for _ in range(2):
        service.put_task(SYSTEM, NewTask.model_validate(TASK))
        service.put_indicator(SYSTEM, NewIndicator.model_validate(TARGET))
    service.put_indicator(SYSTEM, NewIndicator.model_validate({**TARGET, "value": 31}))
    lines = select(AuditLine.act, func.count()).where(AuditLine.act.in_(("TaskLoaded", "IndicatorLoaded")))
    assert dict(db.session.execute(lines.group_by(AuditLine.act)).all()) == {
        "TaskLoaded": 1,
        "IndicatorLoaded": 2,
    }
    assert [row.value for row in queries.indicators(ANONYMOUS)] == [31]
    assert [row.code for row in queries.tasks(ANONYMOUS)] == ["T15"]


def test_nobody_but_the_loader_changes_the_plan(cast: Cast) -> None:
    for actor in (cast.lin, cast.he, ANONYMOUS):
        with pytest.raises(NotAllowed):
            service.put_task(actor, NewTask.model_validate(TASK))
        with pytest.raises(NotAllowed):
            service.put_indicator(actor, NewIndicator.model_validate(TARGET))


@pytest.mark.parametrize(
    ("type", "issued_on", "expected"),
    [
        ("national", "2024-03-01", "I01"),
        ("industry", "2023-10", "I01"),
        ("national", "2024", "I01"),
        ("national", "2023", None),
        ("national", "2018-06-07", None),
        ("national", None, None),
        ("local", "2024-03-01", None),
        ("international", "2024-03-01", None),
    ],
)
def test_a_standard_counts_where_its_kind_and_day_show_it(
    type: str, issued_on: str | None, expected: str | None
) -> None:
    assert of_standard(type, issued_on) == expected


def test_a_case_counts_once_it_is_announced() -> None:
    assert (of_case(True), of_case(False)) == ("I03", None)


def test_lists_and_the_rule_count_the_same(cast: Cast) -> None:
    cases = select(func.count(Case.id)).where(Case.announced_at.is_not(None))
    for no, (type, on) in enumerate((("national", "2024-01"), ("national", "2023"), ("local", "2024-01"))):
        new = {**STANDARD, "number": f"GB/T {no}", "type": type, "issued_on": on}
        standards.put_standard(SYSTEM, NewStandard.model_validate(new))
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    db.session.get_one(Case, case.id).announced_at = clock.now()
    db.session.commit()
    assert proofs.counted(ANONYMOUS) == {"I01": 1, "I03": db.session.scalar(cases)}
    target = service.put_indicator(SYSTEM, NewIndicator.model_validate(TARGET))
    proof = proofs.of_indicator(ANONYMOUS, target)
    assert (proof.count, [each.id for each in proof.cases], proof.standards, proof.actions) == (1, [case.id], [], [])
    other = service.put_indicator(SYSTEM, NewIndicator.model_validate({**TARGET, "code": "I02"}))
    assert proofs.of_indicator(ANONYMOUS, other).count is None


def test_a_target_is_found_by_its_code_and_its_number_or_not_at_all(cast: Cast) -> None:
    row = service.put_indicator(SYSTEM, NewIndicator.model_validate(TARGET))
    assert queries.indicator_by_code(ANONYMOUS, "I03").id == queries.indicator(ANONYMOUS, row.id).id
    for code in ("I04", "I03xxxxxxxxxxxxx", ""):
        with pytest.raises(NotFound):
            queries.indicator_by_code(ANONYMOUS, code)
    with pytest.raises(NotFound):
        queries.task(ANONYMOUS, 10**30)
