"""Minutes on the pages: written, kept when refused, commented on, approved; each page within its budget."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from flask import Flask

from platform_app.kernel import clock
from platform_app.meetings import service_comments
from platform_app.meetings.inputs_minutes import NewComment
from tests.meetings.scene import Scene, adopted, approved, circulated, in_empty_database, minutes
from tests.meetings.test_minutes import first_item
from tests.web.browsing import Browser
from tests.web.test_budgets import counted
from tests.web.test_requests import send, version

BUDGET = 10


@pytest.fixture
def scene(app: Flask) -> Scene:
    with app.app_context():
        return in_empty_database()


@pytest.fixture
def held(app: Flask, scene: Scene) -> tuple[str, int]:
    """The address of the minutes of a meeting that Shen chairs, and its first item."""
    with app.app_context():
        meeting = scene.held(chair="shen@cast.example")
        return f"/meetings/{meeting.id}/minutes", first_item(meeting.id).id


def test_from_the_editor_to_locked_minutes(app: Flask, scene: Scene, held: tuple[str, int]) -> None:
    address, item = held
    he, huang, shen = Browser(app, "he"), Browser(app, "huang"), Browser(app, "shen")
    editor = f"{address}/{item}/edit"
    assert send(he, editor, version=version(he, editor), text_zh="同意**统一**。", text_en="").status_code == 303
    assert "<strong>统一</strong>" in he.text(address)
    today = clock.today().isoformat()
    acts = {"circulation": {"comments_until": today}}
    for act, fields in acts.items():
        page = f"{address}/{act}"
        assert send(he, page, version=version(he, page), **fields).status_code == 303
    assert send(huang, f"{address}/comment", text="请写明时限。", item=str(item), version="1").status_code == 303
    assert "请写明时限。" in he.text(address)
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        assert send(shen, f"{address}/approval", version=version(shen, f"{address}/approval")).status_code == 409
        page = f"{address}/disposition?comment=1"
        shown = he.text(page)
        number = shown.split('name="comment_version" value="')[1].split('"')[0]
        decided = {"comment": "1", "comment_version": number, "disposition": "accepted", "words": "已写明。"}
        assert send(he, f"{address}/disposition", **decided).status_code == 303
        assert send(shen, f"{address}/approval", version=version(shen, f"{address}/approval")).status_code == 303
    reader = app.test_client()
    public = reader.get(address).text
    digest = sha256(reader.get(f"{address}/canonical").data).hexdigest()
    assert digest in public and "请写明时限。" not in public
    refused = send(he, editor, version="1", text_zh="改", text_en="")
    assert refused.status_code == 409 and "改</textarea>" in refused.text
    assert f'href="{address}/addendum"' in refused.text
    assert send(he, f"{address}/addendum", text_zh="更正一处。", version="1").status_code == 303
    assert "更正一处。" in reader.get(address).text


def test_a_stale_save_shows_both_texts(app: Flask, scene: Scene, held: tuple[str, int]) -> None:
    address, item = held
    editor = f"{address}/{item}/edit"
    he = Browser(app, "he")
    send(he, editor, version="0", text_zh="先到的文字", text_en="")
    stale = send(he, editor, version="0", text_zh="后到的文字", text_en="Mine")
    assert stale.status_code == 409
    assert "先到的文字" in stale.text and "后到的文字" in stale.text and "Mine" in stale.text
    again = send(
        he, editor, version=stale.text.split('name="version" value="')[1].split('"')[0], text_zh="合并", text_en=""
    )
    assert again.status_code == 303
    assert "<del>" in he.text(f"{address}/{item}/revisions")


def test_who_else_is_writing_is_shown_without_scripts(app: Flask, scene: Scene, held: tuple[str, int]) -> None:
    address, item = held
    he = Browser(app, "he")
    he.text(f"{address}/{item}/edit")
    assert "何静 is writing this item." in he.text(address)
    assert send(he, f"{address}/{item}/writing").json == {"words": ""}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_minutes_leave_as_files(app: Flask, scene: Scene, held: tuple[str, int], language: str) -> None:
    he = Browser(app, "he")
    for form, kind in (("html", "text/html"), ("md", "text/markdown"), ("docx", "application/vnd")):
        file = he.client.get(f"{held[0]}.{form}?lang={language}")
        assert (file.status_code, file.headers["Content-Type"][: len(kind)]) == (200, kind)
    assert he.client.get(f"{held[0]}.pdf").status_code == 404
    assert he.client.get(f"{held[0]}.md?lang=fr").status_code == 404


def test_pages_stay_within_their_budget(app: Flask, scene: Scene) -> None:
    with app.app_context():
        for state in ("circulated", "approved"):
            meeting = scene.held(chair="shen@cast.example") if state == "circulated" else scene.held()
            for _ in range(3):
                adopted(scene, meeting, item=first_item(meeting.id).id)
            minutes(scene, meeting, first_item(meeting.id), "同意。")
            (circulated if state == "circulated" else approved)(scene, meeting)
            if state == "circulated":
                new = NewComment(text="补充。", item=first_item(meeting.id).id)
                service_comments.comment(scene.cast.huang, meeting.id, new)
        item = first_item(1).id
    he, shen = Browser(app, "he"), Browser(app, "shen")
    pages: list[tuple[Any, str]] = [(he, "/meetings/1/minutes"), (he, "/meetings/2/minutes")]
    pages += [(he, f"/meetings/1/minutes/{item}/{page}") for page in ("edit", "revisions")]
    pages += [(he, f"/meetings/1/minutes/{act}") for act in ("circulation", "disposition?comment=1")]
    pages += [(he, "/meetings/2/minutes/addendum"), (shen, "/meetings/1/minutes/approval")]
    for browser, page in pages:
        browser.text(page)
        with counted(app) as statements:
            browser.text(page)
        assert len(statements) <= BUDGET, (page, len(statements), statements)
