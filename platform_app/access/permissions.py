"""Everything one can be allowed to do: the name in the API, what it means, and who may, for the refusal."""

from enum import Enum

from platform_app.access import permissions_asks as ask
from platform_app.access import permissions_coordination as level
from platform_app.access import permissions_exchange as talk
from platform_app.access import permissions_following as told
from platform_app.access import permissions_meetings as meet
from platform_app.access import permissions_moderation as watch
from platform_app.access import permissions_selection as pick
from platform_app.access import permissions_webhooks as hook
from platform_app.kernel.messages import Message, msg


class P(Enum):
    """A permission: (name, meaning, who may)."""

    name_: str
    meaning: Message
    who_may: Message

    def __init__(self, name: str, meaning: Message, who_may: Message) -> None:
        self.name_ = name
        self.meaning = meaning
        self.who_may = who_may

    CASE_SEE = ("case.see", msg("read a case"), msg("Everyone, once it is published."))
    CASE_SEE_DRAFTS = (
        "case.see_drafts",
        msg("read what a case says before it is public"),
        msg("Members of the organisation, and who drafts the case for it."),
    )
    CASE_SEE_CONTACT = (
        "case.see_contact",
        msg("read a case's contact and what it keeps for members"),
        msg("Signed-in members of an organisation."),
    )
    CASE_CREATE = ("case.create", msg("start a case for an organisation"), msg("Editors of the organisation."))
    CASE_DRAFT_FOR = (
        "case.draft_for",
        msg("draft a case for another organisation"),
        msg("Editors and coordinators of the province above; the secretariat for municipalities and partners."),
    )
    CASE_TAKE_OVER = (
        "case.take_over",
        msg("take over a draft that was begun for one's organisation"),
        msg("Editors and coordinators of the organisation."),
    )
    CASE_EDIT = ("case.edit", msg("edit a case"), msg("Editors and coordinators of the organisation."))
    CASE_SUBMIT = ("case.submit", msg("hand a draft in for sign-off"), msg("Editors of the organisation."))
    CASE_RETURN = (
        "case.return",
        msg("return a submitted case with reasons"),
        msg("Coordinators of the organisation."),
    )
    CASE_PUBLISH = ("case.publish", msg("sign off and publish a case"), msg("Coordinators of the organisation."))
    CASE_UNPUBLISH = ("case.unpublish", msg("take a case off the public pages"), msg("Moderators."))
    CASE_ARCHIVE = (
        "case.archive",
        msg("archive a published case with a reason"),
        msg("Coordinators of the organisation."),
    )
    CASE_DISCARD = ("case.discard", msg("delete a draft that was never public"), msg("Editors of the organisation."))
    CASE_NOMINATE = ("case.nominate", msg("nominate a case"), msg("Coordinators of the organisation."))
    CASE_RECOMMEND = (
        "case.recommend",
        msg("recommend a nominated case"),
        msg("Coordinators of the province above; the secretariat for municipalities and partners."),
    )
    CASE_FEATURE = ("case.feature", msg("feature a recommended case"), msg("Moderators of other organisations."))

    CASE_LOOK = (
        "case.look",
        msg("look through a published case"),
        msg("Moderators of other organisations."),
    )
    DESK_VIEW_KEEP = ("desk.keep_view", msg("keep a view of the desk"), msg("Everybody who is signed in."))
    REASONS_READ = ("reason.read", msg("read the reasons ready for use"), msg("Signed-in members of an organisation."))
    REASON_EDIT = ("reason.edit", msg("change the reasons ready for use"), msg("Moderators and administrators."))
    CASE_INVITE = (
        "case.invite",
        msg("invite a city to nominate its case"),
        msg("Coordinators of the province above; the secretariat for municipalities and partners."),
    )
    CASE_ENTER = (
        "case.enter",
        msg("enter a recommended case into a batch of typical cases"),
        msg("Coordinators of the province above, the secretariat; never for their own organisation."),
    )
    CASE_ANNOUNCE = (
        "case.announce",
        msg("announce a typical case or withdraw the announcement"),
        msg("The secretariat; never for its own organisation."),
    )
    CASE_CONFIRM = (
        "case.confirm",
        msg("say whether a distinguished case still runs"),
        msg("Editors and coordinators of the organisation."),
    )
    EVIDENCE_CONFIRM = (
        "evidence.confirm",
        msg("confirm an evidence level"),
        msg("Moderators and the secretariat, and reviewers of the case; never for their own organisation."),
    )
    BATCH_SEE = pick.BATCH_SEE
    BATCH_LEAD = pick.BATCH_LEAD
    PANEL_FOLLOW = pick.PANEL_FOLLOW
    CANDIDACY_SEE = pick.CANDIDACY_SEE
    CANDIDACY_DECLINE = pick.CANDIDACY_DECLINE
    CANDIDACY_WITHDRAW = pick.CANDIDACY_WITHDRAW
    CANDIDACY_ANSWER = pick.CANDIDACY_ANSWER
    APPEAL_DECIDE = pick.APPEAL_DECIDE
    SCORES_OPEN = pick.SCORES_OPEN
    REVIEW_GIVE = pick.REVIEW_GIVE
    REVIEW_SEE = pick.REVIEW_SEE
    CONFLICT_DECLARE = pick.CONFLICT_DECLARE
    CONFLICT_SEE = pick.CONFLICT_SEE
    FILE_SEE = ("file.see", msg("see a file"), msg("Everyone who sees it in its case."))
    FILE_PREPARE = ("file.prepare", msg("make smaller pictures and texts of files"), msg("The platform itself."))
    FILE_COLLECT = ("file.collect", msg("clear away unused files"), msg("The platform itself, administrators."))

    THREAD_SEE = talk.THREAD_SEE
    THREAD_START = talk.THREAD_START
    THREAD_ANNOUNCE = talk.THREAD_ANNOUNCE
    THREAD_EDIT = talk.THREAD_EDIT
    THREAD_CURATE = talk.THREAD_CURATE
    THREAD_PIN_EVERYWHERE = talk.THREAD_PIN_EVERYWHERE
    POST_WRITE = talk.POST_WRITE
    POST_READ_WITHHELD = talk.POST_READ_WITHHELD
    POST_EDIT = talk.POST_EDIT
    POST_DELETE = talk.POST_DELETE
    POST_REACT = talk.POST_REACT
    POST_HIDE = talk.POST_HIDE
    ANSWER_ACCEPT = talk.ANSWER_ACCEPT
    ANSWER_PROPOSE = talk.ANSWER_PROPOSE
    PROPOSAL_SEE = talk.PROPOSAL_SEE
    PROPOSAL_DECIDE = talk.PROPOSAL_DECIDE
    EXCHANGE_CHECK = talk.EXCHANGE_CHECK
    ASK_MAKE = ask.ASK_MAKE
    ASK_ANSWER = ask.ASK_ANSWER
    ASK_READ_WORD = ask.ASK_READ_WORD
    WEBHOOK_KEEP = hook.WEBHOOK_KEEP

    REQUEST_SEE = level.REQUEST_SEE
    REQUEST_RAISE = level.REQUEST_RAISE
    REQUEST_ANSWER = level.REQUEST_ANSWER
    REQUEST_ADD_PAPER = level.REQUEST_ADD_PAPER
    REQUEST_DIRECT = level.REQUEST_DIRECT
    REQUEST_ESCALATE = level.REQUEST_ESCALATE
    REQUEST_OBJECT = level.REQUEST_OBJECT
    REQUEST_JUDGE = level.REQUEST_JUDGE
    REQUEST_CLOSE = level.REQUEST_CLOSE
    REQUEST_PUBLISH = level.REQUEST_PUBLISH
    INTERPRETATION_SEE = level.INTERPRETATION_SEE
    HOLIDAY_EDIT = level.HOLIDAY_EDIT

    BODY_SEE = meet.BODY_SEE
    BODY_FOUND = meet.BODY_FOUND
    BODY_LEAD = meet.BODY_LEAD
    MEETING_SEE = meet.MEETING_SEE
    MEETING_SEE_PEOPLE = meet.MEETING_SEE_PEOPLE
    MEETING_JOIN = meet.MEETING_JOIN
    MEETING_RUN = meet.MEETING_RUN
    AGENDA_PROPOSE = meet.AGENDA_PROPOSE
    AGENDA_WITHDRAW = meet.AGENDA_WITHDRAW
    DELEGATE_NAME = meet.DELEGATE_NAME
    DELEGATE_ANSWER = meet.DELEGATE_ANSWER
    MINUTES_SEE = meet.MINUTES_SEE
    MINUTES_WRITE = meet.MINUTES_WRITE
    MINUTES_COMMENT = meet.MINUTES_COMMENT
    MINUTES_APPROVE = meet.MINUTES_APPROVE
    RESOLUTION_SEE = meet.RESOLUTION_SEE
    RESOLUTION_PROPOSE = meet.RESOLUTION_PROPOSE
    RESOLUTION_LEAD = meet.RESOLUTION_LEAD
    RESOLUTION_VOTE = meet.RESOLUTION_VOTE
    ACTION_SEE = meet.ACTION_SEE
    ACTION_ASSIGN = meet.ACTION_ASSIGN
    ACTION_WORK = meet.ACTION_WORK
    ACTION_JUDGE = meet.ACTION_JUDGE
    BOARD_SEE_ALL = meet.BOARD_SEE_ALL
    CALENDAR_KEEP = meet.CALENDAR_KEEP

    FOLLOW_SET = told.FOLLOW_SET
    FOLLOW_SEE = told.FOLLOW_SEE
    NOTICE_SEE = told.NOTICE_SEE
    NOTICE_MARK = told.NOTICE_MARK
    NOTICE_CHOOSE = told.NOTICE_CHOOSE
    NOTICE_UNSUBSCRIBE = told.NOTICE_UNSUBSCRIBE
    NOTICE_TELL = told.NOTICE_TELL
    NOTICE_FEED = told.NOTICE_FEED
    SEARCH_KEEP = told.SEARCH_KEEP
    SEARCH_CHANGE = told.SEARCH_CHANGE

    REPORT_MAKE = watch.REPORT_MAKE
    MATTER_SEE = watch.MATTER_SEE
    MATTER_DECIDE = watch.MATTER_DECIDE
    SANCTION_SEE = watch.SANCTION_SEE
    SANCTION_IMPOSE = watch.SANCTION_IMPOSE
    SANCTION_APPEAL = watch.SANCTION_APPEAL
    SANCTION_JUDGE = watch.SANCTION_JUDGE
    POST_RELEASE = watch.POST_RELEASE

    ORGANISATION_EDIT = ("organisation.edit", msg("edit an organisation"), msg("Administrators."))
    ORGANISATION_INVITE = (
        "organisation.invite",
        msg("invite people to an organisation"),
        msg("Coordinators of the organisation, administrators."),
    )
    ORGANISATION_ADMIT = (
        "organisation.admit",
        msg("decide on requests to join and change roles"),
        msg("Coordinators of the organisation, administrators."),
    )
    ORGANISATION_SEE_PEOPLE = (
        "organisation.see_people",
        msg("see who belongs to an organisation"),
        msg("Members of the organisation, administrators."),
    )
    ORGANISATION_EXPORT = (
        "organisation.export",
        msg("export everything of an organisation"),
        msg("Coordinators of the organisation, administrators."),
    )
    ORGANISATION_JOIN = ("organisation.join", msg("ask to join an organisation"), msg("Signed-in people."))
    ACCOUNT_ENTER = ("account.enter", msg("register, sign in or use a mailed link"), msg("Everyone."))
    PERSON_EDIT = ("person.edit", msg("change one's own account"), msg("The person herself."))
    PERSON_MANAGE = ("person.manage", msg("suspend people and give platform roles"), msg("Administrators."))
    TOKEN_CREATE = ("token.create", msg("make and revoke one's own API tokens"), msg("Signed-in people."))
    GLOSSARY_EDIT = ("glossary.edit", msg("edit the glossary"), msg("Administrators."))
    REFERENCE_LOAD = ("reference.load", msg("load reference data"), msg("Administrators."))
    REMINDER_SEND = ("reminder.send", msg("remind people of what is due"), msg("The platform itself."))
    PLATFORM_BACK_UP = (
        "platform.back_up",
        msg("back up or restore the whole platform"),
        msg("Its operators, on the command line."),
    )
    AUDIT_READ = ("audit.read", msg("read the audit log"), msg("Moderators, the secretariat, administrators."))
