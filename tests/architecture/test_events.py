"""Nothing happens unrecorded: each kind of event has the audit log among its handlers before the commit."""

import ast
from pathlib import Path

import pytest
from flask import Flask

from platform_app import events, wiring
from platform_app.kernel import use_case
from platform_app.moderation import audit

PACKAGE = Path(__file__).resolve().parents[2] / "platform_app"


def concrete_events() -> list[type]:
    """Every event class that something records, which leaves out those that only other events derive from."""
    return [kind for kind in wiring.all_events() if not kind.__subclasses__()]


@pytest.mark.databases("sqlite")
def test_every_event_has_the_audit_log_before_the_commit(app: Flask) -> None:
    handlers = use_case._before  # as create_app has just installed them
    unaudited = [kind.__name__ for kind in concrete_events() if audit.write_line not in handlers[kind]]
    assert unaudited == []


def test_every_event_says_what_it_happened_to() -> None:
    assert [kind.__name__ for kind in concrete_events() if not kind.subject_kind] == []


def test_every_event_is_recorded_by_some_service() -> None:
    left = {kind.__name__ for kind in concrete_events()}
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text("utf-8")
        if any(name in source for name in left):
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Name | ast.Attribute):
                    left.discard(node.id if isinstance(node, ast.Name) else node.attr)
    assert left == set()


def test_events_carry_ids_only() -> None:
    kinds = {t for kind in wiring.all_events() for t in kind.__annotations__.values()}
    assert kinds | set(events.Event.__annotations__.values()) <= {int, str, int | None, str | None}
