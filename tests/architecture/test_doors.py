"""Every write goes through a door that asks for permission: checked on the source text of the services."""

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "platform_app"
WRITING = ("service", "curation")
MOUTHS = ("web", "api", "cli")

# Public functions of a service that are no doors, each with its reason.
NO_DOORS = {
    "meetings.escalating.put_up": "a step of the day's work, which asks for permission itself",
    "cases.ladder.end_all": "a step of archiving and unpublishing, which ask for permission themselves",
    "cases.evidence.settle": "a step of confirming evidence, as a moderator or as a reviewer",
    "selection.candidates.open_if_complete": "a step of giving a review, declaring a conflict and releasing a reviewer",
}
# Doors that ask for no permission, each with its reason.
OPEN: dict[str, str] = {
    "kernel.batch.each": "each write inside asks",
    "kernel.idempotency._kept_or_done": "the act inside asks; what is kept is answered to the same person only",
}
# Doors that record no event, each with its reason.
SILENT = {
    "accounts.demo.put_demo_accounts": "what it makes is recorded account by account",
    "accounts.service_tokens._note_use": "once an hour for every token would bury the log",
    "accounts.throttle.count": "a try is no act; a sign-in that succeeds is recorded",
    "cases.versions.at_version": "the act inside records",
    "coordination.service.at_version": "the act inside records",
    "meetings.service_minutes.note_writing": "a sign of life every twenty seconds; what is saved is recorded",
    "meetings.service_versions.at_version": "the act inside records",
    "meetings.service_voting.at_version": "the act inside records",
    "meetings.service_actions.at_version": "the act inside records",
    "cases.service.autosave": "private to its author until she saves; a line every few seconds would bury the log",
    "cases.service.discard_autosave": "the same",
    "selection.service_reviews.keep_draft": "private to its reviewer until she gives the review",
    "selection.service_reviews.confirm_evidence": "the step that settles it records",
    "cases.loading.put": "it creates, edits and publishes, which record",
    "exchange.service_posts.keep_draft": "private to its author until she sends it",
    "exchange.service_posts.discard_draft": "the same",
    "exchange.service_posts.mark_read": "reading is no act; how far somebody has read is hers alone",
    "following.service.follow": "whom and what somebody follows is hers alone, not the log's",
    "following.service.unfollow": "the same",
    "following.service.mark_read": "having read something is no act",
    "following.service.mark_all_read": "the same",
    "following.service.mark_unread": "the same",
    "following.service.undo_all_read": "the same",
    "following.service.choose": "when somebody wants mail is hers alone",
    "following.service.unsubscribe": "the same",
    "following.service_searches.keep_search": "what somebody looks for is hers alone",
    "following.service_searches.rename_search": "the same",
    "following.service_searches.remove_search": "the same",
    "following.looking._claim": "a claim is no act",
    "following.looking._note": "what is new was recorded when it happened",
    "following.upkeep.forget_old": "what is forgotten was read by one person",
    "following.worker._tell": "what it tells of is recorded",
    "following.mailing._write_at_once": "the same; the queue of mail says what was written",
    "following.mailing._write_digest": "the same",
    "kernel.batch.each": "each write inside records",
    "kernel.idempotency._kept_or_done": "the act inside records",
    "desk.bringing.bring": "adding the item or the proposal records",
    "moderation.service_held.decline": "hiding it records",
}


@dataclass(frozen=True)
class Function:
    """A function of a module that writes; `name` is `feature.module.function`."""

    name: str
    node: ast.FunctionDef
    module: ast.Module

    @property
    def takes_an_actor(self) -> bool:
        """Somebody acts."""
        arguments = self.node.args.posonlyargs + self.node.args.args
        return bool(arguments) and arguments[0].arg == "actor"

    @property
    def should_be_a_door(self) -> bool:
        """Every public function of a service; elsewhere each by which somebody does what is recorded."""
        in_service = self.name.split(".")[1].startswith(WRITING)
        writes = self.takes_an_actor and "record" in self.calls
        return not self.node.name.startswith("_") and (in_service or writes)

    @property
    def is_door(self) -> bool:
        """Decorated with `@use_case`."""
        return any(isinstance(d, ast.Name) and d.id == "use_case" for d in self.node.decorator_list)

    @cached_property
    def calls(self) -> set[str]:
        """What it calls, directly or through functions of its own module: `function` or `module.function`."""
        own = {n.name: n for n in self.module.body if isinstance(n, ast.FunctionDef)}
        seen: set[str] = set()
        todo = [self.node]
        while todo:
            called = {_called(n) for n in ast.walk(todo.pop()) if isinstance(n, ast.Call)} - seen
            seen |= called
            todo += [own[name] for name in called if name in own]
        return seen


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"{function.value.id}.{function.attr}"
    return function.id if isinstance(function, ast.Name) else ""


@cache
def functions() -> tuple[Function, ...]:
    """Every function below the mouths."""
    known: list[Function] = []
    for path in (p for p in sorted(PACKAGE.rglob("*.py")) if p.relative_to(PACKAGE).parts[0] not in MOUTHS):
        module = ast.parse(path.read_text("utf-8"))
        nodes = [node for node in module.body if isinstance(node, ast.FunctionDef)]
        found = [Function(f"{path.parent.name}.{path.stem}.{node.name}", node, module) for node in nodes]
        known += found
    return tuple(known)


@cache
def doors() -> tuple[Function, ...]:
    """Every use case there is."""
    return tuple(function for function in functions() if function.is_door)


def goes_through_a_door(function: Function) -> bool:
    """Whether it is a use case or leaves the work to one, of its own module or another's."""
    beside = {door.node.name for door in doors() if door.name.rpartition(".")[0] == function.name.rpartition(".")[0]}
    elsewhere = {".".join(door.name.split(".")[1:]) for door in doors()}
    return function.is_door or bool(function.calls & (beside | elsewhere))


def test_every_public_function_of_a_service_goes_through_a_door() -> None:
    walls = [f.name for f in functions() if f.should_be_a_door and not goes_through_a_door(f)]
    assert set(walls) - set(NO_DOORS) == set()


def test_every_use_case_asks_for_permission() -> None:
    assert {d.name for d in doors() if "require" not in d.calls} - set(OPEN) == set()


def test_every_use_case_records_what_happened() -> None:
    assert {d.name for d in doors() if "record" not in d.calls} - set(SILENT) == set()


def test_every_use_case_takes_the_actor_first_and_gives_it_no_default() -> None:
    no_default = {d.name for d in doors() if len(d.node.args.defaults) < len(d.node.args.args)}
    assert {d.name for d in doors() if d.takes_an_actor and d.name in no_default} == {d.name for d in doors()}


@pytest.mark.parametrize("exemptions", [NO_DOORS, OPEN, SILENT])
def test_no_exemption_outlives_its_reason(exemptions: dict[str, str]) -> None:
    assert set(exemptions) <= {function.name for function in functions()}
