"""Permissions on what one follows, is told and chooses: the name in the API, what it means, and who may."""

from platform_app.kernel.messages import msg

_PERSON = msg("Signed-in people.")
_HERSELF = msg("The person herself.")

FOLLOW_SET = ("follow.set", msg("follow or mute something"), _PERSON)
FOLLOW_SEE = ("follow.see", msg("see what somebody follows"), _HERSELF)
NOTICE_SEE = ("notice.see", msg("read somebody's notices"), _HERSELF)
NOTICE_MARK = ("notice.mark", msg("mark one's notices as read"), _PERSON)
NOTICE_CHOOSE = ("notice.choose", msg("choose which notices come by mail"), _PERSON)
NOTICE_UNSUBSCRIBE = ("notice.unsubscribe", msg("stop mail by its own link"), msg("Whoever has the link."))
NOTICE_TELL = ("notice.tell", msg("tell people what happened"), msg("The platform itself."))
SEARCH_KEEP = ("search.keep", msg("keep a search"), _PERSON)
SEARCH_CHANGE = ("search.change", msg("read and change a kept search"), _HERSELF)
NOTICE_FEED = ("notice.feed", msg("make and revoke one's own feed of notices"), _PERSON)
