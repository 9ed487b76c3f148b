"""How a content becomes a revision, and how a case repeats what lists need of the revision readers see."""

from typing import Any

from sqlalchemy import delete, select

from platform_app.access.actor import Actor
from platform_app.cases import shown
from platform_app.cases.inputs import SECTIONS, CaseContent
from platform_app.cases.models import Case, CaseField, CaseRevision, CaseStandard
from platform_app.cases.texts import LANGUAGES
from platform_app.kernel import text
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.inputs import read_back
from platform_app.standards import queries as standards
from platform_app.standards.numbers import number_key


def dump(content: CaseContent) -> dict[str, Any]:
    """The stored form: JSON without what is empty."""
    return content.model_dump(mode="json", exclude_defaults=True)


def rendered(content: CaseContent, case_id: int) -> dict[str, dict[str, str]]:
    """HTML of every long text that is there, by section and language."""
    html: dict[str, dict[str, str]] = {}
    pictures = {language: shown.pictures(content, case_id, language) for language in LANGUAGES}
    for section in SECTIONS:
        for language in LANGUAGES:
            source = getattr(getattr(content, section), language)
            if source:
                html.setdefault(section, {})[language] = text.render(source, pictures[language])
    return html


def append(
    actor: Actor, case: Case, content: CaseContent, *, note: str | None = None, restored_no: int | None = None
) -> CaseRevision:
    """Write the next revision of a case; while the case is not public its columns follow."""
    revision = CaseRevision(
        case_id=case.id,
        no=case.latest_no,
        content=dump(content),
        html=rendered(content, case.id),
        renderer_version=text.RENDERER_VERSION,
        author_id=actor.id,
        author_name=actor.name,
        note=note,
        restored_no=restored_no,
    )
    db.session.add(revision)
    db.session.flush()
    if case.status in ("draft", "submitted"):
        reflect(case, content)
    return revision


def numbered(case_id: int, no: int) -> CaseRevision:
    """One revision of a case by its number."""
    found = db.session.scalar(select(CaseRevision).where(CaseRevision.case_id == case_id, CaseRevision.no == no))
    if found is None:
        raise NotFound
    return found


def content_of(revision: CaseRevision) -> CaseContent:
    """The stored JSON as the model again."""
    return read_back(CaseContent, revision.content)


def patch(old: Any, new: Any) -> Any:
    """The merge patch (RFC 7396) that leads from one stored form to another."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    gone = dict.fromkeys(old.keys() - new.keys())
    return gone | {name: patch(old.get(name), own) for name, own in new.items() if own != old.get(name)}


def reflect(case: Case, content: CaseContent) -> None:
    """Copy into the case's own columns what lists and filters need."""
    case.form = content.form
    case.title_zh, case.title_en = content.title.zh, content.title.en
    case.result_zh, case.result_en = content.result.zh, content.result.en
    case.place_zh, case.place_en = content.place.name.zh, content.place.name.en
    case.field_slug, case.stage, case.level = content.field, content.stage, content.level
    case.started_on = content.started_on
    case.tells_members_difficulties = bool(content.difficulties)
    case.tells_difficulties = bool(content.difficulties) and not content.difficulties_for_members
    case.languages = ",".join(
        language for language in LANGUAGES if getattr(content.title, language) and getattr(content.actions, language)
    )
    _index_fields(case, content)
    _index_standards(case, content)


def _index_fields(case: Case, content: CaseContent) -> None:
    db.session.execute(delete(CaseField).where(CaseField.case_id == case.id))
    others = [slug for slug in content.secondary_fields if slug != content.field]
    for slug in dict.fromkeys([content.field, *others] if content.field else others):
        db.session.add(CaseField(case_id=case.id, field_slug=slug, is_main=slug == content.field))


def _index_standards(case: Case, content: CaseContent) -> None:
    db.session.execute(delete(CaseStandard).where(CaseStandard.case_id == case.id))
    catalogue = standards.by_numbers([cited.number for cited in content.standards])
    for position, cited in enumerate(content.standards):
        entry = catalogue.get(number_key(cited.number))
        db.session.add(
            CaseStandard(
                case_id=case.id,
                position=position,
                standard_id=entry.id if entry else None,
                number=cited.number,
                clause=cited.clause,
                role=cited.role,
            )
        )
