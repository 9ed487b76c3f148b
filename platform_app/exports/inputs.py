"""What callers send to take something away: in which form, and which cases a feed is of."""

from typing import Annotated, Literal

from pydantic import Field

from platform_app.cases.texts import Language
from platform_app.exports.cases import Name
from platform_app.kernel.inputs import Input, Line
from platform_app.search.inputs import Typed

Word = Annotated[Line, Field(max_length=120)]


class ExportRequest(Input):
    """In which form a case shall leave."""

    format: Name = Field(
        "md",
        description="`md`: Markdown that can be imported again; `jsonld`: schema.org; `docx`: a write-up for Word; "
        "`bibtex`, `ris`, `gbt7714`: how it is cited",
    )
    language: Language | None = Field(None, description="Of headings and of texts, where there are both; `md` has both")
    revision: Literal["public", "latest"] = Field("public", description="`latest`: with changes not yet published")


class MinutesExport(Input):
    """In which form minutes shall leave."""

    format: Literal["md", "html", "docx"] = Field(
        "docx", description="`md`: Markdown; `html`: one file that prints well; `docx`: for Word"
    )
    language: Language | None = Field(None, description="Where a text is missing in it, the other one is shown")


class FeedRequest(Input):
    """Which cases a feed is of; None = not narrowed by it. `featured=0` is no choice: all, featured or not."""

    field: Word | None = None
    organisation: Word | None = None
    q: Typed = ""
    featured: bool = False
    lang: Language = "zh"
    cursor: Annotated[str, Field(max_length=500)] | None = None
