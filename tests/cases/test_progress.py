"""What is missing, in words: for handing in and for an announcement, told to the people of the case only."""

import pytest

from platform_app.cases import publication
from platform_app.cases.progress import progress
from platform_app.kernel.errors import NotAllowed, NotFound
from tests import cast as the_cast
from tests.factories import make_case


def fields(needs: list) -> list[str]:
    return [need.field for need in needs]


def test_both_lists_name_what_is_missing_in_the_order_of_the_template(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou, result={}, indicators=[])
    lacks = progress(cast.wu, case.id)
    assert fields(lacks.submission) == ["result", "indicators"]
    assert fields(lacks.announcement)[:2] == ["result", "indicators"]
    assert fields(lacks.announcement)[-1] == "evidence_level"
    told = {str(need.sentence.template) for need in lacks.further}
    assert "Give at least three indicators with a result." in told
    assert "Say in one sentence what came of it." not in told


def test_a_complete_short_case_lacks_nothing_to_be_handed_in_and_much_to_be_announced(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou)
    lacks = progress(cast.lin, case.id)
    assert lacks.submission == []
    assert {"title.en", "mandate", "conditions", "sustaining"} <= set(fields(lacks.announcement))
    assert lacks.further == lacks.announcement


def test_nobody_else_is_told(cast: the_cast.Cast) -> None:
    case = make_case(cast.lin, cast.hangzhou)
    with pytest.raises(NotFound):
        progress(cast.chen, case.id)
    publication.submit(cast.lin, case.id)
    publication.publish(cast.lin, case.id)
    with pytest.raises(NotAllowed):
        progress(cast.chen, case.id)
    assert progress(cast.wu, case.id).submission == []
