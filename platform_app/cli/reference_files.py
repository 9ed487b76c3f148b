"""Reads the reference data in `content/reference/` and gathers everything that is wrong with it, file and line."""

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from platform_app.accounts.inputs import NewOrganisation
from platform_app.cli.refusals import at, reasons, unreadable
from platform_app.desk.inputs import NewReason
from platform_app.kernel import inputs
from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import Input
from platform_app.kernel.messages import msg
from platform_app.meetings.inputs import BodyContent
from platform_app.programme.inputs import NewIndicator, NewTask
from platform_app.search.inputs import NewTerm
from platform_app.standards.inputs import NewField, NewStandard
from platform_app.wording import said

M = TypeVar("M", bound=Input)
CREDIT = "GeoNames (CC BY 4.0)"
TOP = "CN"  # what ministries and provinces stand under in the file; no organisation of the platform

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Entry(Generic[M]):
    """One thing to load, and where it stands."""

    where: str
    new: M
    code: str = ""  # by which it is found again, where the thing itself does not say


@dataclass
class ReferenceFiles:
    """The files of a folder. `problems` fills while they are read."""

    folder: Path
    problems: list[str] = field(default_factory=list)

    def fields(self) -> list[Entry[NewField]]:
        """The twelve fields, out of fields.yaml."""
        path = self.folder / "fields.yaml"
        text = self.text(path)
        try:
            rows = yaml.safe_load(text)["fields"] if text else []
            numbered = [(f"{path}: {row['code']}", row) for row in rows]
        except (yaml.YAMLError, TypeError, KeyError) as error:
            detail = str(error).splitlines()[0]
            self.problems.append(at(str(path), msg("not a list of fields with codes ({detail})", detail=detail)))
            return []
        return self._entries(NewField, _field, numbered)

    def tasks(self) -> list[Entry[NewTask]]:
        """The plan's tasks, out of tasks.yaml; a folder may have none."""
        return self._entries(NewTask, _task, self._plan("tasks"))

    def indicators(self) -> list[Entry[NewIndicator]]:
        """The plan's targets, out of the same file."""
        return self._entries(NewIndicator, _indicator, self._plan("targets_2027"))

    def bodies(self) -> list[Entry[BodyContent]]:
        """Bodies that meet, out of bodies.yaml; a folder may have none."""
        path = self.folder / "bodies.yaml"
        if not path.exists():
            return []
        try:
            numbered = [(f"{path}: {row['series']}", row) for row in yaml.safe_load(self.text(path) or "")["bodies"]]
        except (yaml.YAMLError, TypeError, KeyError) as error:
            detail = str(error).splitlines()[0]
            self.problems.append(at(str(path), msg("not a list of bodies with series ({detail})", detail=detail)))
            return []
        return self._entries(BodyContent, dict, numbered)

    def organisations(self) -> list[Entry[NewOrganisation]]:
        """Ministries, provinces and cities, then partners; each after the one it stands under."""
        ours = self._entries(NewOrganisation, _organisation, self._rows("organisations.csv", "org_id", "parent_id"))
        partners = self._entries(NewOrganisation, _partner, self._rows("partners.csv", "code"))
        order = {"ministerial": 0, "provincial": 1, "city": 2}
        return sorted(ours, key=lambda entry: order.get(entry.new.level, 3)) + partners

    def standards(self) -> list[Entry[NewStandard]]:
        """The catalogue, out of standards.csv."""
        return self._entries(NewStandard, _standard, self._rows("standards.csv", "number", "field", "issue_date"))

    def terms(self) -> list[Entry[NewTerm]]:
        """The glossary, out of glossary.csv."""
        rows = self._rows("glossary.csv", "term_id", "zh", "en")
        codes = {where: row["term_id"] for where, row in rows}
        needed = msg("This is needed.")
        self.problems += [at(where, at("term_id", needed)) for where, code in codes.items() if not code]
        entries = self._entries(NewTerm, _term, rows)
        return [replace(entry, code=codes[entry.where] or "") for entry in entries]

    def reasons(self) -> list[Entry[NewReason]]:
        """Reasons ready for use at the desk, out of reasons.csv; a folder may have none."""
        if not (self.folder / "reasons.csv").exists():
            return []
        rows = self._rows("reasons.csv", "code", "act", "title_zh", "title_en", "text_zh", "text_en")
        codes = {where: row["code"] for where, row in rows}
        entries = self._entries(NewReason, lambda row: {k: v for k, v in row.items() if k != "code"}, rows)
        return [replace(entry, code=codes[entry.where] or "") for entry in entries]

    def text(self, path: Path) -> str:
        """A file's text; empty when it cannot be read, which is then among the problems."""
        try:
            return path.read_text("utf-8-sig")
        except (UnicodeDecodeError, OSError) as error:
            self.problems.append(at(str(path), unreadable(error)))
        return ""

    def _plan(self, part: str) -> list[tuple[str, Row]]:
        """A part of tasks.yaml; each row has the address of the first of its sources."""
        path = self.folder / "tasks.yaml"
        if not path.exists():
            return []
        try:
            plan = yaml.safe_load(self.text(path))
            return [(f"{path}: {row['code']}", _sourced(row, plan["sources"])) for row in plan[part]]
        except (yaml.YAMLError, TypeError, KeyError) as error:
            detail = str(error).splitlines()[0]
            self.problems.append(at(str(path), msg("not a list of fields with codes ({detail})", detail=detail)))
            return []

    def _rows(self, name: str, *columns: str) -> list[tuple[str, Row]]:
        path = self.folder / name
        reader = csv.DictReader(self.text(path).splitlines(keepends=True), restkey="(more)")
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            if reader.fieldnames:
                self.problems.append(at(str(path), msg("the column “{name}” is missing", name=missing[0])))
            return []
        return [(_line(path, reader.line_num), {k: v or None for k, v in row.items()}) for row in reader]

    def _entries(
        self, model: type[M], convert: Callable[[Row], dict[str, Any]], rows: Iterable[tuple[str, Row]]
    ) -> list[Entry[M]]:
        entries = []
        for where, row in rows:
            try:
                entries.append(Entry(where, inputs.read(model, convert(row))))
            except Invalid as refusal:
                self.problems += reasons(refusal, where)
        return entries


