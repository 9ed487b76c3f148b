"""What axe thinks of a page (WCAG 2.2 A and AA, good practice).

More than half of what axe computes is contrast. That depends on the colours of a text, its size and weight, and on what
lies behind it, so axe judges each such look once in a test process; every other rule sees every page whole.
"""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what is right is counted, not told element by element in megabytes
}
# Two of each look: the first may lie under something else.
FIND = """([options, judged]) => {
    const PARTS = ["backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode", "position"];
    const known = new Set(judged), found = new Map(), behind = new WeakMap();
    const ground = (element) => {
        if (!element) return "";
        if (!behind.has(element)) {
            const style = getComputedStyle(element);
            const own = PARTS.map((property) => style[property]).join(" ");
            const plain = own === "rgba(0, 0, 0, 0) none 1 none normal static";
            behind.set(element, ground(element.parentElement) + (plain ? "" : "|" + own));
        }
        return behind.get(element);
    };
    const speaks = (element) => element.matches("input, select, textarea")
        || [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    for (const element of document.body.querySelectorAll("*")) {
        if (!speaks(element) || !element.checkVisibility()) continue;
        const {color, fontSize, fontWeight, textShadow} = getComputedStyle(element);
        const enabled = !element.closest(":disabled, [aria-disabled=true]");
        const look = [color, fontSize, fontWeight, textShadow, enabled, ground(element)].join(" ");
        if (known.has(look)) continue;
        const alike = found.get(look) ?? 0;
        if (alike < 2) element.setAttribute("data-new-look", "");
        found.set(look, alike + 1);
    }
    axe.configure({rules: [{id: "color-contrast", selector: "[data-new-look]"}]});
    return axe.run(document, options).then(({violations}) => {
        document.querySelectorAll("[data-new-look]").forEach((element) => element.removeAttribute("data-new-look"));
        return [violations, [...found.keys()]];
    });
}"""


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[[Page], None]:
    """Asserts that axe finds nothing wrong with a page as it stands."""
    axe = Axe()
    judged: set[str] = set()

    def check(page: Page) -> None:
        page.evaluate(axe.axe_script)
        found, looks = page.evaluate(FIND, [OPTIONS, list(judged)])
        assert not found, "\n".join(
            f"{page.url}: {rule['id']}: {rule['help']}: {node['html']}" for rule in found for node in rule["nodes"]
        )
        judged.update(looks)

    return check
