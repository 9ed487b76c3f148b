"""A moderator hides a post and its author appeals, in a real browser: at each step each knows what happened and why."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from platform_app.access.actor import SYSTEM
from platform_app.access.levels import PlatformRole
from platform_app.accounts import queries_people as people
from platform_app.accounts import service_people
from tests import factories
from tests.journeys.test_deciding import _person


@pytest.fixture
def thread_id(app: Flask) -> int:
    """A thread of the province's with a post of the city's; the administrator moderates too."""
    with app.app_context():
        thread = factories.make_thread(_person("province"), (_person("city"), "请看我们的电梯公司。"))
        admin = people.by_address("admin@demo.example")
        assert admin is not None
        service_people.grant_platform_role(SYSTEM, admin.id, PlatformRole.MODERATOR)
        return thread.id


def test_a_hidden_post_is_appealed_and_shown_again(
    thread_id: int, sign_in: Callable[..., Page], assert_accessible: Callable[[Page], None]
) -> None:
    reader = sign_in("editor", locale="en-GB")
    reader.goto(f"/threads/{thread_id}")
    reader.locator("li.post").nth(1).get_by_role("link", name="Report").click()
    reader.get_by_label("Advertising or spam").check()
    reader.get_by_role("button", name="Report", exact=True).click()
    expect(reader.locator(".flash")).to_contain_text("You will be told")

    moderator = sign_in("moderator", locale="en-GB")
    moderator.goto("/desk")
    moderator.get_by_role("link", name="Reported").click()
    moderator.locator("main .hits a").first.click()
    expect(moderator.locator("main")).to_contain_text("请看我们的电梯公司。")
    assert_accessible(moderator)
    moderator.get_by_label("Hide").check()
    moderator.select_option("[name=canned]", "hide-advertising")
    moderator.get_by_role("button", name="Decide").click()
    expect(moderator.locator(".flash")).to_contain_text("Hidden")

    author = sign_in("city", locale="en-GB")
    author.goto("/account/moderation")
    expect(author.locator("main")).to_contain_text("商业宣传")
    assert_accessible(author)
    author.get_by_text("Appeal", exact=True).first.click()
    author.fill("textarea[name^=text]", "这是对提问的回答，不是广告。")
    author.get_by_role("button", name="Appeal").click()
    expect(author.locator(".flash")).to_contain_text("Your appeal is made")

    other = sign_in("admin", locale="en-GB")
    other.goto("/desk")
    other.get_by_role("link", name="Appeals").click()
    expect(other.locator("main")).to_contain_text("这是对提问的回答，不是广告。")
    assert_accessible(other)
    other.fill("textarea[name^=reason]", "确实回答了提问。")
    other.get_by_role("button", name="Uphold and lift").click()
    expect(other.locator(".flash")).to_contain_text("Decided")

    author.reload()
    expect(author.locator("main")).to_contain_text("Appeal upheld")
    reader.goto(f"/threads/{thread_id}")
    expect(reader.locator("main")).to_contain_text("请看我们的电梯公司。")
    reader.goto("/moderation-log")
    expect(reader.locator("main")).to_contain_text("An appeal was upheld")
    for name in ("请看我们的电梯公司", "确实回答了提问"):
        expect(reader.locator("main")).not_to_contain_text(name)
