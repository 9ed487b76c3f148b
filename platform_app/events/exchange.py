"""What can happen to threads, to their posts and to what comes out of them."""

from dataclasses import dataclass

from platform_app.events.base import Event


@dataclass(frozen=True)
class ThreadEvent(Event):
    """Something that happened to a thread; `post_id` is the post it is about, if it is about one."""

    subject_kind = "thread"

    post_id: int | None = None


class ThreadStarted(ThreadEvent):
    """A thread was opened with its first post."""


class ThreadEdited(ThreadEvent):
    """Its title, tags or readers were changed."""


class ThreadLocked(ThreadEvent):
    """No more posts, with a reason."""


class ThreadUnlocked(ThreadEvent):
    """Posts are welcome again."""


class ThreadPinned(ThreadEvent):
    """It stands on top, in its field or everywhere."""


class ThreadUnpinned(ThreadEvent):
    """It stands on top no longer."""


class ThreadMoved(ThreadEvent):
    """It was put under another field or kind, or back."""


class ThreadMerged(ThreadEvent):
    """Its posts were moved to the end of another thread."""


class ThreadMergeUndone(ThreadEvent):
    """The posts that a merge had moved came back."""


class ThreadSplit(ThreadEvent):
    """Some of its posts became a thread of their own."""


class ThreadSplitUndone(ThreadEvent):
    """The posts that a split had moved came back."""


class ThreadClosedAsDuplicate(ThreadEvent):
    """The same is talked about elsewhere, where its page leads."""


class ThreadReopened(ThreadEvent):
    """It is a duplicate no longer."""


class ThreadHidden(ThreadEvent):
    """A moderator hid it from readers, with a reason."""


class ThreadShownAgain(ThreadEvent):
    """A hidden thread is in sight again."""


class AnswerAccepted(ThreadEvent):
    """The asker accepted one answer."""


class AnswerUnaccepted(ThreadEvent):
    """It is the accepted answer no longer."""


class ThreadsCounted(ThreadEvent):
    """Stored counters of threads and posts were set by their rows; of all of them, so the subject is 0."""


@dataclass(frozen=True)
class PostEvent(Event):
    """Something that happened to a post of a thread; `revision_id` is the post's text at that moment."""

    subject_kind = "post"

    thread_id: int = 0
    revision_id: int | None = None


class PostWritten(PostEvent):
    """Somebody replied."""


class PostEdited(PostEvent):
    """Its text was changed; the old one is kept."""


class PostDeleted(PostEvent):
    """Its author took it back; a tombstone stays."""


class PostHidden(PostEvent):
    """A moderator hid it from readers, with a reason."""


class PostShownAgain(PostEvent):
    """A hidden post is in sight again."""


class PostReacted(PostEvent):
    """Somebody gave it a sign: thanks, agreement."""


class PostReactionTakenBack(PostEvent):
    """And took it back."""


@dataclass(frozen=True)
class ProposalEvent(Event):
    """Something that happened to a proposal made of an accepted answer."""

    subject_kind = "proposal"

    thread_id: int = 0


class LessonProposed(ProposalEvent):
    """An answer was proposed to a case's people as a lesson."""


class FaqProposed(ProposalEvent):
    """An answer was proposed as an entry of the frequent questions."""


class ProposalTaken(ProposalEvent):
    """It was taken: into the newest revision of the case, or among the frequent questions."""


class ProposalDeclined(ProposalEvent):
    """It was declined with a reason."""


class ProposalWithdrawn(ProposalEvent):
    """A frequent question was taken out again."""
