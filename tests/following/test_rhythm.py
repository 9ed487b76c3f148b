"""When mail may come: quiet hours over midnight, time zones, and the hour of a digest. Pure rules."""

from datetime import UTC, datetime

import pytest

from platform_app.following.rhythm import hours, is_quiet, last_due

SHANGHAI, DUBAI, NEW_YORK = "Asia/Shanghai", "Asia/Dubai", "America/New_York"


@pytest.mark.parametrize(
    ("zone", "start", "end", "moment", "quiet"),
    [
        (SHANGHAI, "22:00", "07:00", "2026-11-02T14:00", True),  # 22:00 there
        (SHANGHAI, "22:00", "07:00", "2026-11-02T13:59", False),
        (SHANGHAI, "22:00", "07:00", "2026-11-02T16:00", True),  # midnight
        (SHANGHAI, "22:00", "07:00", "2026-11-02T22:59", True),  # 06:59
        (SHANGHAI, "22:00", "07:00", "2026-11-02T23:00", False),
        (DUBAI, "22:00", "07:00", "2026-11-02T14:00", False),  # 18:00 there
        (DUBAI, "22:00", "07:00", "2026-11-02T18:30", True),
        (SHANGHAI, "12:00", "14:00", "2026-11-02T05:00", True),
        (SHANGHAI, "12:00", "14:00", "2026-11-02T06:00", False),
        (SHANGHAI, None, None, "2026-11-02T16:00", False),
    ],
)
def test_quiet_hours_are_by_her_own_clock(
    zone: str, start: str | None, end: str | None, moment: str, quiet: bool
) -> None:
    assert is_quiet(at(moment), hours(zone, start, end)) is quiet


@pytest.mark.parametrize(
    ("how", "zone", "quiet", "moment", "due"),
    [
        ("daily", SHANGHAI, None, "2026-11-04T00:00", "2026-11-04T00:00"),  # 08:00 there
        ("daily", SHANGHAI, None, "2026-11-03T23:59", "2026-11-03T00:00"),
        ("daily", DUBAI, None, "2026-11-04T03:59", "2026-11-03T04:00"),
        ("daily", SHANGHAI, ("22:00", "09:30"), "2026-11-04T01:00", "2026-11-03T01:30"),
        ("daily", SHANGHAI, ("22:00", "09:30"), "2026-11-04T01:30", "2026-11-04T01:30"),
        ("weekly", SHANGHAI, None, "2026-11-04T12:00", "2026-11-02T00:00"),  # Monday
        ("weekly", SHANGHAI, None, "2026-11-01T23:59", "2026-10-26T00:00"),
        ("daily", NEW_YORK, None, "2026-11-01T14:00", "2026-11-01T13:00"),  # summer time ended that night
        ("daily", NEW_YORK, None, "2026-10-31T14:00", "2026-10-31T12:00"),
    ],
)
def test_a_digest_is_due_at_eight_by_her_own_clock_or_when_her_quiet_hours_end(
    how: str, zone: str, quiet: tuple[str, str] | None, moment: str, due: str
) -> None:
    her = hours(zone, *(quiet or (None, None)))
    assert last_due(how, at(moment), her).astimezone(UTC) == at(due)


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
