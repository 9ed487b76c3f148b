"""What scripts send, made of plain values and cleaned as everywhere else."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from platform_app.cases.inputs import CaseContent, FileWords
from platform_app.exchange.inputs import NewPost, NewThread
from platform_app.kernel import inputs
from platform_app.media.keeping import Upload
from platform_app.moderation.inputs_reports import MatterDecision, NewReport
from platform_app.search.inputs import SearchRequest


class Writing:
    """Makes inputs: `platform.thread(title="…", text="…")`."""

    def case(self, content: Mapping[str, Any]) -> CaseContent:
        """What a case says, out of a dict, cleaned.

        Raises:
            Invalid: with a message for every field that is wrong, in `errors`.
        """
        return inputs.read(CaseContent, content)

    def thread(self, **content: Any) -> NewThread:
        """A thread with its first post, cleaned: `kind`, `title`, `text`, `field`, `subject`, `visibility` …

        Raises:
            Invalid: with a message for every field that is wrong.
        """
        return inputs.read(NewThread, content)

    def reply(self, text: str, **more: Any) -> NewPost:
        """A post, cleaned; `in_reply_to` is the post it answers.

        Raises:
            Invalid: it is too long, or nothing but quotes.
        """
        return inputs.read(NewPost, {"text": text, **more})

    def upload(self, path: str | Path) -> Upload:
        """A file of this machine, ready to be attached to a case."""
        place = Path(path)
        return Upload(BytesIO(place.read_bytes()), place.name)

    def words(self, **words: str) -> FileWords:
        """What is said of a file: `alt_zh`, `alt_en`, `caption_zh`, `caption_en`.

        Raises:
            Invalid: one of them is too long.
        """
        return inputs.read(FileWords, words)

    def report(self, kind: str, id: int, reason: str, words: str | None = None) -> NewReport:
        """What is wrong with what, for `platform.moderation.report`.

        Raises:
            Invalid: there is no such kind or reason.
        """
        return inputs.read(NewReport, {"kind": kind, "id": id, "reason": reason, "words": words})

    def decision(self, act: str, words: str, **parts: Any) -> MatterDecision:
        """What becomes of what was reported: `days` for a silence, `category` for the public log.

        Raises:
            Invalid: with a message for every part that is wrong.
        """
        return inputs.read(MatterDecision, {"act": act, "words": words, **parts})

    def question(self, q: str = "", **choices: Any) -> SearchRequest:
        """What to search for: words, and facets by name (`field="smart-city"`).

        Raises:
            Invalid: there is no such facet.
        """
        return inputs.read(SearchRequest, {"q": q, **choices})
