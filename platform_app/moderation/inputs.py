"""What callers send to the audit log: which lines they want to read."""

from typing import Annotated, Any

from pydantic import Field

from platform_app.kernel.inputs import Input, Line

Word = Annotated[Line, Field(max_length=200)]


class AuditFilter(Input):
    """Which lines of the log; None = not narrowed by it."""

    subject_kind: Word | None = Field(None, description="`case`, `organisation`, `person`, …")
    subject_id: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    act: Word | None = Field(None, description="Name of the event, such as `CasePublished`")
    organisation: Word | None = Field(None, description="Code of the organisation it was done for or to")
    person: Word | None = Field(None, description="Id of who acted or was concerned, or part of the name of who acted")

    def chosen(self) -> dict[str, Any]:
        """The choices made, as `audit.lines` takes them."""
        return {name: value for name in AuditFilter.model_fields if (value := getattr(self, name)) is not None}
