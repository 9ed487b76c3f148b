"""What a browser sent in a form, as an input; and the same page again when the services refuse it."""

from collections.abc import Mapping
from typing import Any, TypeVar

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel

from platform_app.kernel.errors import DomainError, Invalid, Throttled
from platform_app.kernel.inputs import read
from platform_app.web.errors import STATUS

M = TypeVar("M", bound=BaseModel)


def sent(model: type[M], *, many: tuple[str, ...] = (), **given: Any) -> M:
    """The fields of `model` among what was sent; `many` are ticked boxes, `given` does not come from the form.

    Raises:
        Invalid: with every field that breaks a rule.
    """
    form = request.form
    typed: dict[str, Any] = {name: form[name] for name in model.model_fields if name in form and name not in many}
    ticked = {name: form.getlist(name) for name in many}
    return read(model, {**typed, **ticked, **given})


def numbered(error: DomainError, field: str, number: int) -> DomainError:
    """A refusal as a page names the field that has several forms of the same kind: `reason-12`."""
    if not isinstance(error, Invalid):
        return error
    return Invalid({f"{name}-{number}" if name == field else name: said for name, said in error.errors.items()})


def again(template: str, error: DomainError, **context: Any) -> ResponseReturnValue:
    """Show a page again with what was typed (but passwords) and what is wrong."""
    errors: Mapping[str, Any] = error.errors if isinstance(error, Invalid) else {"": [error.message]}
    status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
    page = render_template(template, errors=errors, typed=request.form, code=error.code, **context)
    response = make_response(page, status)
    if isinstance(error, Throttled):
        response.headers["Retry-After"] = str(error.retry_after)
    return response
