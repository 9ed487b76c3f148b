"""Who is told of what: for each event its teller, which puts notices for all readers by a statement each.

The order within a teller is the order of what a notice says: who is mentioned is told that, and not once more that
there is a reply. Whether a reader may see the thing is asked when she reads it and when mail is written.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import exists, select

from platform_app.accounts.models import Person
from platform_app.cases.models import Case, CaseRevision
from platform_app.exchange.models import Post, Thread
from platform_app.following import people, subjects, telling_official
from platform_app.following.models import NoticeJob
from platform_app.following.putting import Draft, follow_by_itself, put
from platform_app.kernel.db import db


def _thread_started(job: NoticeJob) -> None:
    thread = db.session.get(Thread, job.subject_id)
    first = db.session.get(Post, job.detail_id) if job.detail_id else None
    if thread and first:
        _of_post(job, thread, first)


def _post_written(job: NoticeJob) -> None:
    post = db.session.get(Post, job.subject_id)
    thread = db.session.get(Thread, post.thread_id) if post else None
    if thread and post:
        _of_post(job, thread, post)


def _of_post(job: NoticeJob, thread: Thread, post: Post) -> None:
    """A post that is not shown yet is told of when it is released, and then as its author's."""
    if post.status != "shown" or thread.status != "open":
        return
    job.actor_id, job.actor_name = post.author_id, post.author_name
    follow_by_itself(people.author(post.id), ("thread", str(thread.id)))
    _mentions(job, thread, post)
    draft = _draft(thread, post, "replies", "reply")
    if post.no == 1:
        refs = subjects.of_thread(thread)
        started = replace(draft, kind="followed", what="thread_started", mutes=refs)
        put(job, started, people.followers(refs[1:]))  # who follows the thread itself has found it already
        return
    put(job, replace(draft, what="reply_to_you"), people.author(post.in_reply_to_id))
    put(job, draft, people.followers(draft.mutes))


def _post_edited(job: NoticeJob) -> None:
    """Whom the new text mentions for the first time."""
    post = db.session.get(Post, job.subject_id)
    thread = db.session.get(Thread, post.thread_id) if post else None
    if thread and post and post.status == "shown" and thread.status == "open":
        _mentions(job, thread, post)


def _mentions(job: NoticeJob, thread: Thread, post: Post) -> None:
    draft = _draft(thread, post, "mentions", "mention")
    put(job, draft, people.mentioned(post.id))
    put(job, replace(draft, what="organisation_mention"), people.coordinators_mentioned(post.id))


def _thread_merged(job: NoticeJob) -> None:
    """Who followed it follows where it went."""
    thread = db.session.get(Thread, job.subject_id)
    if thread and thread.status == "merged" and thread.target_id:
        follow_by_itself(people.followers([("thread", str(thread.id))]), ("thread", str(thread.target_id)))


def _answer_accepted(job: NoticeJob) -> None:
    thread = db.session.get(Thread, job.subject_id)
    post = db.session.get(Post, job.detail_id) if job.detail_id else None
    if thread is None or post is None or thread.accepted_post_id != post.id:
        return
    draft = _draft(thread, post, "answers", "accepted")
    draft = replace(draft, occasion=f"accepted:{post.id}")
    put(job, replace(draft, what="yours_accepted"), people.author(post.id))
    put(job, draft, people.followers(draft.mutes))


def _case_created(job: NoticeJob) -> None:
    _follow_own(db.session.get(Case, job.subject_id))


def _case_published(job: NoticeJob) -> None:
    """The first time to all who follow what it lies in, later to those who follow the case itself."""
    case = db.session.get(Case, job.subject_id)
    if case is None or case.status != "published":
        return
    _follow_own(case)
    draft = _of_case(case, "case_published", f"published:{case.id}:{job.detail_id}")
    if _was_published_before(job):
        own = draft.mutes[:1]
        put(job, replace(draft, what="case_revised", mutes=own), people.followers(own))
    else:
        put(job, draft, people.followers(draft.mutes))


def _case_featured(job: NoticeJob) -> None:
    case = db.session.get(Case, job.subject_id)
    if case and case.featured_at:
        draft = _of_case(case, "case_featured", f"featured:{case.id}:{case.featured_at:%Y%m%dT%H%M%S}")
        put(job, draft, people.followers(draft.mutes))


def _case_announced(job: NoticeJob) -> None:
    case = db.session.get(Case, job.subject_id)
    if case and case.announced_at:
        draft = _of_case(case, "case_announced", f"announced:{case.id}:{case.announced_at:%Y%m%dT%H%M%S}")
        put(job, replace(draft, lettered=case.org_id), people.followers(draft.mutes))


def _moderated(job: NoticeJob) -> None:
    """One person, by name. What she wrote is hers to see, whatever became of it."""
    post = db.session.get(Post, job.subject_id) if job.subject_kind == "post" else None
    kind, number = ("thread", post.thread_id) if post else (job.subject_kind, job.subject_id)
    occasion = f"moderated:{job.subject_kind}:{job.subject_id}:{job.at:%Y%m%dT%H%M%S.%f}"
    draft = Draft("moderation", "moderated", occasion, f"{kind}:{number}", kind, number, (), note=job.note)
    her = select(Person.id).where(Person.id == job.person_id)
    put(job, replace(draft, post_id=post.id if post else None), her)


TELLERS: Mapping[str, Callable[[NoticeJob], None]] = {
    "ThreadStarted": _thread_started,
    "ThreadReleased": _thread_started,
    "PostWritten": _post_written,
    "PostReleased": _post_written,
    "PostShownAgain": _post_written,
    "PostEdited": _post_edited,
    "ThreadMerged": _thread_merged,
    "AnswerAccepted": _answer_accepted,
    "CaseCreated": _case_created,
    "CasePublished": _case_published,
    "CaseFeatured": _case_featured,
    "CaseAnnounced": _case_announced,
    "Moderated": _moderated,
    **dict.fromkeys(telling_official.OFFICIAL, telling_official.tell),
}


def _draft(thread: Thread, post: Post, kind: str, what: str) -> Draft:
    own = ("thread", str(thread.id))
    return Draft(kind, what, f"post:{post.id}", f"thread:{thread.id}", "thread", thread.id, (own,), post_id=post.id)


def _of_case(case: Case, what: str, occasion: str) -> Draft:
    return Draft("followed", what, occasion, f"case:{case.id}", "case", case.id, subjects.of_case(case))


def _follow_own(case: Case | None) -> None:
    if case and case.author_id:
        follow_by_itself(select(Person.id).where(Person.id == case.author_id), ("case", str(case.id)))


def _was_published_before(job: NoticeJob) -> bool:
    earlier = (CaseRevision.case_id == job.subject_id, CaseRevision.published_at.is_not(None))
    return bool(db.session.scalar(select(exists().where(*earlier, CaseRevision.id < (job.detail_id or 0)))))
