"""How an organisation is called in the index, and where it stands. The parent must be loaded."""

from platform_app.access.levels import Level
from platform_app.accounts.models import Organisation


def names(organisation: Organisation) -> tuple[str, ...]:
    """What it is called, in all ways."""
    found = (organisation.name_zh, organisation.short_zh, organisation.name_en, organisation.name_pinyin)
    return tuple(dict.fromkeys(name for name in found if name))


def province(organisation: Organisation) -> str:
    """The code of its province, or its own if it is one."""
    for each in (organisation, organisation.parent):
        if each is not None and each.level == Level.PROVINCIAL:
            return each.code
    return ""
