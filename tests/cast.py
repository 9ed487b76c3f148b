"""The people and organisations of every test, made through the services: one small country and ten named people.

`cast = assemble()` inside an application context gives names to all of them: `cast.hangzhou`, `cast.lin`.
Everybody's password is PASSWORD.
"""

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import select

from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.levels import PlatformRole, Role
from platform_app.accounts import credentials, queries, service, service_people, service_seats
from platform_app.accounts.inputs import NewOrganisation, NewPerson
from platform_app.accounts.models import Membership, Organisation, Person, PlatformRoleGrant
from platform_app.kernel.db import db
from platform_app.kernel.use_case import use_case
from tests.copies import Copies

PASSWORD = "a long walk by the lake"

credentials.set_cost(passes=1, memory_kib=8)  # the cheapest Argon2id there is: tests hash hundreds of passwords


@dataclass(frozen=True)
class Cast:
    """A ministry, two provinces with two cities each, a municipality, a partner; and who sits where."""

    ministry: Organisation
    zhejiang: Organisation
    fujian: Organisation
    hangzhou: Organisation
    ningbo: Organisation
    xiamen: Organisation
    quanzhou: Organisation
    beijing: Organisation
    dubai: Organisation

    lin: Actor  # editor and coordinator of Hangzhou
    zhou: Actor  # editor of Hangzhou
    wu: Actor  # member of Hangzhou
    chen: Actor  # editor and coordinator of Xiamen
    shen: Actor  # coordinator of Zhejiang, and its editor
    huang: Actor  # coordinator of Fujian
    qi: Actor  # editor and coordinator of Beijing
    amal: Actor  # editor and coordinator of Dubai, reads English
    gao: Actor  # moderator
    he: Actor  # secretariat
    tang: Actor  # administrator
    guest: Actor  # has an account and nothing else

    @property
    def actors(self) -> dict[str, Actor]:
        """Everybody by name."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.type is Actor}

    @property
    def organisations(self) -> dict[str, Organisation]:
        """Every organisation by name."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.type is Organisation}


# name, code, level, kind, parent, zh, en, short, country, latitude, longitude
_ORGANISATIONS = """
ministry | M-SAC   | ministerial | ministerial body      |        | 国家标准化管理委员会 | Standardization Administration | 国标委 | CN | |
zhejiang | 330000  | provincial  | province              |        | 浙江省 | Zhejiang Province    | 浙江 | CN | 30.29 | 120.16
fujian   | 350000  | provincial  | province              |        | 福建省 | Fujian Province      | 福建 | CN | 26.06 | 119.31
beijing  | 110000  | provincial  | municipality          |        | 北京市 | Beijing Municipality | 北京 | CN | 39.91 | 116.40
hangzhou | 330100  | city        | prefecture-level city | 330000 | 杭州市 | Hangzhou             | 杭州 | CN | 30.29 | 120.16
ningbo   | 330200  | city        | prefecture-level city | 330000 | 宁波市 | Ningbo               | 宁波 | CN | 29.88 | 121.55
xiamen   | 350200  | city        | prefecture-level city | 350000 | 厦门市 | Xiamen               | 厦门 | CN | 24.48 | 118.09
quanzhou | 350500  | city        | prefecture-level city | 350000 | 泉州市 | Quanzhou             | 泉州 | CN | 24.91 | 118.59
dubai    | P-DUBAI | partner     | partner city          |        | 迪拜   | Dubai                | 迪拜 | AE | 25.08 | 55.31
"""  # noqa: E501

_BOTH = (Role.EDITOR, Role.COORDINATOR)
# name: what she is called, language, where, in which roles, role on the platform
_PEOPLE = {
    "lin": ("林晓", "zh", "hangzhou", _BOTH, None),
    "zhou": ("周宁", "zh", "hangzhou", (Role.EDITOR,), None),
    "wu": ("吴悠", "zh", "hangzhou", (Role.MEMBER,), None),
    "chen": ("陈屿", "zh", "xiamen", _BOTH, None),
    "shen": ("沈岚", "zh", "zhejiang", _BOTH, None),
    "huang": ("黄杉", "zh", "fujian", (Role.COORDINATOR,), None),
    "qi": ("齐正", "zh", "beijing", _BOTH, None),
    "amal": ("Amal Haddad", "en", "dubai", _BOTH, None),
    "gao": ("高远", "zh", None, (), PlatformRole.MODERATOR),
    "he": ("何静", "zh", None, (), PlatformRole.SECRETARIAT),
    "tang": ("唐明", "zh", None, (), PlatformRole.ADMIN),
    "guest": ("Guest Reader", "en", None, (), None),
}


def address(name: str) -> str:
    """The e-mail address of a member of the cast."""
    return f"{name}@cast.example"


@use_case
def _found(actor: Actor) -> dict[str, Organisation]:
    rows = [[cell.strip() or None for cell in line.split("|")] for line in _ORGANISATIONS.strip().splitlines()]
    return {str(name): service.put_organisation(actor, _organisation(rest)) for name, *rest in rows}


@use_case
def _seat_all(actor: Actor, organisations: dict[str, Organisation]) -> None:
    for name, (called, language, where, roles, platform_role) in _PEOPLE.items():
        new = {"email": address(name), "name": called, "language": language, "password": PASSWORD}
        person = service_people.put_person(actor, NewPerson.model_validate(new))
        for role in roles:
            service_seats.grant_seat(actor, organisations[where or ""].id, person.id, role)
        if platform_role:
            service_people.grant_platform_role(actor, person.id, platform_role)


_everybody = Copies(lambda: _seat_all(SYSTEM, _found(SYSTEM)), Organisation, Person, Membership, PlatformRoleGrant)
_actors: dict[str, Any] = {}  # plain values, the same whenever the rows are


def assemble() -> Cast:
    """Make the whole cast in the open database and give it names."""
    as_ever = _everybody.put()
    if as_ever and not _actors:
        _actors.update(_identified())
    actors = _actors if as_ever else _identified()
    codes = {code: name for name, code in _codes().items()}
    ours = db.session.scalars(select(Organisation).where(Organisation.code.in_(codes)))
    named: dict[str, Any] = {codes[row.code]: row for row in ours}
    db.session.close()
    return Cast(**named, **actors)


def _identified() -> dict[str, Any]:
    people = select(Person.id, Person.email).where(Person.email.in_([address(name) for name in _PEOPLE]))
    return {email.partition("@")[0]: queries.actor_of(id) for id, email in db.session.execute(people).all()}


def _codes() -> dict[str, str]:
    lines = (line.split("|") for line in _ORGANISATIONS.strip().splitlines())
    return {name.strip(): code.strip() for name, code, *_ in lines}


def _organisation(cells: list[str | None]) -> NewOrganisation:
    code, level, kind, parent, zh, en, short, country, latitude, longitude = cells
    return NewOrganisation.model_validate(
        {
            "code": code,
            "gb2260_code": code if str(code).isdigit() else None,
            "level": level,
            "admin_type": kind,
            "parent_code": parent,
            "name_zh": zh,
            "name_en": en,
            "name_pinyin": str(en).split()[0] if country == "CN" else "",
            "short_zh": short,
            "country": country,
            "latitude": latitude,
            "longitude": longitude,
        }
    )
