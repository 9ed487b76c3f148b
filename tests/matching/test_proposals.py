"""Whom the platform proposes to ask about a real question, out of real cases; what is kept of it."""

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.exchange.inputs_asks import NewAsks
from platform_app.kernel.errors import Conflict, NotAllowed
from platform_app.matching import proposals
from platform_app.search import documents
from platform_app.search.index import installed
from platform_app.standards import service as standards
from platform_app.standards.inputs import NewStandard
from tests import factories
from tests.cast import Cast, assemble
from tests.scenes import Scene
from tests.web.public_cases import STANDARD


def _set_up() -> Cast:
    factories.make_fields()
    cast = assemble()
    number = standards.put_standard(SYSTEM, NewStandard.model_validate(STANDARD)).number
    lifts = {"title": {"zh": "老旧小区加装电梯"}, "standards": [{"number": number}]}
    factories.make_case(cast.chen, cast.xiamen, status="published", **lifts)
    factories.make_case(cast.qi, cast.beijing, status="published", title={"zh": "口袋公园"})
    factories.make_case(cast.lin, cast.hangzhou, status="published", **lifts)
    factories.make_case(cast.amal, cast.dubai, **lifts)  # a draft
    return cast


_scene = Scene(_set_up)


@pytest.fixture
def cast(platform: Flask) -> Cast:
    """Xiamen has put in lifts and cites the standard, Beijing works in the same field, Hangzhou asks."""
    made = _scene.put()
    installed().engine.rebuild(documents.every())
    return made


def keys(found: list[proposals.Proposed]) -> dict[str, list[str]]:
    return {each.organisation.code: [why.key for why in each.match.reasons] for each in found}


def test_who_has_done_it_is_proposed_with_the_reasons_and_the_asker_is_not(cast: Cast) -> None:
    subject = {"kind": "standard", "id": 1}
    thread = factories.make_thread(cast.lin, title="电梯加装费用如何分担？", field="new-urbanization", subject=subject)
    found = list(proposals.proposals(cast.lin, thread.id))
    assert keys(found)["350200"] == ["on_topic", "same_standard", "same_field"]
    assert keys(found)["110000"][-1:] == ["same_field"]
    assert set(keys(found)) == {"350200", "110000"}
    assert all(each.has_people for each in found)


def test_who_was_asked_is_proposed_no_more_and_the_reasons_stay_with_the_ask(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin, title="电梯加装费用如何分担？", field="new-urbanization")
    asks = proposals.ask_with_reasons(cast.lin, thread.id, NewAsks(organisations=["350200", "350500"]))
    assert [[why["key"] for why in ask.reasons] for ask in asks] == [["on_topic", "same_field"], []]
    assert asks[0].reasons[0]["title"] == "老旧小区加装电梯"
    assert set(keys(list(proposals.proposals(cast.lin, thread.id)))) == {"110000"}


def test_a_thread_for_a_province_proposes_nobody_outside_it(cast: Cast) -> None:
    thread = factories.make_thread(
        cast.lin, title="电梯加装费用如何分担？", field="new-urbanization", visibility="subtree", scope="330000"
    )
    assert keys(list(proposals.proposals(cast.lin, thread.id))) == {}


def test_only_who_may_ask_is_told_and_only_of_a_question(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        proposals.proposals(cast.chen, factories.make_thread(cast.lin).id)
    with pytest.raises(Conflict):
        proposals.proposals(cast.lin, factories.make_thread(cast.lin, kind="discussion").id)
