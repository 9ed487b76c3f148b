"""Every write goes through a door that asks for permission: checked on the source text of the services."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "platform_app"
WRITING = ("service.py", "curation.py")

# Public functions of a service that are no doors, each with its reason.
NO_DOORS = {
    "cases.curation.end_all": "a step of archiving and unpublishing, which ask for permission themselves",
}
# Doors that ask for no permission, each with its reason.
OPEN: dict[str, str] = {}
# Doors that record no event, each with its reason.
SILENT = {
    "cases.service.autosave": "private to its author until she saves; a line every few seconds would bury the log",
    "cases.service.discard_autosave": "the same",
}


@dataclass(frozen=True)
class Door:
    """A public function of a service module."""

    name: str
    node: ast.FunctionDef
    module: ast.Module

    @property
    def is_use_case(self) -> bool:
        """Decorated with `@use_case`."""
        return any(isinstance(d, ast.Name) and d.id == "use_case" for d in self.node.decorator_list)

    @property
    def calls(self) -> set[str]:
        """What it calls, directly or through functions of its own module."""
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
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def doors(*, everywhere: bool = False) -> Iterator[Door]:
    """Public functions of the writing modules; `everywhere` gives every use case of any module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ast.parse(path.read_text("utf-8"))
        for node in module.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                door = Door(f"{path.parent.name}.{path.stem}.{node.name}", node, module)
                if door.is_use_case if everywhere else path.name in WRITING:
                    yield door


def test_every_public_function_of_a_service_is_a_use_case() -> None:
    assert [d.name for d in doors() if not d.is_use_case and d.name not in NO_DOORS] == []


def test_every_use_case_asks_for_permission() -> None:
    assert [d.name for d in doors(everywhere=True) if "require" not in d.calls and d.name not in OPEN] == []


def test_every_use_case_records_what_happened() -> None:
    assert [d.name for d in doors(everywhere=True) if "record" not in d.calls and d.name not in SILENT] == []


def test_every_use_case_takes_the_actor_first_and_gives_it_no_default() -> None:
    wrong = []
    for door in doors(everywhere=True):
        arguments = door.node.args.posonlyargs + door.node.args.args
        named = bool(arguments) and arguments[0].arg == "actor"
        if not named or len(door.node.args.defaults) == len(arguments):
            wrong.append(door.name)
    assert wrong == []


@pytest.mark.parametrize("exemptions", [NO_DOORS, OPEN, SILENT])
def test_no_exemption_outlives_its_reason(exemptions: dict[str, str]) -> None:
    known = {d.name for d in doors()} | {d.name for d in doors(everywhere=True)}
    assert set(exemptions) <= known
