"""Bringing a write-up in, in a real browser: the way is chosen, the file is sent, the rest can be copied."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests import cast as the_cast
from tests.cases import papers
from tests.factories import make_fields


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    with app.app_context():
        make_fields()
        return the_cast.assemble()


def test_a_write_up_is_chosen_sent_and_what_is_left_over_can_be_copied(
    sign_in: Callable[..., Page],
    cast: the_cast.Cast,
    tmp_path: Path,
    assert_accessible: Callable[[Page], None],
) -> None:
    (tmp_path / "微更新.docx").write_bytes(papers.word(picture=papers.PICTURE))
    page = sign_in("lin", locale="en", viewport={"width": 390, "height": 800})
    page.goto("/cases/new")
    expect(page.get_by_label("Title")).to_be_visible()
    expect(page.locator("[name=file]")).to_be_hidden()
    page.get_by_label("With a write-up").check()
    expect(page.get_by_label("Title")).to_be_hidden()
    assert_accessible(page)
    page.set_input_files("[name=file]", tmp_path / "微更新.docx")
    page.get_by_role("button", name="Start writing").click()
    page.wait_for_url("**/cases/1/edit")
    expect(page.get_by_role("heading", name="has no place yet")).to_be_visible()
    page.get_by_text("三、大事记").click()
    expect(page.get_by_role("button", name="Copy")).to_be_visible()
    expect(page.get_by_text("2024年启动。")).to_be_visible()
    page.get_by_text("Beyond that, for a typical case").click()
    expect(page.get_by_role("link", name="Name the mandate it rests on.")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
