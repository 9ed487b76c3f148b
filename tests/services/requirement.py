"""Where services are required (REQUIRE_SERVICES=1, as in .ci/run), a test that was skipped has failed."""

import os
from typing import Any

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """A skipped test has failed, for the reason it gave."""
    return _required((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Any:
    """So has a module that skips itself as a whole."""
    return _required((yield))


def _required(report: Any) -> Any:
    expected = hasattr(report, "wasxfail")
    if report.skipped and not expected and os.environ.get("REQUIRE_SERVICES") == "1":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"REQUIRE_SERVICES=1, but this was skipped: {reason}"
    return report
