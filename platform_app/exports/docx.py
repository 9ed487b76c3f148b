"""A case as a write-up for Word: what its page says, in the order of the page, in one language."""

from collections.abc import Callable

from platform_app.cases import notes, outline
from platform_app.cases.words import HEADINGS, RUNGS, TRANSFER
from platform_app.exports import glance, sheet_texts
from platform_app.exports.papers import LICENCES, Paper
from platform_app.exports.sheets import Sheet
from platform_app.kernel.messages import Message, msg
from platform_app.media import storage
from platform_app.wording import STANDARD_ROLES, dates, values

_BORROWED = {
    "zh": msg("Shown in Chinese; there is no English text yet."),
    "en": msg("Shown in English; there is no Chinese text yet."),
}


def make(paper: Paper) -> bytes:
    """The file."""
    sheet = Sheet(paper.language)
    sheet.margins(paper.site.names[paper.language], paper.url)
    _describe(sheet, paper)
    _open(sheet, paper)
    for key in outline.parts(paper.reading.content):
        sheet.paragraph(paper.say(HEADINGS[key]), "Heading 1")
        _part(sheet, paper, key)
    sheet.paragraph(paper.say(msg("About this text")), "Heading 1")
    sheet.facts(_said(paper, glance.about(paper)))
    if licence := LICENCES.get(paper.reading.content.licence or ""):
        sheet.link(sheet.paragraph(), licence, licence)
    return sheet.finish()


def _describe(sheet: Sheet, paper: Paper) -> None:
    content = paper.reading.content
    sheet.describe(
        paper.changed_at,
        title=paper.title,
        subject=paper.text(content.result),
        author=paper.author,
        category=", ".join(paper.field_names),
        keywords=", ".join(paper.tags),
        comments=f"{paper.url} · {content.licence or ''}".strip(" ·"),
        identifier=paper.url,
        language="zh-CN" if paper.language == "zh" else "en-GB",
        version=str(paper.reading.revision.no),
    )


def _open(sheet: Sheet, paper: Paper) -> None:
    """Title, result, what the reader must know first, and the facts."""
    case, content = paper.reading.case, paper.reading.content
    sheet.paragraph(paper.title, "Title")
    if result := paper.text(content.result):
        sheet.paragraph(result, "Subtitle")
    held = [paper.say(RUNGS[row.rung]) for row in paper.distinctions if row.ended_at is None]
    for sentence in _notices(paper):
        sheet.paragraph(paper.say(sentence), "Quote")
    if held:
        sheet.paragraph(" · ".join(held), soft=True)
    if content.form == "compiled" and (note := paper.text(content.editors_note)):
        sheet.paragraph(note, "Quote")
    sheet.facts(_said(paper, glance.facts(paper)))
    if case.has_unpublished_changes and paper.reading.revision.published_at is None:
        sheet.paragraph(paper.say(msg("This revision is not public yet.")), "Quote")


def _notices(paper: Paper) -> list[Message]:
    case = paper.reading.case
    found = []
    if case.status in ("draft", "submitted"):
        found.append(msg("This case is not public yet."))
    if case.status == "archived":
        found.append(msg("The case has been archived: {reason}", reason=case.archived_reason or "–"))
    if paper.reading.content.form == "compiled":
        found.append(msg("Compiled by the editors from public sources."))
    return found


def _part(sheet: Sheet, paper: Paper, key: str) -> None:
    _text(sheet, paper, key)
    if key in _ENTRIES:
        _ENTRIES[key](sheet, paper)
    if key == "difficulties" and not paper.html(key)[0]:
        is_compiled = paper.reading.content.form == "compiled"
        silence = msg("No source says anything about this."), msg("Nothing has been written about this yet.")
        sheet.paragraph(paper.say(silence[0 if is_compiled else 1]), soft=True)


def _text(sheet: Sheet, paper: Paper, key: str) -> None:
    html, language = paper.html(key)
    if not html:
        return
    if language != paper.language:
        sheet.paragraph(paper.say(_BORROWED[language]), "Caption", soft=True)
    sheet_texts.write(sheet, notes.numbered(paper.reading.content, html), language)


