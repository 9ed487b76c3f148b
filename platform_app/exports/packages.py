"""An organisation's ZIP, read without believing it: names, sizes and checksums are right before anything is written."""

import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, BinaryIO, cast

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from platform_app.accounts.inputs import NewOrganisation
from platform_app.exports.archives import damaged
from platform_app.exports.organisations import BLOCK, FILES, KIND, RECORD, SUMS, VERSION
from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import WHOLE, invalid
from platform_app.kernel.messages import msg
from platform_app.standards.inputs import NewField, NewStandard

LARGEST_RECORD = 256 * 1024 * 1024
LARGEST_FILE = 20 * 1024 * 1024
MOST_MEMBERS = 50_000
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
_MEMBER = re.compile(r"files/[0-9a-f]{64}")


class Part(BaseModel):
    """Base of what an export says. Parts it does not know are none of this version's business."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class SentRevision(Part):
    """One save of a case."""

    no: int
    content: dict[str, Any]
    author_name: Annotated[str, Field(max_length=80)]
    note: Annotated[str, Field(max_length=200)] | None = None
    at: AwareDatetime
    published_at: AwareDatetime | None = None


class SentFile(Part):
    """A file of a case."""

    id: int
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    name: Annotated[str, Field(max_length=150)]
    size: Annotated[int, Field(ge=0, le=LARGEST_FILE)]


class SentCase(Part):
    """A case with everything it ever said. `name` is what it is called wherever it goes."""

    id: int
    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{1,79}$")]
    status: str
    published_no: int | None = None
    published_at: AwareDatetime | None = None
    revisions: Annotated[list[SentRevision], Field(min_length=1)]
    files: list[SentFile] = []


class Sent(Part):
    """The record of an organisation."""

    organisation: NewOrganisation
    fields: list[NewField] = []
    standards: list[NewStandard] = []
    cases: list[SentCase]
    models: dict[str, str] = {}


@dataclass(frozen=True)
class Checked:
    """A ZIP of which every byte is what its list of checksums says."""

    sent: Sent
    archive: zipfile.ZipFile

    def open(self, digest: str) -> BinaryIO:
        """A file of it; it ends where its checked size ends."""
        return cast(BinaryIO, self.archive.open(FILES + digest))


@contextmanager
def checked(path: Path) -> Iterator[Checked]:
    """Look through a whole ZIP.

    Raises:
        Invalid: it is not there, of another kind, or damaged; the message says how.
    """
    if not path.is_file():
        raise Invalid.one(WHOLE, msg("There is no file {path}.", path=str(path)))
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise damaged(msg("it cannot be read to its end ({error})", error=str(error))) from None
    with archive:
        try:
            sent = _look_through(archive)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise damaged(msg("it cannot be read to its end ({error})", error=str(error))) from None
        yield Checked(sent, archive)


def _look_through(archive: zipfile.ZipFile) -> Sent:
    members = archive.infolist()
    names = [about.filename for about in members]
    for name in names:
        if name not in (RECORD, SUMS) and not _MEMBER.fullmatch(name):
            raise damaged(msg("{name} does not belong in it", name=name))
    if len(set(names)) != len(names) or len(names) > MOST_MEMBERS:
        raise damaged(msg("it has a part twice, or too many"))
    for needed in (RECORD, SUMS):
        if needed not in names:
            raise damaged(msg("{name} is missing", name=needed))
    sums = _sums(_bounded(archive, SUMS, LARGEST_RECORD))
    if set(sums) != set(names) - {SUMS}:
        lost = sorted(set(sums) ^ (set(names) - {SUMS}))[0]
        raise damaged(msg("{name} is missing", name=lost))
    sizes = {name: _check(archive, name, digest) for name, digest in sums.items()}
    sent = _record(_bounded(archive, RECORD, LARGEST_RECORD))
    for case in sent.cases:
        for file in case.files:
            if sizes.get(FILES + file.sha256) != file.size:
                raise damaged(msg("{name} is missing", name=FILES + file.sha256))
    return sent


def _sums(text: bytes) -> dict[str, str]:
    found = {}
    for line in text.decode("utf-8", "replace").splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            raise damaged(msg("its {name} is none", name=SUMS))
        found[match[2]] = match[1]
    return found


def _check(archive: zipfile.ZipFile, name: str, wanted: str) -> int:
    """Read a part to its end or its limit, whatever size it claims: a bomb is found before it has grown."""
    limit, size, digest = LARGEST_RECORD if name == RECORD else LARGEST_FILE, 0, sha256()
    with archive.open(name) as source:
        while block := source.read(BLOCK):
            size += len(block)
            digest.update(block)
            if size > limit:
                raise damaged(msg("{name} is larger than anything here may be", name=name))
    own = name.removeprefix(FILES)
    if digest.hexdigest() != wanted or (name != RECORD and own != wanted):
        raise damaged(msg("{name} is not what it was", name=name))
    return size


def _bounded(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    with archive.open(name) as source:
        read = source.read(limit + 1)
    if len(read) > limit:
        raise damaged(msg("{name} is larger than anything here may be", name=name))
    return read


def _record(body: bytes) -> Sent:
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        raise damaged(msg("its {name} is none", name=RECORD)) from None
    if not isinstance(raw, dict) or raw.get("format") != KIND:
        raise Invalid.one(WHOLE, msg("This is not an organisation's export. Nothing was written."))
    if raw.get("version") != VERSION:
        raise Invalid.one(WHOLE, msg("The export was made by another version. Nothing was written."))
    try:
        return Sent.model_validate(raw)
    except ValidationError as error:
        raise invalid(error.errors(include_url=False)) from None
