"""A moderator's morning in a real browser: how few interactions a decision takes, and the keys."""

from collections.abc import Callable
from statistics import median

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from platform_app.access.actor import SYSTEM, Actor
from platform_app.accounts import queries as accounts
from platform_app.accounts import queries_people as people
from platform_app.cases import curation
from tests import factories
from tests.web.arriving import wait_for_scripts

MOST_INTERACTIONS = 4  # for a decision, in the middle


class Hands:
    """Uses a page and counts each click, key and choice."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def click(self, selector: str) -> None:
        """One click."""
        self.count += 1
        self.page.locator(selector).first.click()

    def key(self, key: str) -> None:
        """One key."""
        self.count += 1
        self.page.keyboard.press(key)

    def choose(self, selector: str, value: str) -> None:
        """One choice."""
        self.count += 1
        self.page.select_option(selector, value)

    def since_last(self) -> int:
        """How many there were since this was asked for."""
        used, self.count = self.count, 0
        return used


def _person(name: str) -> Actor:
    person = people.by_address(f"{name}@demo.example")
    actor = accounts.actor_of(person.id) if person else None
    assert actor is not None
    return actor


@pytest.fixture
def titles(app: Flask) -> list[str]:
    """Five cases of Hangzhou that its province recommends."""
    with app.app_context():
        city, province = _person("city"), _person("province")
        hangzhou = accounts.organisation_by_code(SYSTEM, "330100")
        made = [f"待精选的第{n}个案例" for n in range(5)]
        for title in made:
            case = factories.make_case(city, hangzhou, status="published", title={"zh": title})
            curation.nominate(city, case.id)
            curation.recommend(province, case.id)
        return made


def test_a_moderator_decides_with_few_interactions_and_with_keys(
    titles: list[str], sign_in: Callable[..., Page], subtests: pytest.Subtests
) -> None:
    page = sign_in("moderator", locale="en-GB")
    with subtests.test("keys are shown with a question mark and can be switched off"):
        _keys_are_shown_and_switched_off(page, titles)
    with subtests.test("rows are walked and chosen with keys, and what they need is asked for"):
        _rows_are_walked_with_keys(page, titles)
    with subtests.test("a decision takes four interactions at most, in the middle"):
        _a_decision_takes_four_interactions(page, titles)


def _keys_are_shown_and_switched_off(page: Page, titles: list[str]) -> None:
    page.goto("/desk/queues/to_feature/next")
    address = page.url
    expect(page.locator("[data-keys]")).to_be_visible()
    page.keyboard.press("?")
    sheet = page.locator("dialog#keys")
    expect(sheet).to_contain_text("Feature on the front page")
    expect(sheet).to_contain_text("Leave it for later")
    page.keyboard.press("n")
    assert page.url == address  # nothing happens behind an open sheet
    sheet.locator("[data-switch]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator("[name=ticked]").first).not_to_be_checked()
    page.keyboard.press("?")
    sheet.locator("[data-switch]").check()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_contain_text(titles[1])
    wait_for_scripts(page)
    page.keyboard.press("u")
    page.wait_for_url("**/desk/queues/to_feature")


def _rows_are_walked_with_keys(page: Page, titles: list[str]) -> None:
    page.goto("/desk/queues/to_feature")
    expect(page.locator("[data-keys]")).to_be_visible()
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    assert page.locator("[name=case]:checked").count() == 2
    page.locator("button[name=act][value=feature]").click()
    expect(page.locator("main")).to_contain_text(titles[1])
    page.goto("/desk/queues/to_look_through/next")
    expect(page.locator("[data-keys]")).to_be_visible()
    page.keyboard.press("o")  # taking it off needs a reason
    expect(page.locator("#f-words")).to_be_focused()
    page.select_option("[name=canned]", "unpublish-wrong")
    assert "更正后即可重新发布" in page.input_value("#f-words")
    assert "corrected" in page.input_value("#f-words")


def _a_decision_takes_four_interactions(page: Page, titles: list[str]) -> None:
    page.goto("/desk")
    hands, used = Hands(page), []
    hands.click("a[href='/desk/queues/to_feature']")
    hands.click("a[href='/desk/queues/to_feature/next']")
    for title in titles[:2]:  # with the mouse
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        hands.click("[name=ticked][value=clarity]")
        hands.click("[name=ticked][value=honesty]")
        hands.click("button[name=act][value=feature]")
        used.append(hands.since_last())
    for title in titles[2:4]:  # with keys
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        expect(page.locator("[data-keys]")).to_be_visible()
        hands.key("1")
        hands.key("3")
        expect(page.locator("[name=ticked][value=honesty]")).to_be_checked()
        hands.key("p")
        used.append(hands.since_last())
    expect(page.get_by_role("heading", level=1)).to_contain_text(titles[4])
    page.goto("/desk/queues/to_look_through/next")  # taken off with a reason that is ready
    hands.click("[name=ticked][value=tone]")
    hands.choose("[name=canned]", "unpublish-advertising")
    hands.click("button[name=act][value=unpublish]")
    used.append(hands.since_last())
    expect(page.locator(".flash").first).to_be_visible()
    page.goto("/desk/queues/to_feature")
    assert page.locator("[data-row]").count() + 4 <= len(titles)
    assert median(used) <= MOST_INTERACTIONS, used
