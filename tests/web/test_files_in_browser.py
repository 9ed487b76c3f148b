"""Pictures and files in the editor, in a real browser: dropped, refused, described, pasted, put in order."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from platform_app.cases import queries
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.media import samples
from tests.web.test_editor_in_browser import unfold

PASTE = """(element, [data, name]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const clipboard = new DataTransfer();
  clipboard.items.add(new File([bytes], name, { type: "image/png" }));
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""
DROP = """(element, [data, name]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const dropped = new DataTransfer();
  dropped.items.add(new File([bytes], name));
  element.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""

# Axe sees the whole editor in another test; here it shall look at the files, and at the text with a picture.
FOLD = """document.querySelectorAll('.step').forEach((step) => {
  step.open = Boolean(step.querySelector('[data-files], #f-problem-en'));
});"""


@pytest.fixture
def draft(app: Flask) -> tuple[the_cast.Cast, int]:
    with app.app_context():
        make_fields()
        cast = the_cast.assemble()
        return cast, make_case(cast.lin, cast.hangzhou).id


def handed(data: bytes, name: str) -> list[str]:
    return [base64.b64encode(data).decode(), name]


def test_a_city_adds_pictures_and_files_while_it_writes(
    sign_in: Callable[..., Page],
    app: Flask,
    draft: tuple[the_cast.Cast, int],
    tmp_path: Path,
    assert_accessible: Callable[[Page], None],
) -> None:
    cast, case_id = draft
    page = sign_in("lin", locale="en")
    page.goto(f"/cases/{case_id}/edit")
    unfold(page)
    files, waiting = page.locator("[data-files]"), page.locator(".upload")

    expect(files.locator("[data-drop]")).to_be_visible()  # the script listens from here on

    # Refused: what the server says stands at the file, and nothing was kept.
    files.evaluate(DROP, handed(samples.HTML, "page.png"))
    waiting.get_by_role("button", name="Upload").click()
    expect(waiting).to_contain_text("First say what the picture shows.")
    waiting.get_by_role("textbox").fill("A page")
    waiting.get_by_role("button", name="Upload").click()
    expect(waiting).to_contain_text("This is a web page")
    waiting.get_by_role("button", name="Cancel").click()
    expect(waiting).to_have_count(0)

    # Chosen: a Word file needs no words, a picture does.
    (tmp_path / "方案.docx").write_bytes(samples.word("海绵设施"))
    files.locator("input[type=file]").set_input_files(tmp_path / "方案.docx")
    waiting.get_by_role("button", name="Upload").click()
    expect(files.locator("[data-file]")).to_have_count(1)
    files.evaluate(DROP, handed(samples.picture(), "after.png"))
    waiting.get_by_role("textbox").fill("The entrance afterwards")
    waiting.get_by_role("textbox").press("Enter")
    expect(files.locator("[data-file]")).to_have_count(2)

    # Pasted into a text: it stands there as a mark.
    text = page.locator("#f-problem-en")
    if not text.is_visible():
        page.evaluate("document.querySelectorAll('#f-problem details').forEach((part) => (part.open = true))")
    text.fill("Before: ")
    text.evaluate(PASTE, handed(samples.picture("PNG", (50, 50)), "image.png"))
    waiting.get_by_role("textbox").fill("The old entrance")
    waiting.get_by_role("button", name="Upload").click()
    expect(text).to_have_value("Before: ![The old entrance](file:3)")
    expect(files.locator("[data-file]")).to_have_count(3)
    tabs = page.locator("[data-preview-for=f-problem-en]")
    tabs.get_by_role("tab", name="Preview").click()
    expect(page.locator("#f-problem-en-preview img")).to_have_attribute("alt", "The old entrance")
    tabs.get_by_role("tab", name="Write").click()
    page.evaluate(FOLD)
    assert_accessible(page)

    # Put in order, saved: one revision more, and nothing of it lost.
    files.locator("[data-file]").nth(2).get_by_role("button", name="Move up").click()
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("Saved as revision 5.")).to_be_visible()
    with app.app_context():
        content = queries.read(cast.lin, case_id).content
        assert [entry.id for entry in content.files] == [1, 3, 2]
        assert content.files[1].alt.en == "The old entrance"
    page.goto(f"/cases/{case_id}")
    expect(page.locator("#problem img")).to_have_attribute("alt", "The old entrance")
    expect(page.locator("#files figure")).to_have_count(2)
    for image in page.locator("#files figure img").all():
        image.scroll_into_view_if_needed()
        page.wait_for_function("(image) => image.complete && image.naturalWidth > 0", arg=image.element_handle())
    expect(page.get_by_role("link", name="方案.docx")).to_be_visible()
    assert_accessible(page)
