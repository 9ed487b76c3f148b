"""Resolutions on the pages: put forward, voted on, adopted, found in lists, kept when refused, within budget."""

from typing import Any

import pytest
from flask import Flask

from platform_app.kernel import clock
from tests.meetings.scene import Scene, adopted, in_empty_database, proposed
from tests.web.browsing import Browser
from tests.web.test_budgets import counted
from tests.web.test_requests import act, send, version

BUDGET = 10
FORM = {"title_zh": "统一加装电梯的标准", "text_zh": "各省统一执行。", "authoritative": "zh", "item": ""}


@pytest.fixture
def scene(app: Flask) -> Scene:
    with app.app_context():
        return in_empty_database()


def test_from_a_proposal_to_its_successor(app: Flask, scene: Scene) -> None:
    with app.app_context():
        meeting = scene.held().id
        later = adopted(scene, scene.held()).id
    shen, he = Browser(app, "shen"), Browser(app, "he")
    page = f"/meetings/{meeting}/resolutions/new"
    fields = {**FORM, "responsible_level": "provincial", "links": f"/meetings/{meeting}"}
    wrong = send(shen, page, **{**fields, "links": "https://elsewhere.example"})
    assert wrong.status_code == 422 and "各省统一执行。" in wrong.text
    made = send(shen, page, **fields)
    assert made.status_code == 303, made.text
    address = made.location
    assert "各省统一执行。" in shen.text(f"/meetings/{meeting}/resolutions") or "统一加装" in shen.text(address)
    edit = f"{address}/edit"
    changed = {**fields, "text_zh": "各省年底前执行。", "version": version(shen, edit)}
    assert send(shen, edit, **changed).status_code == 303
    act(shen, address, "vote", organisation="330000", vote="against", statement="财力不足。")
    twice = send(
        shen, f"{address}/acts/vote", version=version(shen, f"{address}/acts/vote"), organisation="330000", vote="for"
    )
    assert twice.status_code == 409
    act(he, address, "show_of_hands", **{"vote-350000": "for", "vote-M-SAC": "for", "vote-110000": ""})
    act(he, address, "adopt", method="vote", in_force_on="")
    reader = app.test_client()
    shown = reader.get(address).text
    assert f"JM/{clock.today().year}/2" in shown and "财力不足。" in shown
    act(he, address, "enter_into_force")
    act(he, address, "supersede", by=str(later))
    assert f'href="/resolutions/{later}"' in reader.get(address).text
    assert f'href="{address}"' in reader.get(f"/resolutions/{later}").text
    listed = reader.get(f"/resolutions?status=superseded&year={clock.today().year}&body=1").text
    assert f'href="{address}"' in listed
    assert reader.get("/resolutions?status=lost").status_code == 404
    assert reader.get("/resolutions?year=x").status_code == 404


def test_a_stale_change_shows_both_texts(app: Flask, scene: Scene) -> None:
    with app.app_context():
        row = proposed(scene, scene.held())
        page = f"/resolutions/{row.id}/edit"
    he = Browser(app, "he")
    seen = version(he, page)
    fields = {**FORM, "responsible_level": "city", "version": seen}
    assert send(he, page, **{**fields, "text_zh": "先到的文字"}).status_code == 303
    stale = send(he, page, **{**fields, "text_zh": "后到的文字"})
    assert stale.status_code == 409
    assert "先到的文字" in stale.text and "后到的文字" in stale.text


def test_pages_stay_within_their_budget(app: Flask, scene: Scene) -> None:
    with app.app_context():
        meeting = scene.held()
        rows = [adopted(scene, meeting) for _ in range(5)]
        open_one = proposed(scene, meeting)
        paths: list[Any] = ["/resolutions", f"/resolutions/{rows[0].id}", f"/meetings/{meeting.id}/resolutions"]
        paths += [f"/resolutions/{open_one.id}/edit", f"/meetings/{meeting.id}/resolutions/new"]
        paths += [f"/resolutions/{open_one.id}/acts/{what}" for what in ("show_of_hands", "adopt", "lapse")]
        paths += [f"/resolutions/{rows[0].id}/acts/supersede"]
    he = Browser(app, "he")
    for path in paths:
        he.text(path)
        with counted(app) as statements:
            he.text(path)
        assert len(statements) <= BUDGET, (path, len(statements), statements)
