"""Organisations on three levels plus partners, people, and the seats that join them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship, synonym

from platform_app.kernel import clock
from platform_app.kernel.db import Base, Stamped, UtcDateTime


class Organisation(Stamped, Base):
    """A ministry, province, city or partner. `path` (`/7/23/`) says who stands over whom, itself included."""

    __tablename__ = "organisations"
    __mapper_args__ = {"version_id_col": Stamped.version}

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)  # GB/T 2260 where there is one
    gb2260_code: Mapped[str | None] = mapped_column(String(6))
    level: Mapped[str] = mapped_column(String(20), index=True)
    admin_type: Mapped[str] = mapped_column(String(40))  # municipality, province, prefecture-level city, …
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    path: Mapped[str] = mapped_column(String(200), index=True, default="")
    country: Mapped[str] = mapped_column(String(2), default="CN")  # ISO 3166-1 alpha-2
    name_zh: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(160))
    name_pinyin: Mapped[str] = mapped_column(String(160), default="")
    short_zh: Mapped[str] = mapped_column(String(60))
    latitude: Mapped[float | None]  # degrees, WGS 84
    longitude: Mapped[float | None]
    coord_place: Mapped[str | None] = mapped_column(String(120))
    population: Mapped[int | None]  # people; the place's own figure, not the prefecture's
    population_source: Mapped[str | None] = mapped_column(String(80))
    source_url: Mapped[str | None] = mapped_column(String(500))
    confidence: Mapped[str | None] = mapped_column(String(10))
    note: Mapped[str | None] = mapped_column(String(500))

    parent: Mapped["Organisation | None"] = relationship(remote_side=[id], lazy="raise")

    # The permission table asks every subject for these three.
    org_id = synonym("id")
    org_path = synonym("path")
    org_level = synonym("level")

    @property
    def is_municipality(self) -> bool:
        """Beijing, Shanghai, Tianjin, Chongqing: provincial, and cities too."""
        return self.admin_type == "municipality"


class Person(Stamped, Base):
    """An account. `sessions_epoch` grows when all her sessions end."""

    __tablename__ = "people"
    __mapper_args__ = {"version_id_col": Stamped.version}

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(320), unique=True)  # NFKC, case-folded
    name: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(2), default="zh")
    password_hash: Mapped[str | None] = mapped_column(String(200))  # Argon2id; None until she sets one
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    suspended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    suspended_reason: Mapped[str | None] = mapped_column(String(500))
    silenced_until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # reads, but does not write to others
    sessions_epoch: Mapped[int] = mapped_column(default=1)
    is_demo: Mapped[bool] = mapped_column(default=False)

    seats: Mapped[list["Membership"]] = relationship(back_populates="person", lazy="raise")
    roles: Mapped[list["PlatformRoleGrant"]] = relationship(
        back_populates="person", lazy="raise", foreign_keys="PlatformRoleGrant.person_id"
    )


class Membership(Base):
    """A seat: one role of one person in one organisation; she may hold several."""

    __tablename__ = "memberships"
    __table_args__ = (Index("uq_memberships_seat", "person_id", "org_id", "role", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    person: Mapped[Person] = relationship(back_populates="seats", lazy="raise")
    organisation: Mapped[Organisation] = relationship(lazy="raise")


class PlatformRoleGrant(Base):
    """A platform role of a person, with who gave it."""

    __tablename__ = "platform_roles"
    __table_args__ = (Index("uq_platform_roles_grant", "person_id", "role", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str] = mapped_column(String(20))
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    person: Mapped[Person] = relationship(back_populates="roles", lazy="raise", foreign_keys=[person_id])
