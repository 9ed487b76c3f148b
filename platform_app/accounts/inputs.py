"""What callers send about people and organisations."""

import unicodedata
from typing import Annotated, Literal

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, Field, field_validator

from platform_app.access.levels import Level, Role
from platform_app.kernel.inputs import Block, Input, Line, fail

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
LONGEST_TOKEN_DAYS = 365


def _email(value: str) -> str:
    try:
        folded = unicodedata.normalize("NFKC", value)
        # Mail to a mailbox name outside ASCII needs SMTPUTF8 on the whole way; Python's own mail classes refuse it.
        return validate_email(folded, check_deliverability=False, allow_smtputf8=False).normalized
    except (EmailNotValidError, UnicodeError):
        raise fail("email") from None


def _password(value: str) -> str:
    if any(0xD800 <= ord(c) <= 0xDFFF for c in value):
        raise fail("text_surrogate")
    return unicodedata.normalize("NFKC", value)


Email = Annotated[str, Field(max_length=254), AfterValidator(_email)]
Password = Annotated[
    str,
    Field(min_length=SHORTEST_PASSWORD, max_length=LONGEST_PASSWORD),
    AfterValidator(_password),
]
TriedPassword = Annotated[str, Field(max_length=LONGEST_PASSWORD), AfterValidator(_password)]
Secret = Annotated[str, Field(min_length=1, max_length=200)]
Name = Annotated[Line, Field(min_length=1, max_length=80)]
Reason = Annotated[Block, Field(min_length=1, max_length=500)]
Language = Literal["zh", "en"]
Roles = Annotated[tuple[Role, ...], Field(min_length=1, max_length=3)]


class NewOrganisation(Input):
    """An organisation as the reference data tell of it; `parent_code` says who stands over it."""

    code: Annotated[Line, Field(min_length=1, max_length=20)]
    level: Level
    admin_type: Annotated[Line, Field(min_length=1, max_length=40)]
    name_zh: Annotated[Line, Field(min_length=1, max_length=120)]
    name_en: Annotated[Line, Field(min_length=1, max_length=160)]
    short_zh: Annotated[Line, Field(min_length=1, max_length=60)]
    name_pinyin: Annotated[Line, Field(max_length=160)] = ""
    gb2260_code: Annotated[str, Field(pattern=r"^\d{6}$")] | None = None
    parent_code: Annotated[Line, Field(max_length=20)] | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "CN"
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    coord_place: Annotated[Line, Field(max_length=120)] | None = None
    population: Annotated[int, Field(ge=0, le=2_000_000_000)] | None = None
    population_source: Annotated[Line, Field(max_length=80)] | None = None
    source_url: Annotated[Line, Field(max_length=500)] | None = None
    confidence: Annotated[Line, Field(max_length=10)] | None = None
    note: Annotated[Block, Field(max_length=500)] | None = None


class NewPerson(Input):
    """A person as an administrator or the command line makes her: her address counts as confirmed."""

    email: Email
    name: Name
    language: Language = "zh"
    password: Password | None = Field(default=None, repr=False)
    is_demo: bool = False


class Registration(Input):
    """Somebody asks for an account; the password is chosen at the mailed link, so nobody sets a stranger's."""

    email: Email
    name: Name
    language: Language = "zh"


class LinkUse(Input):
    """A mailed link is followed and a password chosen."""

    secret: Secret = Field(repr=False)
    password: Password = Field(repr=False)


class Profile(Input):
    """What a person changes about herself."""

    name: Name
    language: Language


class PasswordChange(Input):
    """A new password, proven by the old one."""

    current: TriedPassword = Field(repr=False)
    password: Password = Field(repr=False)


class SignIn(Input):
    """An address and a password; both are only looked up, so the address need not be well formed."""

    email: Annotated[Line, Field(max_length=320)]
    password: TriedPassword = Field(repr=False)


class ResetRequest(Input):
    """Somebody has lost her password."""

    email: Email


class NewInvitation(Input):
    """An address is invited to an organisation, with roles."""

    email: Email
    roles: Roles

    @field_validator("roles")
    @classmethod
    def _each_once(cls, roles: tuple[Role, ...]) -> tuple[Role, ...]:
        return tuple(sorted(set(roles)))


class Acceptance(Input):
    """An invitation is taken up; name and password only for a new account."""

    secret: Secret = Field(repr=False)
    name: Name | None = None
    password: Password | None = Field(default=None, repr=False)
    language: Language = "zh"


class JoinAsk(Input):
    """A request to join, with a word to the coordinators."""

    note: Annotated[Block, Field(max_length=500)] = ""


class Refusal(Input):
    """Why something is declined or taken away."""

    reason: Reason


class NewToken(Input):
    """A personal API token."""

    name: Name
    scope: Literal["read", "write"] = "read"
    days: Annotated[int, Field(ge=1, le=LONGEST_TOKEN_DAYS)] = 90
