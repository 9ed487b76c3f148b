"""A city asks three others, two answer, it accepts one, and that becomes a lesson on a case that everybody reads."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.cases import queries as cases
from platform_app.exchange import counting
from tests.mailbox import Mailbox

ANSWER = "五期治理里，每年的清淤和水质监测约占运维费的一半，其余用于岸线和绿化。"


def test_a_city_asks_three_two_answer_and_one_answer_becomes_a_lesson(
    app: Flask, page: Page, sign_in: Callable[..., Page]
) -> None:
    with app.app_context():
        case_id = cases.by_slug(ANONYMOUS, "xiamen-yundang-lake").id

    city = sign_in("city")
    city.goto(f"/cases/{case_id}")
    city.get_by_role("link", name="讨论此案例").click()
    city.locator("input[name=kind][value=question]").check()
    city.fill("input[name=title]", "筼筜湖治理以后，每年的运行费用怎样构成？")
    city.fill("textarea[name=text]", "我们准备治理一处城市湖泊，想知道建成以后每年花在哪里。")
    city.get_by_role("button", name="发布讨论串").click()
    expect(city.get_by_role("heading", level=1)).to_contain_text("每年的运行费用怎样构成")
    thread = city.url.split("?")[0]

    city.get_by_role("link", name="向其他城市提问").click()
    xiamen = city.locator("input[name=picked][value='350200']")
    expect(xiamen).to_be_visible()  # its own case is what speaks for asking it
    xiamen.check()
    city.fill("input[name=others]", "迪拜，浙江省")
    city.locator("form[action$='/asks'] button.btn").click()
    for name in ("厦门市", "迪拜", "浙江省"):
        expect(city.locator(".queue .hit", has_text=name)).to_contain_text("已提问")

    peer = sign_in("peer")
    peer.goto("/desk")
    expect(peer.locator("#asks")).to_contain_text("每年的运行费用怎样构成")
    peer.locator("#asks").get_by_role("link", name="答复").first.click()
    peer.fill("form[action$='/answer'] textarea[name=text]", ANSWER)
    peer.locator("form[action$='/answer']").first.get_by_role("button", name="答复").click()

    partner = sign_in("partner", locale="en-GB")
    partner.goto(thread)
    expect(partner.locator(".note.ask")).to_contain_text("would like to learn from Dubai")
    partner.fill("textarea[name=text]", "In Dubai the lagoon is paid for by the developers around it.")
    partner.get_by_role("button", name="Send").click()
    expect(partner.locator(".note.ask")).to_have_count(0)  # her reply is the answer

    city.goto(f"{thread}/asks")
    expect(city.locator(".queue .hit", has_text="厦门市")).to_contain_text("已答复")
    expect(city.locator(".queue .hit", has_text="迪拜")).to_contain_text("已答复")
    expect(city.locator(".queue .hit", has_text="浙江省")).to_contain_text("已提问")
    city.goto(thread)
    answer = city.locator(".post", has_text="清淤和水质监测").last
    answer.get_by_role("button", name="采纳为答案").click()
    expect(city.locator(".post.accepted")).to_contain_text("清淤和水质监测")
    city.get_by_role("link", name="转为经验或常见问题").click()
    expect(city.locator("input[name=case_id]")).to_have_value(str(case_id))
    city.get_by_role("button", name="提出").click()

    peer.goto("/proposals")
    peer.get_by_role("link", name="筼筜湖治理以后，每年的运行费用怎样构成？").click()
    peer.get_by_role("button", name="采用为经验").click()
    expect(peer.locator("#lessons")).to_contain_text("清淤和水质监测")
    page.goto(f"/cases/{case_id}")
    expect(page.locator("main")).not_to_contain_text("清淤和水质监测")  # until its coordinator publishes it
    peer.goto(f"/cases/{case_id}/acts/publish")
    peer.locator("main form button.btn").click()
    page.goto(f"/cases/{case_id}")
    expect(page.locator("#lessons")).to_contain_text(ANSWER)
    page.goto("/search?q=清淤和水质监测")
    expect(page.locator(".hits")).to_contain_text("筼筜湖")

    with app.app_context():
        assert counting.check(SYSTEM) == []
    box = Mailbox(app)
    assert any("每年的运行费用" in mail["Subject"] for mail in box.to("peer@demo.example"))
    assert [mail for mail in box.to("city@demo.example") if "厦门市" in mail.get_content()]