def _results(sheet: Sheet, paper: Paper) -> None:
    content, language = paper.reading.content, paper.language
    head = (msg("Indicator"), msg("Before"), msg("After"), msg("Source"))

    def figure(value: float | None, unit: str, period: str) -> str:
        shown = values.with_unit(value, unit, language) or "–"
        return "\n".join(part for part in (shown, dates.partial(period, language)) if part)

    rows = []
    for row in content.indicators:
        unit, method = paper.text(row.unit), paper.text(row.method)
        told = [paper.text(row.name), paper.text(row.definition)]
        told += [paper.say(msg("Method: {method}", method=method))] if method else []
        no = notes.source_number(content, row.source)
        before = figure(row.baseline, unit, row.baseline_period)
        after = figure(row.result, unit, row.result_period)
        rows.append(("\n".join(filter(None, told)), before, after, f"[{no}]" if no else row.source or "–"))
    sheet.table([paper.say(name) for name in head], rows, [5, 2, 2, 2])


def _standards(sheet: Sheet, paper: Paper) -> None:
    content = paper.reading.content
    if content.standards:
        head = (msg("Standard"), msg("Title"), msg("Role"), msg("Note"))
        rows = []
        for cited in content.standards:
            entry = paper.catalogue.get(cited.number)
            title = getattr(entry, f"title_{paper.language}") if entry else ""
            number = f"{cited.number}\n{cited.clause}".strip()
            rows.append((number, title, paper.say(STANDARD_ROLES[cited.role]), paper.text(cited.note)))
        sheet.table([paper.say(name) for name in head], rows, [3, 4, 2, 3])
    if reason := paper.text(content.standards_none_because):
        sheet.paragraph(paper.say(msg("No standards, because: {reason}", reason=reason)))
    if note := paper.text(content.standards_note):
        sheet.paragraph(note)


def _resources(sheet: Sheet, paper: Paper) -> None:
    sheet.facts(_said(paper, glance.resources(paper)))


def _partners(sheet: Sheet, paper: Paper) -> None:
    for words in glance.partners(paper):
        sheet.paragraph(words, "List Bullet")


def _transfer(sheet: Sheet, paper: Paper) -> None:
    for key in outline.advice(paper.reading.content):
        sheet.paragraph(paper.say(TRANSFER[key]), "Heading 2")
        if key == "minimum_cost":
            sheet.paragraph(paper.text(paper.reading.content.minimum_cost))
        else:
            _text(sheet, paper, key)


def _sources(sheet: Sheet, paper: Paper) -> None:
    for no, source in enumerate(paper.reading.content.sources, start=1):
        words = [f"[{no}]", paper.text(source.gist)]
        if source.seen:
            words.append(paper.say(msg("(seen {when})", when=dates.partial(source.seen, paper.language))))
        line = sheet.paragraph(" ".join([*filter(None, words), ""]))
        sheet.link(line, source.url, source.url)


def _references(sheet: Sheet, paper: Paper) -> None:
    for reference in paper.reading.content.references:
        line = sheet.paragraph(f"{reference.title} " if reference.url else reference.title, "List Bullet")
        if reference.url:
            sheet.link(line, reference.url, reference.url)


def _files(sheet: Sheet, paper: Paper) -> None:
    for shown in paper.files:
        words = paper.text(shown.words.alt) if shown.words else ""
        if shown.is_picture and storage.installed().has(shown.file.sha256):
            with storage.installed().open(shown.file.sha256) as source:
                sheet.picture(source, words)
            caption = paper.text(shown.words.caption) if shown.words else ""
            sheet.paragraph(caption or words, "Caption")
        else:
            line = sheet.paragraph(f"{words} " if words else "", "List Bullet")
            sheet.link(line, shown.file.name, paper.address_of(shown))


_ENTRIES: dict[str, Callable[[Sheet, Paper], None]] = {
    "results": _results,
    "standards": _standards,
    "resources": _resources,
    "participants": _partners,
    "transfer": _transfer,
    "sources": _sources,
    "references": _references,
    "files": _files,
}


def _said(paper: Paper, rows: list[glance.Row]) -> list[tuple[str, str]]:
    return [(paper.say(name), value) for name, value in rows]
