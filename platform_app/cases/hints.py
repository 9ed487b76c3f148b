"""What helps to fill in a field of a case, on the page and on paper. Rows name their fields `list.field`."""

from platform_app.kernel.messages import Message, msg

_DATE = msg("2024, 2024-05 or 2024-05-31: as exactly as you know it.")
HINTS: dict[str, Message] = {
    "title": msg("The place and what changed there, in words a colleague elsewhere would search for."),
    "result": msg("One sentence, with a figure if there is one."),
    "field": msg("One of the twelve fields of the action plan; further ones can be added below."),
    "lead_body": msg("The office that answers for it."),
    "stage": msg("A case that was stopped is worth as much as one that was scaled up."),
    "place": msg("The point on the map was filled in from your organisation; move it if the case is elsewhere."),
    "started_on": _DATE,
    "ended_on": _DATE,
    "key_dates.on": _DATE,
    "signed_off_on": _DATE,
    "sources.seen": _DATE,
    "secondary_fields": msg("At most three."),
    "tags": msg("Up to ten, separated by commas."),
    "contact": msg("Shown to signed-in members only."),
    "mandate": msg("Who asked for it, or allowed it: a decision, a programme, a law."),
    "problem": msg("What was the matter, for whom, how bad?"),
    "objectives": msg("What was to be reached by when, measured from where?"),
    "actions": msg("Step by step, so that another city could follow. Headings and lists help."),
    "standards": msg("Also those you wrote yourselves, and those you deviated from."),
    "standards.number": msg("As printed: GB/T 36333-2018"),
    "indicators": msg("At least one figure with a result. A figure that did not move counts too."),
    "indicators.source": msg("A web address, a report, an office."),
    "difficulties": msg("What went wrong or did not work. Readers trust a case that says so."),
    "adapted_from": msg("The number or the address of a case on this site."),
    "licence": msg("What others may do with your text."),
    "personal_data_checked": msg("No names of citizens, no addresses, no pictures of faces without consent."),
    "signed_off_by": msg("The person in your organisation who answers for the text."),
}
