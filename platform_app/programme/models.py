"""Tasks and targets of the Action Plan on Urban Standardization, each with how far its source was read."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from platform_app.kernel.db import Base, Stamped


class Task(Stamped, Base):
    """One of the plan's tasks. `verified` is `true` where its wording was read, `partial` where only its name was."""

    __tablename__ = "programme_tasks"
    __mapper_args__ = {"version_id_col": Stamped.version}

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)  # T01 …
    group: Mapped[str] = mapped_column(String(30))
    field_slug: Mapped[str | None] = mapped_column(ForeignKey("fields.slug"))
    name_zh: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(160))
    verified: Mapped[str] = mapped_column(String(8))
    source_url: Mapped[str] = mapped_column(String(500))
    note: Mapped[str | None] = mapped_column(String(500))


class Indicator(Stamped, Base):
    """A target of the plan. `operator` is `>=`, or `qualitative` and `milestone`, which have no value."""

    __tablename__ = "programme_indicators"
    __mapper_args__ = {"version_id_col": Stamped.version}

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)  # I01 …
    name_zh: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(160))
    operator: Mapped[str] = mapped_column(String(12))
    value: Mapped[int | None]
    unit_zh: Mapped[str] = mapped_column(String(40))
    unit_en: Mapped[str] = mapped_column(String(60))
    deadline: Mapped[date] = mapped_column(Date)
    verified: Mapped[str] = mapped_column(String(8))
    source_url: Mapped[str] = mapped_column(String(500))
