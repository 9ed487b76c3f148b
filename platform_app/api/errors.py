"""Turns everything that can go wrong under /api/ into a problem document; elsewhere the pages answer."""

from typing import Any

from flask import Blueprint, Flask, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from platform_app.api import problems, stored
from platform_app.api.auth import current_actor
from platform_app.api.problems import Problem
from platform_app.kernel.errors import DomainError, Invalid, Stale, Throttled
from platform_app.kernel.messages import Message, msg

PREFIX = "/api/"

_HTTP: dict[int, tuple[str, Message]] = {
    400: ("bad_request", msg("The request is not well formed.")),
    404: ("not_found", msg("There is nothing here, or it is not open to you.")),
    405: ("method_not_allowed", msg("The header Allow says what this address takes.")),
    413: ("too_large", msg("The body is larger than this service accepts.")),
    415: ("media_type", msg("Send JSON with the header Content-Type: application/json.")),
    416: ("range", msg("The header Range asks for a part that the file does not have.")),
    429: ("rate_limit", msg("You have sent many requests. The header Retry-After says for how long to wait.")),
    500: ("broken", msg("It has been noted. Please try again in a little while.")),
}


def install(app: Flask, blueprint: Blueprint) -> None:
    """Register the table for the API's operations, and for addresses under /api/ at which there is none."""
    blueprint.register_error_handler(Problem, own_problem)
    blueprint.register_error_handler(DomainError, domain_problem)
    blueprint.register_error_handler(HTTPException, http_problem)
    pages = app.error_handler_spec[None][None].get(HTTPException)

    def by_address(error: HTTPException) -> Any:
        if request.path.startswith(PREFIX) or pages is None:
            return http_problem(error)
        return pages(error)

    app.register_error_handler(HTTPException, by_address)


def own_problem(problem: Problem) -> Response:
    """A refusal of the API's own."""
    return problems.answer(problem.status, problem.code, problem.message, headers=problem.headers)


def domain_problem(error: DomainError) -> Response:
    """A refusal by a service."""
    return problems.answer(
        problems.status_of(error),
        error.code,
        error.message,
        headers={"Retry-After": str(error.retry_after)} if isinstance(error, Throttled) else {},
        errors=problems.field_errors(error.errors) if isinstance(error, Invalid) else None,
        current=stored.current(current_actor(), error.current) if isinstance(error, Stale) else None,
    )


def http_problem(error: HTTPException) -> ResponseReturnValue:
    """A refusal by the web server's own rules; redirects pass through."""
    status = error.code or 500
    if status < 400:
        return error
    code, message = _HTTP.get(status) or _HTTP[500 if status >= 500 else 400]
    kept = ("allow", "retry-after")
    headers = {name: value for name, value in error.get_headers() if name.lower() in kept}
    return problems.answer(status, code, message, headers=headers)
