"""How far a case has come, in words: what its newest revision lacks to be handed in, and to be announced."""

from dataclasses import dataclass

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.cases import completeness, evidence, queries
from platform_app.cases.completeness import Need
from platform_app.cases.inputs import CaseContent
from platform_app.cases.models import Case
from platform_app.kernel.messages import msg

EVIDENCE = Need("evidence_level", msg("Its evidence must be confirmed at level L2 or higher."), lambda content: False)


@dataclass(frozen=True)
class Progress:
    """What is missing for each of the two, in the order of the template; both may name the same field."""

    submission: list[Need]
    announcement: list[Need]

    @property
    def further(self) -> list[Need]:
        """What an announcement needs and handing in does not."""
        named = [need.sentence for need in self.submission]
        return [need for need in self.announcement if need.sentence not in named]


def progress(actor: Actor, case_id: int) -> Progress:
    """What the newest revision of a case still lacks; for its own people."""
    case = queries.get(actor, case_id)
    require(actor, P.CASE_SEE_DRAFTS, case)
    return of_content(case, queries.read(actor, case_id, latest=True).content)


def of_content(case: Case, content: CaseContent) -> Progress:
    """The same for a text that need not be saved yet."""
    announcement = completeness.missing_for_announcement(content)
    if (case.evidence_level or "") < evidence.ENOUGH_TO_ANNOUNCE:
        announcement.append(EVIDENCE)
    return Progress(completeness.missing(content), announcement)
