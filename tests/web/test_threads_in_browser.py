"""A thread in a real browser: quoting, mentioning, a draft that survives a closed browser, how far one has read."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from platform_app.exchange import queries, service_files, service_posts
from platform_app.exchange.models import Thread
from platform_app.kernel.db import db
from platform_app.media.keeping import Upload
from tests import factories
from tests.cast import Cast, assemble
from tests.media import samples


@pytest.fixture
def cast(app: Flask) -> Cast:
    with app.app_context():
        factories.make_fields()
        return assemble()


@pytest.fixture
def thread(app: Flask, cast: Cast) -> Thread:
    with app.app_context():
        made = factories.make_thread(cast.lin, (cast.chen, "每台约四十万元，按楼层分摊。"), (cast.qi, "我们也在算。"))
        service_posts.mark_read(cast.lin, made.id, 1)
        return made


def test_a_selection_is_quoted_a_city_is_mentioned_and_the_draft_survives(
    app: Flask, cast: Cast, thread: Thread, sign_in: Callable[..., Page]
) -> None:
    page = sign_in("lin")
    with page.expect_response(lambda answer: answer.url.endswith("/read")):
        page.goto(f"/threads/{thread.id}")
    with app.app_context():
        assert queries.read(cast.lin, thread.id).read_no == 3
    page.locator("[data-said] p", has_text="按楼层分摊").click(click_count=3)
    page.get_by_role("button", name="引用所选文字").click()
    field = page.locator("textarea[name=text]")
    expect(field).to_have_value("> 每台约四十万元，按楼层分摊。\n\n")
    expect(page.locator("[data-answers]")).to_contain_text("回复陈屿")
    field.focus()
    with page.expect_response(lambda answer: answer.url.endswith("/draft")):
        page.keyboard.press("Control+End")
        page.keyboard.type("谢谢 @厦")
        expect(page.get_by_role("option", name="厦门市")).to_be_visible()
        page.keyboard.press("Enter")
    expect(field).to_have_value("> 每台约四十万元，按楼层分摊。\n\n谢谢 @[厦门市](organisation:350200) ")
    page.context.close()

    again = sign_in("lin")  # another browser
    again.goto(f"/threads/{thread.id}")
    expect(again.locator("textarea[name=text]")).to_have_value(
        "> 每台约四十万元，按楼层分摊。\n\n谢谢 @[厦门市](organisation:350200) "
    )
    again.get_by_role("button", name="发送").click()
    post = again.locator(".post", has_text="谢谢").last
    expect(post.locator("a.mention")).to_have_attribute("href", "/organisations/350200")
    expect(post).to_contain_text("回复陈屿，#2")
    expect(again.locator("textarea[name=text]")).to_have_value("")
    with app.app_context():
        assert db.session.get_one(Thread, thread.id).post_count == 4


def test_signs_and_pictures_stand_under_posts_and_a_post_is_taken_back_with_a_question(
    app: Flask, cast: Cast, thread: Thread, sign_in: Callable[..., Page], subtests: pytest.Subtests
) -> None:
    with app.app_context():
        post = factories.make_post(cast.chen, thread, "现场照片")
        service_files.attach(cast.chen, post.id, Upload(BytesIO(samples.picture(size=(900, 300))), "site.png"))
    page = sign_in("chen")
    page.goto(f"/threads/{thread.id}")
    with subtests.test("a sign is given and taken back"):
        sign = page.locator(".post", has_text="我们也在算").get_by_role("button", name="感谢")
        sign.click()
        expect(sign).to_have_attribute("aria-pressed", "true")
        expect(sign).to_contain_text("1")
        sign.click()
        expect(sign).to_have_attribute("aria-pressed", "false")
    with subtests.test("a post is taken back with a question"):
        page.locator(".post", has_text="按楼层分摊").get_by_role("button", name="撤回").click()
        expect(page.get_by_role("dialog")).to_contain_text("撤回此帖？")
        page.get_by_role("dialog").get_by_role("button", name="撤回").click()
        expect(page.locator(".post.gone")).to_contain_text("作者已撤回此帖")
        expect(page.locator(".post", has_text="我们也在算")).to_contain_text("#3")
    with subtests.test("a picture keeps its proportions on a phone"):
        page.set_viewport_size({"width": 390, "height": 844})
        picture = page.locator(".figures-row img")
        picture.scroll_into_view_if_needed()
        page.wait_for_function("document.querySelector('.figures-row img').naturalWidth > 0")
        box = picture.bounding_box()
        assert box is not None
        assert 250 < box["width"] <= 390
        assert abs(box["width"] / box["height"] - 3) < 0.05
