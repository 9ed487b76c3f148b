"""Minutes as a file: what stands in it, in one language, for whichever form is wanted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from platform_app.access.actor import Actor
from platform_app.exports import minutes_docx, minutes_html, minutes_md
from platform_app.exports.cases import Exported
from platform_app.exports.minutes_parts import Facts, Heading, Note, Part, Table, Text
from platform_app.kernel.messages import Message, msg
from platform_app.meetings import queries_minutes
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_decisions import Resolution
from platform_app.meetings.models_minutes import MinutesAddendum
from platform_app.meetings.queries_minutes import ItemMinutes, Minutes
from platform_app.wording import dates, in_language, said, word

_BORROWED = {
    "zh": msg("Shown in Chinese; there is no English text yet."),
    "en": msg("Shown in English; there is no Chinese text yet."),
}


@dataclass(frozen=True)
class Format:
    """The type of the file, what its name ends with, and who writes it."""

    media_type: str
    make: Callable[[str, datetime, Sequence[Part]], bytes]


FORMATS: dict[str, Format] = {
    "md": Format("text/markdown; charset=utf-8", minutes_md.make),
    "html": Format("text/html; charset=utf-8", minutes_html.make),
    "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", minutes_docx.make),
}


def export(actor: Actor, meeting_id: int, form: str, language: str) -> Exported:
    """The minutes of a meeting in one of the forms, as this reader may see them.

    Raises:
        NotFound: there are none that are open to her.
    """
    found = queries_minutes.read(actor, meeting_id)
    with in_language(language):
        parts = list(_parts(found, language))
    made = FORMATS[form].make(language, found.meeting.updated_at, parts)
    return Exported(made, FORMATS[form].media_type, f"minutes-{meeting_id}.{language}.{form}")


def _parts(found: Minutes, language: str) -> Iterator[Part]:
    meeting = found.meeting
    body = meeting.body
    yield Heading(0, _either(meeting.title_zh, meeting.title_en, language)[0])
    yield Note(f"{_either(body.name_zh, body.name_en, language)[0]} · {word('minutes_state', meeting.status)}")
    yield Facts(tuple(_facts(meeting, language)))
    yield Heading(1, said(msg("Who was there")))
    rows = tuple(
        (
            _either(each.organisation.name_zh, each.organisation.name_en, language)[0],
            each.name,
            word("minutes_capacity", each.capacity),
            word("minutes_how", each.how),
        )
        for each in found.attendance
    )
    head = (msg("Organisation"), msg("Name"), msg("Capacity"), msg("Attendance"))
    yield Table(tuple(said(each) for each in head), rows)
    for each in found.items:
        yield from _item(each, [row for row in found.resolutions if row.item_id == each.item.id], language)
    if rest := [row for row in found.resolutions if row.item_id is None]:
        yield Heading(1, said(msg("Resolutions")))
        for row in rest:
            yield from _resolution(row, language)
    for addendum in found.addenda:
        yield from _addendum(addendum, language)


def _facts(meeting: Meeting, language: str) -> Iterator[tuple[str, str]]:
    zone = ZoneInfo(meeting.time_zone)
    starts, ends = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
    yield said(msg("Meeting")), f"{meeting.body.series} {meeting.number}"
    when = f"{dates.day(starts.date(), language)} {starts:%H:%M}–{ends:%H:%M}"
    yield said(msg("Time")), f"{when} ({meeting.time_zone})"
    if place := _either(meeting.place_zh, meeting.place_en, language)[0]:
        yield said(msg("Place")), place
    if meeting.chair_name:
        yield said(msg("Chair")), meeting.chair_name
    if meeting.quorum_result is not None:
        met = meeting.quorum_result["is_met"]
        yield said(msg("Quorum")), said(msg("There was a quorum.") if met else msg("There was no quorum."))
    if meeting.approved_at:
        approved = f"{dates.day(meeting.approved_at, language)} · {meeting.approved_by_name}"
        yield said(msg("Approved")), approved
        yield "SHA-256", meeting.minutes_sha256 or ""


def _item(found: ItemMinutes, resolutions: Sequence[Resolution], language: str) -> Iterator[Part]:
    yield Heading(1, f"{found.item.number} {_either(found.item.title_zh, found.item.title_en, language)[0]}")
    row = found.row
    if row is None or not (row.text_zh or row.text_en):
        yield Note(said(msg("Nothing was noted under this item.")))
    else:
        yield from _text((row.text_zh, row.html_zh), (row.text_en, row.html_en), language)
    for each in resolutions:
        yield from _resolution(each, language)


def _resolution(row: Resolution, language: str) -> Iterator[Part]:
    yield Heading(2, f"{row.number} {_either(row.title_zh, row.title_en, language)[0]}")
    yield from _text((row.text_zh, row.html_zh), (row.text_en, row.html_en), language)
    yield Note(said(_outcome(row)))
    decides = msg("The Chinese text is authoritative.") if row.authoritative == "zh" else _ENGLISH_DECIDES
    yield Note(said(decides))
    if row.votes:
        rows = tuple(
            (
                _either(each.organisation.name_zh, each.organisation.name_en, language)[0],
                word("vote", each.vote),
                each.statement or "",
            )
            for each in row.votes
        )
        head = (msg("Organisation"), msg("Vote"), msg("Statement"))
        yield Table(tuple(said(each) for each in head), rows)


_ENGLISH_DECIDES = msg("The English text is authoritative.")


def _outcome(row: Resolution) -> Message:
    counted = row.tally or {}
    if row.method == "vote":
        return msg(
            "Adopted by vote: {ours} for, {theirs} against, {others} abstained.",
            ours=counted.get("for", 0),
            theirs=counted.get("against", 0),
            others=counted.get("abstain", 0),
        )
    return msg("Adopted by consensus.")


def _addendum(row: MinutesAddendum, language: str) -> Iterator[Part]:
    yield Heading(1, said(msg("Addendum {no} of {day}", no=row.no, day=dates.day(row.at, language))))
    yield from _text((row.text_zh, row.html_zh), (row.text_en, row.html_en), language)
    yield Note(f"SHA-256 {row.sha256}")


def _text(zh: tuple[str, str], en: tuple[str, str], language: str) -> Iterator[Part]:
    """A text in the language wanted, or in the other one with a word about it."""
    own, other = (zh, en) if language == "zh" else (en, zh)
    shown, tongue = (own, language) if own[0] else (other, "en" if language == "zh" else "zh")
    if not shown[0]:
        return
    if tongue != language:
        yield Note(said(_BORROWED[tongue]))
    yield Text(shown[0], shown[1], tongue)


def _either(zh: str, en: str, language: str) -> tuple[str, str]:
    if language == "en" and en:
        return en, "en"
    return (zh, "zh") if zh else (en, "en")
