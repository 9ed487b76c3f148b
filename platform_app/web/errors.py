"""The page for each way a request can fail; the number stands here, the sentence comes from the error."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from platform_app.kernel.db import Unstorable
from platform_app.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, Stale, Throttled
from platform_app.kernel.messages import Message, msg
from platform_app.web.session import forget_reader

STATUS: dict[type[DomainError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    Throttled: 429,
    Conflict: 409,
    Stale: 409,
    Invalid: 422,
}


@dataclass(frozen=True)
class Story:
    """What an error page says: a title, and what the reader can do about it."""

    title: Message
    advice: Message
    next_steps: tuple[tuple[str, Message], ...] = ()  # address and name; by default the front page and all cases


STORIES = {
    400: Story(
        msg("This request cannot be read"),
        msg("Something in the address or in what was sent is not as it should be. Go back and try again."),
    ),
    403: Story(
        msg("This is not open to you"),
        msg("You can see that it is there, but your role does not allow this."),
    ),
    404: Story(
        msg("There is nothing at this address"),
        msg("It may have moved, been withdrawn, or not be open to you. Searching usually finds it again."),
    ),
    405: Story(
        msg("This address does not take that kind of request"),
        msg("Go back to the page you came from and use its buttons."),
    ),
    409: Story(msg("This cannot be done now"), msg("Somebody was faster, or the state has changed. Look again.")),
    413: Story(
        msg("That was too much at once"),
        msg("What you sent is larger than this site accepts. Nothing was saved; go back and shorten it."),
    ),
    415: Story(msg("This kind of content is not accepted here"), msg("Nothing was saved.")),
    422: Story(
        msg("Some entries need your attention"),
        msg("Nothing was saved. Go back: what you typed is still there."),
    ),
    429: Story(msg("Too many requests"), msg("Please wait a moment, then try again.")),
    500: Story(
        msg("Something went wrong on our side"),
        msg("It has been noted. Nothing you published is lost. Please try again in a little while."),
    ),
}
SESSION_EXPIRED = Story(
    msg("This form has been open too long"),
    msg("For your safety it was not accepted. Go back, reload the page, and send it again."),
)


DEAD_LINK = msg("This link does not work"), msg("It may have been used already, or replaced by a newer one.")
DEAD_LINKS = {  # by the beginning of its address: what its owner does next
    "reset-password": Story(*DEAD_LINK, (("/forgot-password", msg("Ask for a new link")),)),
    "confirm": Story(*DEAD_LINK, (("/register", msg("Register again")), ("/sign-in", msg("Sign in")))),
    "invitation": Story(
        *DEAD_LINK, (("/sign-in", msg("Sign in")), ("/organisations", msg("Cities and organisations")))
    ),
}


def install(app: Flask) -> None:
    """Answer failed requests with pages. Addresses under /api/ are left to the API's own table."""
    app.register_error_handler(DomainError, domain_error_page)
    app.register_error_handler(Unstorable, unstorable_page)
    app.register_error_handler(CSRFError, lambda error: page(400, SESSION_EXPIRED))
    app.register_error_handler(HTTPException, http_error_page)


def domain_error_page(error: DomainError) -> ResponseReturnValue:
    """The page for a refusal by a service."""
    status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
    details = [m for messages in error.errors.values() for m in messages] if isinstance(error, Invalid) else []
    story = STORIES[status]
    if (error.code or "").startswith("link_"):
        story = DEAD_LINKS.get(request.path.split("/")[1], story)
    response = make_response(page(status, story, error.message, details))
    if isinstance(error, Throttled):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def unstorable_page(error: Unstorable) -> ResponseReturnValue:
    """The page for a value in the address that the database cannot even compare with: NUL, a number out of range."""
    if request.path.startswith("/api/"):
        raise error  # cleaned before it gets here; were it not, that is a fault to be seen
    return page(400, STORIES[400])


def http_error_page(error: HTTPException) -> ResponseReturnValue:
    """The page for a refusal by the web server's own rules; redirects pass through."""
    code = error.code or 500
    if code < 400:
        return error
    response = make_response(page(code, STORIES.get(code) or STORIES[500 if code >= 500 else 400]))
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            response.headers[name] = value
    return response


def page(status: int, story: Story, message: Message | None = None, details: Any = ()) -> ResponseReturnValue:
    """Render an error page. From 500 on it touches neither database nor session."""
    if status >= 500:
        forget_reader()
    template = "errors/broken.html" if status >= 500 else "errors/refused.html"
    said_as_plain = {"status": status, "story": story, "message": message, "details": details}
    return render_template(template, **said_as_plain, path=request.path, title=gettext(story.title.template)), status
