"""What readers are told of a distinguished case: what its evidence rests on, and whether it still runs."""

from datetime import timedelta

from platform_app.cases import confirmation, curation
from platform_app.kernel import clock
from tests.selection.conftest import Selection, make_selection, selection
from tests.web.public_cases import read
from tests.web.test_budgets import counted

__all__ = ["make_selection", "selection"]


def test_readers_see_the_note_behind_an_evidence_level(selection: Selection) -> None:
    case = selection.case()
    assert "已核对。" in read(selection.app.test_client(), f"/cases/{case.id}")


def test_readers_see_what_its_owner_answered(selection: Selection) -> None:
    case, lin = selection.case(), selection.cast.lin
    client, path = selection.app.test_client(), f"/cases/{case.id}"
    curation.feature(selection.cast.gao, case.id)
    assert "Still running" not in read(client, path)
    confirmation.confirm(lin, case.id, state="running")
    assert "Still running" in read(client, path)
    confirmation.confirm(lin, case.id, state="ended", note="项目资金用完。")
    page = read(client, path)
    assert "项目资金用完。" in page and "Still running" not in page
    with counted(selection.app) as statements:
        read(client, f"{path}?fresh=1")
    assert len(statements) <= 10, "\n".join(statements)


def test_a_banner_says_that_nobody_has_answered(selection: Selection) -> None:
    case = selection.case()
    curation.feature(selection.cast.gao, case.id)
    client, path = selection.app.test_client(), f"/cases/{case.id}"
    said = "It is more than two years since this case was distinguished or confirmed."
    assert said not in read(client, path)
    with clock.stopped_at(clock.now() + timedelta(days=735)):
        assert said in read(client, f"{path}?later=1")
