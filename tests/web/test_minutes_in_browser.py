"""The editor of minutes in a real browser: whoever has it open sees that somebody else begins to write."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from platform_app.meetings import service_minutes
from tests.meetings.scene import Scene, adopted, circulated, in_empty_database, minutes, proposed
from tests.meetings.test_minutes import first_item


@pytest.fixture
def scene(app: Flask) -> Scene:
    with app.app_context():
        return in_empty_database()


def test_who_has_the_editor_open_sees_who_else_begins_and_the_pages_are_accessible(
    app: Flask,
    scene: Scene,
    sign_in: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    subtests: pytest.Subtests,
) -> None:
    with app.app_context():
        meeting = scene.held()
        item = first_item(meeting.id)
    page = sign_in("he")
    page.clock.install()
    with subtests.test("who has the editor open sees who else begins"):
        _who_else_begins_is_seen(app, scene, page, meeting.id, item.id)
    with app.app_context():
        minutes(scene, meeting, item, "会议**同意**。", "Agreed.")
        row, done = proposed(scene, meeting), adopted(scene, meeting, item=item.id)
        circulated(scene, meeting)
    of_minutes = [f"/meetings/{meeting.id}/minutes{path}" for path in ("", f"/{item.id}/edit", "/circulation")]
    acts = [f"/{row.id}/acts/{act}" for act in ("show_of_hands", "adopt", "lapse")]
    of_resolutions = [f"/resolutions{path}" for path in ("", f"/{row.id}", f"/{done.id}", f"/{row.id}/edit", *acts)]
    for path in (*of_minutes, f"/meetings/{meeting.id}/minutes/{item.id}/revisions", *of_resolutions):
        with subtests.test("axe finds nothing", path=path):
            page.goto(path)
            assert_accessible(page)


def _who_else_begins_is_seen(app: Flask, scene: Scene, page: Page, meeting_id: int, item_id: int) -> None:
    page.goto(f"/meetings/{meeting_id}/minutes/{item_id}/edit")
    told = page.locator("[data-writing]")
    expect(told).to_be_hidden()
    with app.app_context():
        service_minutes.note_writing(scene.ministry, meeting_id, item_id)
    with page.expect_response(lambda answer: answer.url.endswith("/writing")):
        page.clock.run_for(20_500)
    expect(told).to_contain_text("正在编写此项。")
    page.locator("textarea[name=text_zh]").fill("会议**同意**。")
    page.get_by_role("tab", name="预览").first.click()
    expect(page.locator("#f-text_zh-preview strong")).to_have_text("同意")
