"""What the tests of a case's files share: adding one, and who sees which."""

import io
from typing import Any

from platform_app.access.actor import Actor
from platform_app.cases import files, queries
from platform_app.cases.files import ShownFile
from platform_app.cases.inputs import FileWords
from platform_app.cases.models import Case
from platform_app.kernel.errors import NotFound
from platform_app.media import queries as media
from platform_app.media.keeping import Upload
from tests.media import samples

WORDS = FileWords(alt_zh="改造后的入口", alt_en="The entrance afterwards")


def attach(actor: Actor, case: Case, data: bytes = b"", name: str = "a.png", **options: Any) -> ShownFile:
    words = options.pop("words", WORDS)
    upload = Upload(io.BytesIO(data or samples.picture()), name)
    return files.attach(actor, case.id, upload, words, language=options.pop("language", "zh"), **options)


def shown(actor: Actor, case: Case, **which: Any) -> list[int]:
    return [each.file.id for each in files.of_reading(actor, queries.read(actor, case.id, **which))]


def sees(actor: Actor, file_id: int) -> bool:
    try:
        return bool(media.get(actor, file_id))
    except NotFound:
        return False
