"""Who acts: plain values taken from the database once, so that permission tests need no queries."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from platform_app.access.levels import Level, PlatformRole, Role

SECRETARIAT = str(PlatformRole.SECRETARIAT)


@dataclass(frozen=True)
class Seat:
    """A role in an organisation."""

    org_id: int
    org_path: str
    level: Level
    role: Role


@dataclass(frozen=True)
class Actor:
    """A person, an anonymous reader (id None) or the system. `scope` is `read` for a read-only token.

    `panels` and `candidacies_reviewed` are filled by `selection.queries.as_reviewer`, for reading reviews, and
    `meetings_named` by `meetings.queries.as_delegate`, for reading a meeting.
    """

    id: int | None = None
    name: str = ""
    email: str = ""
    language: str = "zh"
    roles: frozenset[PlatformRole] = frozenset()
    seats: tuple[Seat, ...] = ()
    scope: str = "write"
    is_system: bool = False
    panels: frozenset[int] = frozenset()  # batches on whose panel she sits
    candidacies_reviewed: frozenset[int] = frozenset()  # those she has given her review of
    meetings_named: frozenset[int] = frozenset()  # those she was named for by one of its organisations
    silenced_until: datetime | None = None  # a moderator has asked her to be quiet

    @property
    def may_write(self) -> bool:
        """False when she came with a read-only token."""
        return self.scope == "write"

    @property
    def is_person(self) -> bool:
        """Signed in."""
        return self.id is not None

    @cached_property
    def is_insider(self) -> bool:
        """Signed in and vouched for: has a seat in an organisation or a platform role."""
        return self.is_system or bool(self.seats or self.roles)

    @cached_property
    def org_ids(self) -> frozenset[int]:
        """Organisations she belongs to, in any role."""
        return frozenset(seat.org_id for seat in self.seats)

    @cached_property
    def org_paths(self) -> tuple[str, ...]:
        """Paths of the organisations she belongs to."""
        return tuple(sorted({seat.org_path for seat in self.seats}))

    @cached_property
    def paths_above(self) -> frozenset[str]:
        """Paths of her organisations and of all those above them: whose subtrees she is in."""
        steps = [path.strip("/").split("/") for path in self.org_paths]
        return frozenset(f"/{'/'.join(each[:depth])}/" for each in steps for depth in range(1, len(each) + 1))

    @cached_property
    def coordinates_a_ministry(self) -> bool:
        """She signs off for a ministry."""
        return any(seat.role == Role.COORDINATOR and seat.level == Level.MINISTERIAL for seat in self.seats)

    @cached_property
    def writes_for(self) -> frozenset[int]:
        """Organisations she is an editor of."""
        return frozenset(seat.org_id for seat in self.seats if seat.role == Role.EDITOR)

    @cached_property
    def coordinates(self) -> frozenset[int]:
        """Organisations she signs off for."""
        return frozenset(seat.org_id for seat in self.seats if seat.role == Role.COORDINATOR)

    @cached_property
    def provinces_served(self) -> tuple[str, ...]:
        """Paths of the provincial organisations she writes or signs off for."""
        return tuple(sorted({seat.org_path for seat in self._provincial_seats}))

    @cached_property
    def drafts_as(self) -> frozenset[str]:
        """As whom she drafts cases for others: the number of a province of hers, or `secretariat`."""
        provinces = frozenset(str(seat.org_id) for seat in self._provincial_seats)
        return provinces | ({SECRETARIAT} if PlatformRole.SECRETARIAT in self.roles else set())

    @property
    def _provincial_seats(self) -> tuple[Seat, ...]:
        active = (Role.EDITOR, Role.COORDINATOR)
        return tuple(seat for seat in self.seats if seat.level == Level.PROVINCIAL and seat.role in active)

    @cached_property
    def provinces_coordinated(self) -> tuple[str, ...]:
        """Paths of the provincial organisations she is a coordinator of."""
        return tuple(
            seat.org_path for seat in self.seats if seat.role == Role.COORDINATOR and seat.level == Level.PROVINCIAL
        )


ANONYMOUS = Actor()
SYSTEM = Actor(name="system", is_system=True)
