"""What can be done to a case, by name: the service behind each act and the words that go with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from platform_app.access.actor import Actor
from platform_app.cases import curation, drafting, evidence, publication
from platform_app.cases.reasons import LONGEST
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.selection import service_announcing

Words = Literal["reason", "statement", "note"]


@dataclass(frozen=True)
class Deed:
    """A service that takes the actor and the case, and by which name it takes words, if it takes any."""

    service: Callable[..., Any]
    words: Words | None = None
    needs_words: bool = False


DEEDS: Mapping[str, Deed] = {
    "submit": Deed(publication.submit),
    "withdraw": Deed(publication.withdraw),
    "take_over": Deed(drafting.take_over),
    "publish": Deed(publication.publish),
    "return": Deed(publication.return_for_changes, "reason", True),
    "unpublish": Deed(publication.unpublish, "reason", True),
    "archive": Deed(publication.archive, "reason", True),
    "unarchive": Deed(publication.unarchive),
    "discard": Deed(publication.discard),
    "nominate": Deed(curation.nominate, "statement"),
    "invite": Deed(curation.invite, "statement", True),
    "recommend": Deed(curation.recommend, "statement"),
    "feature": Deed(curation.feature, "statement"),
    "withdraw_nomination": Deed(curation.withdraw_nomination, "reason", True),
    "withdraw_recommendation": Deed(curation.withdraw_recommendation, "reason", True),
    "withdraw_featuring": Deed(curation.withdraw_featuring, "reason", True),
    "withdraw_announcement": Deed(service_announcing.withdraw_announcement, "reason", True),
    "confirm_evidence": Deed(evidence.confirm, "note", True),
}
WITH_REASON = tuple(sorted(act for act, deed in DEEDS.items() if deed.needs_words))


def perform(actor: Actor, act: str, case_id: int, words: str = "", **more: Any) -> Any:
    """Do it; the service asks for permission.

    Raises:
        Invalid: words are needed, or are too long; the error names them as the service does.
    """
    deed = DEEDS[act]
    return deed.service(actor, case_id, **({deed.words: words} if deed.words else {}), **more)


def check_words(act: str, words: str) -> None:
    """Whether an act can be done with these words, before it is tried on many cases.

    Raises:
        Invalid: they are missing or too long.
    """
    deed = DEEDS.get(act)
    if deed and deed.needs_words and not words.strip():
        raise Invalid.one("words", msg("Give a reason; those concerned will read it."))
    if len(words) > LONGEST:
        gaps = {"limit": LONGEST, "count": len(words)}
        raise Invalid.one("words", msg("At most {limit} characters; this has {count}.", **gaps))
