"""Makes what a test needs beyond the cast: one more organisation or person, unlike any before."""

from itertools import count
from typing import Any

from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.levels import Level, PlatformRole, Role
from platform_app.accounts import queries, service, service_people, service_seats
from platform_app.accounts.inputs import NewOrganisation, NewPerson
from platform_app.accounts.models import Organisation, Person
from platform_app.cases import publication
from platform_app.cases import service as cases_service
from platform_app.cases.inputs import CaseContent
from platform_app.cases.models import Case
from platform_app.exchange import service_posts, service_threads
from platform_app.exchange.inputs import NewPost, NewThread
from platform_app.exchange.models import Post, Thread
from platform_app.kernel.inputs import read
from platform_app.standards import service as standards_service
from platform_app.standards.inputs import NewField
from platform_app.standards.models import Field
from tests.copies import Copies

_number = count(1)

FIELDS = (("smart-city", "智慧城市", "Smart cities"), ("new-urbanization", "新型城镇化标准化建设", "New urbanization"))
SHORT_CASE: dict[str, object] = {
    "title": {"zh": "社区微更新试点"},
    "result": {"zh": "三个月完成十二处改造。"},
    "place": {"name": {"zh": "西湖区"}, "latitude": 30.26, "longitude": 120.13},
    "field": "new-urbanization",
    "lead_body": {"zh": "住房城乡建设局"},
    "stage": "running",
    "problem": {"zh": "老旧小区设施老化。"},
    "actions": {"zh": "按清单逐项改造。"},
    "indicators": [{"name": {"zh": "改造点位"}, "unit": {"zh": "处"}, "baseline": 0, "result": 12}],
    "difficulties": {"zh": "居民意见不一。"},
    "licence": "CC BY 4.0",
    "personal_data_checked": True,
    "signed_off_by": "林晓",
    "signed_off_on": "2026-11-01",
}
THREAD: dict[str, object] = {"kind": "question", "title": "老旧小区加装电梯花了多少钱？", "text": "请问每台造价多少？"}


def make_organisation(level: Level = Level.CITY, parent: Organisation | None = None) -> Organisation:
    """An organisation under `parent`, through the service."""
    n = next(_number)
    return service.put_organisation(
        SYSTEM,
        NewOrganisation(
            code=f"X{n:05}",
            level=level,
            admin_type="prefecture-level city" if level == Level.CITY else str(level),
            parent_code=parent.code if parent else None,
            name_zh=f"第{n}市",
            name_en=f"City Number {n}",
            name_pinyin=f"Di {n} Shi",
            short_zh=f"第{n}",
        ),
    )


def make_person(
    organisation: Organisation | None = None,
    *roles: Role,
    platform_role: PlatformRole | None = None,
    password: str | None = None,
    language: str = "zh",
) -> Person:
    """A confirmed person, with seats in `organisation` and a role on the platform."""
    n = next(_number)
    person = service_people.put_person(
        SYSTEM,
        NewPerson.model_validate(
            {"email": f"person{n}@people.example", "name": f"第{n}人", "language": language, "password": password}
        ),
    )
    for role in roles:
        assert organisation is not None
        service_seats.grant_seat(SYSTEM, organisation.id, person.id, role)
    if platform_role:
        service_people.grant_platform_role(SYSTEM, person.id, platform_role)
    return person


def make_actor(
    organisation: Organisation | None = None, *roles: Role, platform_role: PlatformRole | None = None
) -> Actor:
    """The same person, ready to act."""
    return acting(make_person(organisation, *roles, platform_role=platform_role))


def acting(person: Person) -> Actor:
    """What this person may do now."""
    actor = queries.actor_of(person.id)
    assert actor is not None
    return actor


def make_fields() -> None:
    """The twelve fields' first two, as reference data would load them."""
    _fields.put()


def _load_fields() -> None:
    for position, (slug, zh, en) in enumerate(FIELDS, start=1):
        standards_service.put_field(
            SYSTEM,
            NewField(
                code=f"F{position:02}",
                slug=slug,
                position=position,
                name_zh=zh,
                name_en=en,
                short_zh=zh[:4],
                description_zh=f"{zh}。",
                description_en=f"{en}.",
            ),
        )


_fields = Copies(_load_fields, Field)


def make_case(editor: Actor, organisation: Organisation, *, status: str = "draft", **parts: object) -> Case:
    """A complete short case of an organisation, moved to `status` by the platform itself."""
    content = read(CaseContent, {**SHORT_CASE, **parts})
    case = cases_service.create(editor, organisation.id, content)
    steps = {"draft": 0, "submitted": 1, "published": 2, "archived": 3}[status]
    for step in (publication.submit, publication.publish)[: min(steps, 2)]:
        case = step(SYSTEM, case.id)
    if steps == 3:
        coordinator = make_actor(organisation, Role.COORDINATOR)
        case = publication.archive(coordinator, case.id, reason="被新案例取代。")
    return case


def make_thread(author: Actor, *replies: tuple[Actor, str], **parts: Any) -> Thread:
    """A thread with its first post and some replies."""
    thread = service_threads.start(author, read(NewThread, {**THREAD, **parts}))
    for actor, text in replies:
        make_post(actor, thread, text)
    return thread


def make_post(author: Actor, thread: Thread, text: str = "我们用过第五条。", **parts: Any) -> Post:
    """A reply."""
    return service_posts.reply(author, thread.id, read(NewPost, {"text": text, **parts}))
