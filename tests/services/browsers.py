"""A real Chromium against a real server. A page that asks anything outside the site fails its test."""

import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Error, Page, Response, sync_playwright
from werkzeug.serving import make_server

# The same engine thrice; the shell makes no windows, and computes half as much for a page of its own.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# One question in the page; to wait for a selector takes several, and thrice the time.
SCRIPTS_ARE_THERE = """() => new Promise((done) => {
    const look = () => {
        const comes = document.querySelector("script[src$='js/site.js']");
        if (!comes || document.documentElement.hasAttribute("data-enhanced")) done(); else setTimeout(look, 5);
    };
    look();
})"""


@pytest.fixture
def live_server(app: Flask) -> Iterator[str]:
    """The address of this test's application, served on a free port by threads."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    # It looks so often whether it shall end: by default each of these tests would wait half a second for that.
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all browser tests of this process."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        pytest.skip("needs Chromium: on Debian, apt-get install chromium-headless-shell fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_context(chromium: Browser, live_server: str) -> Iterator[Callable[..., BrowserContext]]:
    """Opens separate browser profiles, for several people at once: `new_context(locale="en")`."""
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def open_context(**options: Any) -> BrowserContext:
        settings = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
        context = chromium.new_context(base_url=live_server, **{**settings, **options})
        context.set_default_timeout(30_000)
        context.on("request", lambda request: complaints.extend(requests_outside(request.url, live_server)))
        context.on("weberror", lambda error: complaints.append(f"script error: {error.error}"))
        context.on("console", lambda message: complaints.extend(_policy_violations(message.text)))
        if options.get("java_script_enabled", True):
            context.on("page", _be_patient)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A page of a Chinese reader at a desk; paths are relative to the live server."""
    return new_context().new_page()


def _be_patient(page: Page) -> None:
    """Have it wait for the scripts of each address it is sent to: a key that is pressed before them does nothing."""
    go = page.goto

    def go_and_wait(url: str, **options: Any) -> Response | None:
        answer = go(url, **options)
        try:
            page.evaluate(SCRIPTS_ARE_THERE)
        except Error:  # a page that sends itself on takes the question with it
            page.wait_for_load_state()
            page.evaluate(SCRIPTS_ARE_THERE)
        return answer

    page.goto = go_and_wait  # type: ignore[method-assign]


def requests_outside(url: str, home: str) -> Iterator[str]:
    """A complaint if the address is neither the site's nor part of the page."""
    parts = urlsplit(url)
    if parts.scheme not in ("data", "blob", "about") and parts.netloc != urlsplit(home).netloc:
        yield f"a request left the site: {url}"


def _policy_violations(text: str) -> Iterator[str]:
    if "Content Security Policy" in text:
        yield f"the page breaks its own policy: {text}"
