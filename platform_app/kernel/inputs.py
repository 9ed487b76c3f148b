"""What callers send: frozen models that clean as they read, and the way every refusal becomes `Invalid`."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo
from pydantic_core import PydanticCustomError

from platform_app.kernel import text
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import Message, msg

M = TypeVar("M", bound=BaseModel)
WHOLE = ""
_STORED = object()
_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_MOMENT = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\d[T ]\d\d:\d\d", re.ASCII)  # far from where a zone overflows


class Input(BaseModel):
    """Base of everything a caller sends; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def clean_block(value: str) -> str:
    """A text of several lines, cleaned."""
    try:
        return text.clean(value)
    except ValueError as error:
        raise PydanticCustomError(f"text_{error}", "bad characters") from None


def clean_line(value: str) -> str:
    """A text of one line, cleaned and folded."""
    return text.one_line(clean_block(value))


def partial_date(value: str) -> str:
    """A date in ISO 8601, as precise as it is known: 2016, 2016-05, 2016-05-01."""
    if not _DATE.fullmatch(value):
        raise fail("date_form")
    return value


def _day(value: object) -> object:
    """JSON has no dates: "2026-12-31"."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise fail("date_parsing") from None


def _moment(value: object) -> object:
    """JSON has no times either: "2026-12-01T09:00:00Z"; without an offset where a time zone stands beside it."""
    if not isinstance(value, str):
        return value if isinstance(value, datetime) else _refuse_moment()
    try:
        found = datetime.fromisoformat(value) if _MOMENT.match(value) else None
    except ValueError:
        found = None
    return found or _refuse_moment()


def _refuse_moment() -> object:
    raise fail("datetime_parsing")


def is_stored(info: ValidationInfo) -> bool:
    """Whether this is read back: cleaned and measured when it was written, which need not be done at each reading."""
    return info.context is _STORED


def _line(value: str, info: ValidationInfo) -> str:
    return value if is_stored(info) else clean_line(value)


def _block(value: str, info: ValidationInfo) -> str:
    return value if is_stored(info) else clean_block(value)


Line = Annotated[str, AfterValidator(_line)]
Block = Annotated[str, AfterValidator(_block)]
PartialDate = Annotated[str, AfterValidator(partial_date)]
Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]


def fail(kind: str, **context: Any) -> PydanticCustomError:
    """A refusal from a validator; `kind` must have a sentence below."""
    return PydanticCustomError(kind, "refused", context or None)


def read(model: type[M], data: Any) -> M:
    """Build a model out of what was sent.

    Raises:
        Invalid: with a message for every field that is wrong.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise invalid(error.errors(include_url=False)) from None


def read_back(model: type[M], data: Any) -> M:
    """Build a model out of what was dumped from one. Forms, ranges and addresses are still checked."""
    return model.model_validate(data, context=_STORED)


def invalid(errors: list[Any]) -> Invalid:
    """Pydantic's errors as ours: dotted field path → sentences."""
    found: dict[str, list[Message]] = {}
    for error in errors:
        context: Mapping[str, Any] = error.get("ctx") or {}
        path = [str(step) for step in error["loc"]]
        if "at" in context:  # the part of the field that the refusal is about
            path.append(str(context["at"]))
        found.setdefault(".".join(path) or WHOLE, []).append(_sentence(_kind(error), context))
    return Invalid(found)


def _kind(error: Any) -> str:
    """Pydantic's name of an error; it tells a cleaned text's length from a list's only by what was sent."""
    kind: str = error["type"]
    if kind in ("too_short", "too_long") and isinstance(error["input"], str):
        kind = f"string_{kind}"
    return "empty" if kind == "string_too_short" and error["ctx"]["min_length"] == 1 else kind


_SENTENCES: dict[str, Message] = {
    "missing": msg("This is needed."),
    "empty": msg("This is needed."),
    "extra_forbidden": msg("There is no such field."),
    "string_too_long": msg("At most {max_length} characters."),
    "string_too_short": msg("At least {min_length} characters."),
    "too_many_characters": msg("At most {limit} characters; this has {count}."),
    "too_many_words": msg("At most {limit} words; this has {count}."),
    "too_long": msg("At most {max_length} entries."),
    "too_short": msg("At least {min_length} entries."),
    "text_control": msg("This has control characters in it that cannot be stored."),
    "text_surrogate": msg("This has broken characters in it (half of a Unicode pair)."),
    "string_unicode": msg("This has broken characters in it (half of a Unicode pair)."),
    "string_type": msg("This must be text."),
    "int_type": msg("This must be a whole number."),
    "int_parsing": msg("This must be a whole number."),
    "int_from_float": msg("This must be a whole number."),
    "float_type": msg("This must be a number."),
    "float_parsing": msg("This must be a number."),
    "finite_number": msg("This must be a number."),
    "bool_type": msg("This must be yes or no."),
    "bool_parsing": msg("This must be yes or no."),
    "list_type": msg("This must be a list."),
    "dict_type": msg("This must be an object."),
    "model_type": msg("This must be an object."),
    "model_attributes_type": msg("This must be an object."),
    "json_invalid": msg("This is not valid JSON."),
    "literal_error": msg("Must be one of: {expected}."),
    "enum": msg("Must be one of: {expected}."),
    "greater_than_equal": msg("Must be at least {ge}."),
    "less_than_equal": msg("Must be at most {le}."),
    "greater_than": msg("Must be more than {gt}."),
    "less_than": msg("Must be less than {lt}."),
    "date_form": msg("Write a date as 2024, 2024-05 or 2024-05-31."),
    "date_parsing": msg("Write a date as 2024-05-31."),
    "date_from_datetime_parsing": msg("Write a date as 2024-05-31."),
    "date_type": msg("Write a date as 2024-05-31."),
    "end_before_start": msg("The end lies before the start."),
    "email": msg("This is not an e-mail address."),
    "url_form": msg("Write a full web address that starts with http:// or https://."),
    "batch_number": msg("Write the number of a batch as a year and a number: 2026-1."),
    "case_number": msg("Only letters, digits and hyphens, at most 29."),
    "slug_form": msg("Only small letters, digits and hyphens."),
    "post_or_text": msg("Name a post, or write one: one of the two."),
    "only_quotes": msg("Add something of your own: this is nothing but quotes."),
    "scope_without_subtree": msg("Choose an organisation only where its people alone shall read it."),
    "time_zone": msg("This is not the name of a time zone, such as Asia/Shanghai."),
    "share_form": msg("A share lies between 0 and 1, as in 2/3."),
    "datetime_type": msg("Write a time as 2026-12-01T09:00."),
    "datetime_parsing": msg("Write a time as 2026-12-01T09:00."),
    "datetime_from_date_parsing": msg("Write a time as 2026-12-01T09:00."),
    "quiet_half": msg("Give both the beginning and the end of the quiet hours, and not the same, or neither."),
    "string_pattern_mismatch": msg("This does not have the right form."),
    "point_half": msg("Give both latitude and longitude, or neither."),
}


def _sentence(kind: str, context: Mapping[str, Any]) -> Message:
    known = _SENTENCES.get(kind)
    if known is None:
        return msg("This entry cannot be used ({kind}).", kind=kind)
    plain = {name: value for name, value in context.items() if isinstance(value, str | int | float)}
    if "expected" in plain:  # Pydantic's list is English: 'a', 'b' or 'c'
        plain["expected"] = str(plain["expected"]).replace("' or '", "', '").replace("'", "")
    return Message(known.template, plain)
