"""What people choose: which notices come by mail and when, searches they keep, the secret of their feed."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from platform_app.kernel import clock
from platform_app.kernel.db import Base, Json, Stamped, UtcDateTime


class NoticeChoice(Base):
    """How one kind of notice comes to one person by mail; without a row it is the daily digest."""

    __tablename__ = "notice_choices"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    how: Mapped[str] = mapped_column(String(8))  # at_once, daily, weekly, never


class NoticeSettings(Base):
    """When one person wants to be left alone, by her own clock."""

    __tablename__ = "notice_settings"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    time_zone: Mapped[str] = mapped_column(String(40))  # IANA, Asia/Shanghai
    quiet_from: Mapped[str | None] = mapped_column(String(5))  # 22:00
    quiet_until: Mapped[str | None] = mapped_column(String(5))


class SavedSearch(Stamped, Base):
    """A search that somebody keeps; a look a day finds what is new in it."""

    __tablename__ = "saved_searches"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(80))
    request: Mapped[dict[str, Any]] = mapped_column(Json)
    looked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)  # what was there then is not new
    next_look_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)  # while claimed: when the claim ends


class NoticeFeed(Base):
    """The secret address of one person's feed of notices; kept is its SHA-256."""

    __tablename__ = "notice_feeds"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