def _line(path: Path, number: int) -> str:
    return said(msg("{path}, line {number}", path=path, number=number))


def _field(row: Row) -> dict[str, Any]:
    same = ("code", "slug", "name_zh", "name_en", "short_zh")
    return {
        **_taken(row, *same),
        "position": row.get("order"),
        "description_zh": row.get("desc_zh"),
        "description_en": row.get("desc_en"),
        "keywords": row.get("keywords_suggested") or {},
    }


def _sourced(row: Row, sources: Mapping[str, Row]) -> Row:
    named = row["source"]
    first = named if isinstance(named, str) else named[0]
    return {**row, "source_url": sources[first]["url"], "verified": str(row["verified"]).lower()}


def _task(row: Row) -> dict[str, Any]:
    same = ("code", "group", "name_zh", "name_en", "verified", "source_url", "note")
    return {**_taken(row, *same), "field_slug": row.get("field")}


def _indicator(row: Row) -> dict[str, Any]:
    same = ("code", "name_zh", "name_en", "operator", "value", "unit_zh", "unit_en", "deadline", "verified")
    return _taken(row, *same, "source_url")


def _organisation(row: Row) -> dict[str, Any]:
    same = ("gb2260_code", "level", "admin_type", "name_zh", "name_en", "name_pinyin", "short_zh", "confidence")
    source = row.get("source") or ""
    return {
        **_place(row),
        **_taken(row, *same),
        "code": row["org_id"],
        "parent_code": None if row["parent_id"] == TOP else row["parent_id"],
        "source_url": source if source.startswith("http") else None,
    }


def _partner(row: Row) -> dict[str, Any]:
    kind = {"level": "partner", "admin_type": "partner"}
    return _place(row) | kind | _taken(row, "code", "name_zh", "name_en", "short_zh", "country")


def _place(row: Row) -> dict[str, Any]:
    population = row.get("population_geonames")
    source = {"population": population, "population_source": CREDIT} if population else {}
    return source | _taken(row, "latitude", "longitude", "coord_place", "note")


def _standard(row: Row) -> dict[str, Any]:
    others = {"field": "field_slug", "issue_date": "issued_on", "effective_date": "effective_on"}
    return {others.get(name, name): value for name, value in row.items() if value is not None}


def _term(row: Row) -> dict[str, Any]:
    names = ("zh_synonyms", "en_synonyms")
    lists = {name: [own for own in (row.get(name) or "").split(";") if own.strip()] for name in names}
    return {**_taken(row, "zh", "en"), **lists, "topic": row.get("field_or_group") or ""}


def _taken(row: Row, *names: str) -> dict[str, Any]:
    """The columns that have a value; what is empty keeps its default or is reported as needed."""
    return {name: row[name] for name in names if row.get(name) is not None}
