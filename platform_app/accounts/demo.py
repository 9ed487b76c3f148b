"""The demonstration accounts, for DEMO=1 only: `startup` refuses to serve a database that holds them without it."""

from collections.abc import Sequence
from dataclasses import dataclass

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.levels import PlatformRole, Role
from platform_app.access.permissions import P
from platform_app.accounts import queries, service_people, service_seats
from platform_app.accounts.inputs import Language, NewPerson
from platform_app.accounts.models import Person
from platform_app.kernel.use_case import use_case

BOTH = (Role.EDITOR, Role.COORDINATOR)
HANGZHOU, XIAMEN, ZHEJIANG, DUBAI = "330100", "350200", "330000", "P-DUBAI"


@dataclass(frozen=True)
class DemoAccount:
    """One account: its address, a name, where it sits in which roles, or its role on the platform."""

    local_part: str
    name: str
    code: str | None = None
    roles: Sequence[Role] = ()
    platform_role: PlatformRole | None = None
    language: Language = "zh"

    @property
    def email(self) -> str:
        """Its address; the domain is reserved for examples (RFC 2606) and receives no mail."""
        return f"{self.local_part}@demo.example"


DEMO_ACCOUNTS = (
    DemoAccount("city", "林晓", HANGZHOU, BOTH),
    DemoAccount("editor", "周宁", HANGZHOU, (Role.EDITOR,)),
    DemoAccount("peer", "陈屿", XIAMEN, BOTH),
    DemoAccount("province", "沈岚", ZHEJIANG, (Role.COORDINATOR,)),
    DemoAccount("moderator", "高远", platform_role=PlatformRole.MODERATOR),
    DemoAccount("secretariat", "何静", platform_role=PlatformRole.SECRETARIAT),
    DemoAccount("partner", "Amal Haddad", DUBAI, BOTH, language="en"),
    DemoAccount("admin", "唐明", platform_role=PlatformRole.ADMIN),
)


@use_case
def put_demo_accounts(actor: Actor, password: str) -> list[Person]:
    """Make the demonstration accounts; their organisations must be loaded. Twice does nothing twice."""
    require(actor, P.PERSON_MANAGE)
    return [_put(actor, account, password) for account in DEMO_ACCOUNTS]


def _put(actor: Actor, account: DemoAccount, password: str) -> Person:
    new = NewPerson(email=account.email, name=account.name, language=account.language, password=password, is_demo=True)
    person = service_people.put_person(actor, new)
    for role in account.roles:
        org_id = queries.organisation_by_code(actor, account.code or "").id
        service_seats.grant_seat(actor, org_id, person.id, role)
    if account.platform_role:
        service_people.grant_platform_role(actor, person.id, account.platform_role)
    return person
