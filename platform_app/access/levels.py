"""The levels of organisations and the roles people have in them and on the platform."""

from enum import StrEnum


class Level(StrEnum):
    """Ministries, provinces and cities of the action plan, and partners abroad."""

    MINISTERIAL = "ministerial"
    PROVINCIAL = "provincial"
    CITY = "city"
    PARTNER = "partner"


class Role(StrEnum):
    """A person's role in one organisation. A coordinator is not by that an editor; one may be both."""

    MEMBER = "member"
    EDITOR = "editor"
    COORDINATOR = "coordinator"


class PlatformRole(StrEnum):
    """A person's role on the whole platform."""

    MODERATOR = "moderator"
    SECRETARIAT = "secretariat"
    ADMIN = "admin"
