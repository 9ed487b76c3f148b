"""What notices and choices about them are called on pages."""

from platform_app.kernel.messages import Message, msg

KINDS: dict[str, tuple[Message, Message]] = {
    "replies": (msg("Replies"), msg("To you, and in threads you follow")),
    "mentions": (msg("Mentions"), msg("Of you, and of organisations you coordinate")),
    "answers": (msg("Accepted answers"), msg("Yours, and in threads you follow")),
    "followed": (msg("New in what you follow"), msg("Threads and cases of fields, organisations, tags, cases")),
    "searches": (msg("Saved searches"), msg("New matches, looked for once a day")),
    "moderation": (msg("Moderation"), msg("What moderators decided about what you wrote")),
}
OFFICIAL: tuple[Message, Message] = (msg("Official"), msg("Requests, meetings, resolutions and action items"))
HOWS: dict[str, Message] = {
    "at_once": msg("At once"),
    "daily": msg("Daily digest"),
    "weekly": msg("Weekly digest"),
    "never": msg("Never"),
}
FOLLOWED: dict[str, Message] = {
    "thread": msg("Thread"),
    "case": msg("Case"),
    "field": msg("Field"),
    "organisation": msg("Organisation"),
    "tag": msg("Tag"),
}
PICTURES = {
    "replies": "chat-bubble-left-right",
    "mentions": "at-symbol",
    "answers": "check-circle",
    "followed": "bell",
    "searches": "magnifying-glass",
    "moderation": "shield-check",
    "official": "building-library",
}
# Offered in the list; the API takes any name of the IANA data base.
ZONES = (
    "Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Tokyo", "Asia/Seoul", "Asia/Singapore",
    "Asia/Kuala_Lumpur", "Asia/Jakarta", "Asia/Bangkok", "Asia/Ho_Chi_Minh", "Asia/Kolkata", "Asia/Tashkent",
    "Asia/Almaty", "Asia/Dubai", "Asia/Riyadh", "Europe/Moscow", "Europe/Istanbul", "Africa/Cairo", "Africa/Nairobi",
    "Africa/Johannesburg", "Europe/Berlin", "Europe/Paris", "Europe/London", "America/Sao_Paulo", "America/New_York",
    "America/Chicago", "America/Los_Angeles", "Australia/Sydney", "Pacific/Auckland", "UTC",
)  # fmt: skip
