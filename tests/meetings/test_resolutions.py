"""Resolutions: proposed, voted on, adopted with a number, and how they end."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, Stale
from platform_app.kernel.inputs import read
from platform_app.meetings import queries, queries_resolutions, service_resolutions, service_voting
from platform_app.meetings.inputs_resolutions import (
    Adoption,
    CarryingOut,
    Lapse,
    NewVote,
    ResolutionContent,
    ShowOfHands,
    Supersession,
)
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_decisions import Resolution
from platform_app.notifications import reminders
from tests import factories, scenes
from tests.cast import assemble
from tests.meetings.scene import Scene, adopted, approved, in_empty_database, open_scene, proposed
from tests.simultaneously import together

CONSENSUS = Adoption(method="consensus")
VOTE = Adoption(method="vote")


def cast_vote(scene: Scene, row: Resolution, code: str, choice: str = "for", **parts: Any) -> Resolution:
    """A vote as the secretariat saw it."""
    new = read(NewVote, {"organisation": code, "vote": choice, **parts})
    return service_voting.vote(scene.cast.he, row.id, new)


def test_a_member_puts_forward_and_changes_what_is_its_own(scene: Scene, held: Meeting) -> None:
    row = proposed(scene, held, scene.cast.shen)
    new = read(ResolutionContent, {"title_zh": "改过的题目", "text_zh": "改过。", "responsible_level": "city"})
    with pytest.raises(NotAllowed):
        service_resolutions.edit(scene.cast.huang, row.id, row.version, new)
    edited = service_resolutions.edit(scene.cast.shen, row.id, row.version, new)
    assert (edited.title_zh, edited.version) == ("改过的题目", row.version + 1)
    with pytest.raises(Stale):
        service_resolutions.edit(scene.cast.he, row.id, 1, new)
    with pytest.raises(NotAllowed):
        proposed(scene, held, scene.cast.amal)


def test_a_text_that_was_voted_on_stays(scene: Scene, held: Meeting) -> None:
    row = proposed(scene, held)
    voted = cast_vote(scene, row, "330000")
    new = read(ResolutionContent, {"title_zh": "改过的题目", "text_zh": "改过。"})
    with pytest.raises(Conflict) as refused:
        service_resolutions.edit(scene.cast.he, row.id, voted.version, new)
    assert refused.value.code == "voted_on"


def test_the_text_that_decides_is_needed(scene: Scene) -> None:
    with pytest.raises(Invalid) as refused:
        proposed(scene, scene.held(), authoritative="en")
    assert list(refused.value.errors) == ["text_en"]


def test_an_organisation_votes_once_by_its_coordinator_or_the_secretariat(scene: Scene, held: Meeting) -> None:
    row = proposed(scene, held)
    service_voting.vote(scene.cast.shen, row.id, NewVote(organisation="330000", vote="against", statement="财力不足"))
    for again in (scene.cast.shen, scene.cast.he):
        with pytest.raises(Conflict) as twice:
            service_voting.vote(again, row.id, NewVote(organisation="330000", vote="for"))
        assert twice.value.code == "voted"
    with pytest.raises(NotAllowed):
        service_voting.vote(scene.cast.shen, row.id, NewVote(organisation="350000", vote="for"))
    (vote,) = queries_resolutions.read(scene.cast.he, row.id).votes
    assert (vote.vote, vote.statement) == ("against", "财力不足")


OTHERS: list[str] = ["330200", "P-DUBAI", "330100"]


def test_observers_guests_and_strangers_do_not_vote(scene: Scene, held: Meeting, subtests: pytest.Subtests) -> None:
    made = proposed(scene, held)
    for code in OTHERS:
        with subtests.test(code=code):
            with pytest.raises(Invalid) as refused:
                cast_vote(scene, made, code)
            assert list(refused.value.errors) == ["organisation"]


def test_a_show_of_hands_is_recorded_whole_or_not_at_all(scene: Scene, held: Meeting) -> None:
    row = proposed(scene, held)
    cast_vote(scene, row, "350000")
    hands = [NewVote(organisation=code, vote="for") for code in ("330000", "350000")]
    with pytest.raises(Conflict):
        service_voting.show_of_hands(scene.cast.he, row.id, ShowOfHands(votes=hands))
    assert len(queries_resolutions.read(scene.cast.he, row.id).votes) == 1
    service_voting.show_of_hands(scene.cast.he, row.id, ShowOfHands(votes=hands[:1]))
    assert len(queries_resolutions.read(scene.cast.he, row.id).votes) == 2


def test_by_vote_more_for_than_against_and_by_consensus_nobody_against(scene: Scene, held: Meeting) -> None:
    row = proposed(scene, held)
    for refused_by, code in ((VOTE, "not_carried"), (CONSENSUS, "no_consensus")):
        if code == "no_consensus":
            cast_vote(scene, row, "330000", "against")
        with pytest.raises(Conflict) as refused:
            service_voting.adopt(scene.cast.he, row.id, refused_by)
        assert refused.value.code == code
    cast_vote(scene, row, "350000")
    cast_vote(scene, row, "M-SAC")
    done = service_voting.adopt(scene.cast.he, row.id, VOTE)
    year = clock.today().year
    assert (done.status, done.number) == ("adopted", f"JM/{year}/1")
    assert done.tally == {"for": 2, "against": 1, "abstain": 0, "quorum": True}
    with pytest.raises(Conflict) as again:
        service_voting.adopt(scene.cast.he, row.id, VOTE)
    assert again.value.code == "resolution_adopted"


def test_without_quorum_nothing_is_adopted_unless_the_rule_allows_it(scene: Scene) -> None:
    row = proposed(scene, scene.held(scene.cast.zhejiang))
    with pytest.raises(Conflict) as refused:
        service_voting.adopt(scene.cast.he, row.id, CONSENSUS)
    assert refused.value.code == "no_quorum"
    assert queries.resolution(scene.cast.he, row.id).number is None


def test_a_rule_may_allow_it_and_it_is_said(platform: Flask) -> None:
    factories.make_fields()
    scene = open_scene(assemble(), quorum={"lead_present": True, "may_adopt_without": True})
    done = adopted(scene, scene.held(scene.cast.zhejiang))
    assert done.tally["quorum"] is False


def test_before_the_meeting_is_held_the_room_counts(scene: Scene, convened: Meeting) -> None:
    row = proposed(scene, convened)
    with pytest.raises(Conflict) as refused:
        service_voting.adopt(scene.cast.he, row.id, CONSENSUS)
    assert refused.value.code == "no_quorum"
    scene.attend(convened, scene.cast.ministry, scene.cast.zhejiang, scene.cast.fujian)
    assert service_voting.adopt(scene.cast.he, row.id, CONSENSUS).number


def test_nothing_is_adopted_once_the_minutes_are_locked(scene: Scene, held: Meeting) -> None:
    row = proposed(scene, held)
    approved(scene, held)
    with pytest.raises(Conflict) as refused:
        service_voting.adopt(scene.cast.he, row.id, CONSENSUS)
    assert refused.value.code == "meeting_approved"


def test_the_worker_says_once_that_its_day_has_come(scene: Scene, held: Meeting) -> None:
    row = proposed(scene, held)
    day = clock.today() + timedelta(days=5)
    service_voting.adopt(scene.cast.he, row.id, read(Adoption, {"method": "consensus", "in_force_on": day}))
    assert reminders.send_due(SYSTEM) == 0
    with clock.stopped_at(clock.now() + timedelta(days=5)):
        assert [reminders.send_due(SYSTEM), reminders.send_due(SYSTEM)] == [1, 0]
        assert queries.resolution(scene.cast.he, row.id).status == "in_force"


def test_a_day_in_the_past_is_refused(scene: Scene, held: Meeting) -> None:
    row = proposed(scene, held)
    day = clock.today() - timedelta(days=1)
    with pytest.raises(Invalid) as refused:
        service_voting.adopt(scene.cast.he, row.id, read(Adoption, {"method": "consensus", "in_force_on": day}))
    assert list(refused.value.errors) == ["in_force_on"]


def test_a_later_resolution_takes_the_place_of_an_earlier_one_and_both_tell(scene: Scene, held: Meeting) -> None:
    old, new = adopted(scene, held), adopted(scene, held)
    for wrong in (old.id, proposed(scene, held).id, 999):
        with pytest.raises(Invalid) as refused:
            service_resolutions.supersede(scene.cast.he, old.id, Supersession(by=wrong))
        assert list(refused.value.errors) == ["by"]
    done = service_resolutions.supersede(scene.cast.he, old.id, Supersession(by=new.id))
    assert (done.status, done.superseded_by_id) == ("superseded", new.id)
    assert [each.to_id for each in queries_resolutions.links(scene.cast.he, new)[0]] == [old.id]
    assert [each.from_id for each in queries_resolutions.links(scene.cast.he, done)[1]] == [new.id]
    with pytest.raises(Conflict) as again:
        service_resolutions.carry_out(scene.cast.he, old.id, CarryingOut())
    assert again.value.code == "resolution_superseded"


def test_what_was_not_adopted_lapses_with_a_reason_and_is_not_public(scene: Scene, held: Meeting) -> None:
    row = proposed(scene, held)
    with pytest.raises(NotFound):
        queries_resolutions.read(ANONYMOUS, row.id)
    done = service_resolutions.lapse(scene.cast.he, row.id, Lapse(reason="撤回"))
    assert (done.status, done.ended_reason, done.number) == ("lapsed", "撤回", None)


def _two_held() -> tuple[Scene, list[int]]:
    scene = in_empty_database()
    return scene, [scene.held().id for _ in range(2)]


_meetings_held = scenes.Scene(_two_held)


def _meetings(app: Flask, count: int) -> tuple[Scene, list[int]]:
    with app.app_context():
        scene, ids = _meetings_held.put()
        meetings = [queries.get(SYSTEM, id) for id in ids]
        rows = [proposed(scene, meetings[no % 2]).id for no in range(count)]
        for row in rows[::4]:  # each fourth is not carried
            service_voting.vote(scene.cast.he, row, NewVote(organisation="330000", vote="against"))
        db.session.close()
    return scene, rows


def test_sixteen_at_once_get_numbers_without_a_gap_also_where_some_fail(app: Flask) -> None:
    scene, rows = _meetings(app, 16)
    acts = [lambda id=id: service_voting.adopt(scene.cast.he, id, CONSENSUS) for id in rows]  # type: ignore[misc]
    outcomes = together(app, *acts)
    assert (outcomes.count("done"), outcomes.count("no_consensus")) == (12, 4)
    with app.app_context():
        given = db.session.scalars(select(Resolution.serial).where(Resolution.serial.is_not(None))).all()
        assert sorted(given) == list(range(1, 13))


def test_one_resolution_adopted_sixteen_times_at_once_gets_one_number(app: Flask) -> None:
    scene, rows = _meetings(app, 2)
    outcomes = together(app, *[lambda: service_voting.adopt(scene.cast.he, rows[1], CONSENSUS)] * 16)
    assert (outcomes.count("done"), outcomes.count("resolution_adopted")) == (1, 15)
    with app.app_context():
        try:
            done = service_voting.adopt(scene.cast.he, proposed(scene, scene.held()).id, CONSENSUS)
        except DomainError:
            raise AssertionError("the next is adopted") from None
        assert done.serial == 2


def test_voting_at_once_counts_once(app: Flask) -> None:
    scene, rows = _meetings(app, 2)
    new = NewVote(organisation="350000", vote="for")
    outcomes = together(app, *[lambda: service_voting.vote(scene.cast.he, rows[1], new)] * 8)
    assert (outcomes.count("done"), outcomes.count("voted")) == (1, 7)
