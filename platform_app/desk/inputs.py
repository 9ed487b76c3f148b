"""What callers send to the desk: which part of a queue, a decision, a view to keep, a reason for use."""

from typing import Annotated, Any, Literal

from pydantic import Field

from platform_app.cases.inputs import EvidenceLevel, Form, Stage
from platform_app.kernel.inputs import Block, Input, Line

QueueKey = Literal[
    "to_sign_off", "changes_to_publish", "to_recommend", "to_look_through", "to_feature", "evidence", "overdue"
]
Act = Literal[
    "publish", "return", "recommend", "look", "set_aside", "unpublish", "archive", "feature", "confirm_evidence",
    "withdraw_featuring",
]  # fmt: skip
Claimed = Literal["mine", "free", "others"]
MOST_AT_ONCE = 50
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Code = Annotated[Line, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9_.-]+$")]


class DeskFilter(Input):
    """A queue, and to what it is narrowed; None = not at all."""

    queue: QueueKey
    field: Annotated[Line, Field(max_length=60)] | None = Field(None, description="Slug of the main field")
    province: Annotated[Line, Field(max_length=20)] | None = Field(None, description="Code of the province")
    stage: Stage | None = None
    form: Form | None = None
    claimed: Claimed | None = Field(None, description="`mine`, `free` (nobody is on it) or `others`")
    older_than: Annotated[int, Field(ge=1, le=3650)] | None = Field(None, description="Waiting for more days than this")

    def narrowed(self) -> dict[str, Any]:
        """The filters that are set, without the queue."""
        return self.model_dump(exclude_none=True, exclude={"queue"})


class Decision(Input):
    """One decision at the desk, on the revision that was read."""

    queue: QueueKey
    act: Act
    words: Block = Field("", description="The reason, statement or note that goes with the act")
    canned: Code | None = Field(None, description="Code of a reason ready for use, taken where `words` is empty")
    level: EvidenceLevel | None = Field(None, description="For `confirm_evidence`")
    ticked: list[Code] = Field([], max_length=20, description="What was checked, of the queue's checklist")
    revision: Number | None = Field(None, description="Number of the revision that was read; refused if it is old")


class BulkDecision(Input):
    """One act on several cases of a queue."""

    queue: QueueKey
    act: Act
    cases: list[Number] = Field(min_length=1, max_length=MOST_AT_ONCE)
    words: Block = ""
    canned: Code | None = None

    def decision(self) -> Decision:
        """The same as a decision about one of them."""
        return Decision(queue=self.queue, act=self.act, words=self.words, canned=self.canned)


class NewView(DeskFilter):
    """A queue with its filters, to be kept under a name."""

    name: Annotated[Line, Field(min_length=1, max_length=40)]


class NewReason(Input):
    """A reason ready for use."""

    act: Literal[
        "return", "unpublish", "archive", "withdraw_featuring", "withdraw_announcement", "hide", "warn", "silence"
    ]
    title_zh: Annotated[Line, Field(min_length=1, max_length=60)]
    title_en: Annotated[Line, Field(min_length=1, max_length=100)]
    text_zh: Annotated[Block, Field(min_length=1, max_length=900)]
    text_en: Annotated[Block, Field(min_length=1, max_length=1000)]
