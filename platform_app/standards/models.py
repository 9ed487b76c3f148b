"""Fields and standards: reference data with its source and how sure we are of it."""

from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from platform_app.kernel.db import Base, Json, Stamped


class Field(Stamped, Base):
    """One of the twelve fields of the Action Plan on Urban Standardization (2023)."""

    __tablename__ = "fields"
    __mapper_args__ = {"version_id_col": Stamped.version}

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(5), unique=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    position: Mapped[int]
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(120))
    short_zh: Mapped[str] = mapped_column(String(20))
    description_zh: Mapped[str] = mapped_column(String(500))
    description_en: Mapped[str] = mapped_column(String(500))
    keywords: Mapped[dict[str, Any]] = mapped_column(Json)  # {"zh": […], "en": […]}: ours, not the plan's wording


class Standard(Stamped, Base):
    """A published standard as a catalogue or a citing document shows it."""

    __tablename__ = "standards"
    __mapper_args__ = {"version_id_col": Stamped.version}

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(60), unique=True)  # as printed: GB/T 36333-2018, ISO 37120:2018
    number_key: Mapped[str] = mapped_column(String(60), index=True)  # letters and digits only, upper case
    title_zh: Mapped[str] = mapped_column(String(300))
    title_en: Mapped[str] = mapped_column(String(300))
    type: Mapped[str] = mapped_column(String(30), index=True)  # national, industry, local, international, …
    body: Mapped[str] = mapped_column(String(80))
    field_slug: Mapped[str | None] = mapped_column(ForeignKey("fields.slug"), index=True)
    year: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(20))
    issued_on: Mapped[str | None] = mapped_column(String(10))  # ISO 8601, as precise as the source
    effective_on: Mapped[str | None] = mapped_column(String(10))
    source_url: Mapped[str | None] = mapped_column(String(500))
    source_kind: Mapped[str | None] = mapped_column(String(60))
    confidence: Mapped[str] = mapped_column(String(10))
    title_zh_basis: Mapped[str | None] = mapped_column(String(60))
    note: Mapped[str | None] = mapped_column(String(500))  # in English
    note_zh: Mapped[str | None] = mapped_column(String(500))
