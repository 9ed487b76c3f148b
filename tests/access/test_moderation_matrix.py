"""The permission table for reports, sanctions and held posts, cell by cell, and that lists agree with doors."""

from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, SYSTEM, Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.access.rules_moderation import MODERATION
from platform_app.accounts import service_people
from platform_app.accounts.inputs import Refusal
from platform_app.exchange.models import Post
from platform_app.kernel.db import db
from platform_app.moderation import service_matters, service_sanctions
from platform_app.moderation.inputs_reports import MatterDecision, NewAppeal, NewSanction
from platform_app.moderation.models_matters import Matter
from platform_app.moderation.models_sanctions import Sanction
from tests import factories
from tests.access.asking import disagreeing
from tests.cast import assemble
from tests.moderation.test_reports import report
from tests.scenes import Scene

Cells = dict[P, dict[str, frozenset[str]]]


def who(names: str) -> frozenset[str]:
    return frozenset(names.split())


# permission → state → who. Zhou of Hangzhou is concerned, or the moderator Gao; Shen coordinates Zhejiang.
ON_MATTERS: Cells = {
    P.MATTER_SEE: {
        "of Zhou": who("gao shen"),
        "of Gao": frozenset(),
        "for administrators": who("gao shen tang"),
    },
    P.MATTER_DECIDE: {
        "of Zhou": who("gao shen"),
        "of Gao": frozenset(),
        "for administrators": who("gao shen tang"),
    },
    P.SANCTION_IMPOSE: {
        "of Zhou": who("gao shen"),
        "of Gao": frozenset(),
        "for administrators": who("gao shen"),
    },
}
ON_SANCTIONS: Cells = {
    P.SANCTION_SEE: {
        **dict.fromkeys(("by Gao", "by Shen", "by Gao alone"), who("zhou gao shen system")),
        "suspended": who("chen gao huang tang system"),
    },
    P.SANCTION_APPEAL: {**dict.fromkeys(("by Gao", "by Shen", "by Gao alone"), who("zhou")), "suspended": who("chen")},
    P.SANCTION_JUDGE: {
        "by Gao": frozenset(),
        "by Shen": who("gao"),
        "by Gao alone": who("gao"),
        "suspended": who("tang"),  # by the platform
    },
}
ON_POSTS: Cells = {P.POST_RELEASE: {"of Zhou": who("gao shen"), "of Gao": frozenset()}}


@dataclass
class Stage:
    """The actors by name, and the id of a row in each state."""

    actors: dict[str, Actor]
    matters: dict[str, int]
    sanctions: dict[str, int]
    posts: dict[str, int]


def _set_up() -> Stage:
    cast = assemble()
    thread = factories.make_thread(cast.chen)
    posts = {name: factories.make_post(actor, thread) for name, actor in (("of Zhou", cast.zhou), ("of Gao", cast.gao))}
    other = factories.make_post(cast.zhou, thread, "另一条。")
    matters = {name: report(cast.qi, "post", post.id).id for name, post in posts.items()}
    matters["for administrators"] = report(cast.qi, "post", other.id).id
    ask = MatterDecision(act="ask_administrators", words="屡次违规。")
    service_matters.decide(cast.gao, matters["for administrators"], ask)
    warn = NewSanction(kind="warn", person=cast.zhou.id or 0, words="请围绕主题。")
    sanctions = {
        name: service_sanctions.impose(actor, warn).id
        for name, actor in (("by Gao", cast.gao), ("by Shen", cast.shen), ("by Gao alone", cast.gao))
    }
    service_people.suspend(SYSTEM, cast.chen.id or 0, Refusal(reason="账号被盗用。"))
    sanctions["suspended"] = max(db.session.scalars(select(Sanction.id)))
    service_sanctions.appeal(cast.zhou, sanctions["by Gao alone"], NewAppeal(text="有误。"))
    actors = {**cast.actors, "anonymous": ANONYMOUS, "system": SYSTEM}
    return Stage(actors, matters, sanctions, {name: post.id for name, post in posts.items()})


_stage = Scene(_set_up)


@pytest.fixture
def stage(platform: Flask) -> Stage:
    return _stage.put()


def wrong(stage: Stage, model: type, rows: dict[str, int], expected: Cells) -> list[object]:
    """The cells that are not as expected."""
    found: list[object] = []
    for permission, states in expected.items():
        for state, id in rows.items():
            row = db.session.get_one(model, id)
            allowed = {name for name, actor in stage.actors.items() if allows(actor, permission, row)}
            if allowed != states[state]:
                found.append((permission.name, state, sorted(allowed ^ states[state])))
    return found


def test_each_actor_may_do_what_the_matrix_says_and_nothing_else(stage: Stage) -> None:
    assert wrong(stage, Matter, stage.matters, ON_MATTERS) == []
    assert wrong(stage, Sanction, stage.sanctions, ON_SANCTIONS) == []
    assert wrong(stage, Post, stage.posts, ON_POSTS) == []
    assert {name for name, actor in stage.actors.items() if allows(actor, P.REPORT_MAKE)} == {
        *(name for name in stage.actors if name not in ("anonymous", "system"))
    }


def test_every_permission_of_moderation_is_in_this_matrix() -> None:
    assert set(MODERATION) - {P.REPORT_MAKE} == {*ON_MATTERS, *ON_SANCTIONS, *ON_POSTS}


LISTS: list[tuple[type[Matter | Sanction | Post], Cells]] = [
    (Matter, ON_MATTERS),
    (Sanction, ON_SANCTIONS),
    (Post, ON_POSTS),
]


def test_lists_agree_with_doors_for_every_actor_and_state(stage: Stage, subtests: pytest.Subtests) -> None:
    for model, permissions in LISTS:
        with subtests.test(model=model):
            assert disagreeing(stage.actors, model, permissions) == []
