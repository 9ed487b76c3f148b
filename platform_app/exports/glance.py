"""The facts of a case in short, as rows of a table: at a glance, about this text, money and staff."""

from collections.abc import Iterator

from platform_app.cases.words import SUPPORT
from platform_app.exports.papers import Paper
from platform_app.kernel.messages import Message, msg
from platform_app.wording import CONFIDENCE, FORMS, LEVELS, STAGES, TRANSLATION_STATES, dates, values

Row = tuple[Message | str, str]


def facts(paper: Paper) -> list[Row]:
    """Whose it is, where, when, in which field: what there is of it."""
    content, contact = paper.reading.content, paper.reading.content.contact
    comma = paper.say(msg(", "))
    reach = comma.join(part for part in (contact.name, contact.phone, contact.email) if part)
    return _there(
        (msg("Organisation"), paper.organisation),
        (msg("Place"), paper.text(content.place.name)),
        (msg("Field"), comma.join(paper.field_names)),
        (msg("Lead body"), paper.text(content.lead_body)),
        (msg("Department"), paper.text(content.department)),
        (msg("Mandate"), paper.text(content.mandate)),
        (msg("Level"), paper.say(LEVELS[content.level]) if content.level else ""),
        (msg("Stage"), paper.say(STAGES[content.stage]) if content.stage else ""),
        (msg("Time"), _time(paper)),
        (msg("Key dates"), "\n".join(_key_dates(paper))),
        (msg("Confidence in the sources"), paper.say(CONFIDENCE[content.confidence]) if content.confidence else ""),
        (msg("Keywords"), comma.join(paper.tags)),
        (msg("Contact"), reach),
    )


def about(paper: Paper) -> list[Row]:
    """Which text this is, who answers for it, under which licence it may be used, where it is found."""
    case, revision, content = paper.reading.case, paper.reading.revision, paper.reading.content
    day = dates.day(revision.at, paper.language)
    signed = (content.signed_off_by, dates.partial(content.signed_off_on, paper.language))
    return _there(
        (msg("Author"), paper.author),
        (msg("Form"), paper.say(FORMS[content.form])),
        (msg("Revision"), paper.say(msg("{no} of {day}", no=revision.no, day=day))),
        (msg("Published"), dates.day(case.published_at, paper.language)),
        (msg("Translation"), _translation(paper)),
        (msg("Signed off"), paper.say(msg(", ")).join(part for part in signed if part)),
        (msg("Licence"), _licence(paper)),
        (msg("Address"), paper.url),
    )


def resources(paper: Paper) -> list[Row]:
    """Money by its source, staff, time, legal basis."""
    content, language = paper.reading.content, paper.language
    rows: list[Row] = []
    for row in content.money:
        amount = paper.say(msg("amount not given"))
        if row.amount is not None:
            amount = f"{values.number(row.amount, language)} {row.currency}"
        rows.append((paper.text(row.source), amount))
    return [
        *rows,
        *_there(
            (msg("Staff"), paper.text(content.staff)),
            (msg("Time"), paper.text(content.time_needed)),
            (msg("Legal basis"), paper.text(content.legal_basis)),
        ),
    ]


def partners(paper: Paper) -> list[str]:
    """Who helped, and with what."""
    return [
        paper.say(msg("{name} ({support})", name=paper.text(row.name), support=SUPPORT[row.support]))
        for row in paper.reading.content.partners
    ]


def _there(*rows: Row) -> list[Row]:
    return [(name, value) for name, value in rows if value]


def _time(paper: Paper) -> str:
    content = paper.reading.content
    start, end = (dates.partial(day, paper.language) for day in (content.started_on, content.ended_on))
    if start and end:
        return f"{start}–{end}"
    return paper.say(msg("since {when}", when=start)) if start else end


def _key_dates(paper: Paper) -> Iterator[str]:
    for row in sorted(paper.reading.content.key_dates, key=lambda each: each.on):
        yield f"{dates.partial(row.on, paper.language)} {paper.text(row.what)}"


def _translation(paper: Paper) -> str:
    state = getattr(paper.reading.content.actions.state, paper.html("actions")[1])
    return paper.say(TRANSLATION_STATES[state]) if state in TRANSLATION_STATES else ""


def _licence(paper: Paper) -> str:
    licence = paper.reading.content.licence or ""
    return paper.say(msg("all rights reserved")) if licence == "all rights reserved" else licence
