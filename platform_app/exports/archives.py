"""Archives that can be trusted: a tar with a manifest, looked through whole before anything is taken out of it.

Written under another name and renamed when it is whole and on disk; read without believing a word of it.
"""

import io
import json
import os
import re
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Annotated, Any, BinaryIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import WHOLE
from platform_app.kernel.messages import Message, msg

MANIFEST = "manifest.json"
LARGEST_MANIFEST = 512 * 1024 * 1024
BLOCK = 1024 * 1024
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")


class Member(BaseModel):
    """One file of an archive."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(max_length=300)]
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Manifest(BaseModel):
    """What an archive says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: str
    version: int
    made_at: str
    facts: dict[str, Any]
    members: list[Member]


class Writer:
    """Puts files into an archive and remembers what they were."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: list[Member] = []

    def add(self, name: str, size: int, source: IO[bytes] | Iterable[bytes]) -> Member:
        """Put `size` bytes in; more or fewer of them are an error, since tar says the size first."""
        assert _NAME.fullmatch(name), name
        hashing = _Hashing(source)
        about = tarfile.TarInfo(name)
        about.size, about.mode = size, 0o600
        self._tar.addfile(about, hashing)  # type: ignore[arg-type]
        member = Member(name=name, size=size, sha256=hashing.digest.hexdigest())
        self.members.append(member)
        return member

    def add_file(self, name: str, path: Path) -> Member:
        """Put a file of this machine in."""
        with path.open("rb") as source:
            return self.add(name, path.stat().st_size, source)


class _Hashing:
    """A stream that is hashed as it is read."""

    def __init__(self, source: IO[bytes] | Iterable[bytes]) -> None:
        self.digest = sha256()
        self._blocks = iter(lambda: source.read(BLOCK), b"") if hasattr(source, "read") else iter(source)
        self._rest = b""

    def read(self, size: int) -> bytes:
        while len(self._rest) < size and (block := next(self._blocks, b"")):
            self._rest += block
        part, self._rest = self._rest[:size], self._rest[size:]
        self.digest.update(part)
        return part


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """An archive that appears under its name when the block ends well; `.gz` or `.tgz` at its end compresses it.

    Raises:
        Invalid: there is something of this name, or no such folder.
    """
    if path.exists():
        raise Invalid.one(WHOLE, msg("{path} is there already; nothing was written.", path=str(path)))
    if not path.parent.is_dir():
        raise Invalid.one(WHOLE, msg("There is no folder {path}.", path=str(path.parent)))
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("xb") as target:
            with tarfile.open(fileobj=target, mode="w:gz" if _is_compressed(path) else "w") as tar:
                yield Writer(tar)
            target.flush()
            os.fsync(target.fileno())
        os.rename(temporary, path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def seal(writer: Writer, kind: str, version: int, made_at: str, facts: dict[str, Any]) -> Manifest:
    """Write the manifest, which comes last because it knows everything before it."""
    manifest = Manifest(format=kind, version=version, made_at=made_at, facts=facts, members=list(writer.members))
    body = manifest.model_dump_json(indent=1).encode()
    writer.add(MANIFEST, len(body), io.BytesIO(body))
    return manifest


@contextmanager
def checked(path: Path, kind: str, version: int) -> Iterator[tuple[Manifest, tarfile.TarFile]]:
    """An archive of which every byte is what its manifest says.

    Raises:
        Invalid: it is not there, of another kind, newer than this program, or damaged; the message says how.
    """
    with ExitStack() as opened:
        try:
            tar = opened.enter_context(tarfile.open(path, mode="r:*"))
            manifest = _manifest(tar, kind, version)
            _check_members(tar, manifest)
        except FileNotFoundError:
            raise Invalid.one(WHOLE, msg("There is no file {path}.", path=str(path))) from None
        except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
            raise damaged(msg("it cannot be read to its end ({error})", error=str(error))) from None
        yield manifest, tar


def open_member(tar: tarfile.TarFile, name: str) -> BinaryIO:
    """The content of a member of a checked archive."""
    found = tar.extractfile(name)
    assert found is not None, name
    return found  # type: ignore[return-value]


def damaged(how: Message) -> Invalid:
    """The refusal of an archive, before anything was done with it."""
    return Invalid.one(WHOLE, msg("The archive is damaged: {how}. Nothing was written.", how=how))


def sync_folder(folder: Path) -> None:
    """Have the disk keep the names in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_compressed(path: Path) -> bool:
    return path.name.endswith((".gz", ".tgz"))


def _manifest(tar: tarfile.TarFile, kind: str, version: int) -> Manifest:
    try:
        about = tar.getmember(MANIFEST)
    except KeyError:
        raise damaged(msg("it has no {name}", name=MANIFEST)) from None
    if not about.isreg() or about.size > LARGEST_MANIFEST:
        raise damaged(msg("its {name} is none", name=MANIFEST))
    try:
        raw = json.loads(open_member(tar, MANIFEST).read())
        found = (raw.get("format"), raw.get("version")) if isinstance(raw, dict) else (None, None)
        if found[0] == kind and isinstance(found[1], int) and found[1] > version:
            raise Invalid.one(WHOLE, msg("The archive was made by a newer version. Update first; nothing was written."))
        if found != (kind, version):
            raise Invalid.one(WHOLE, msg("This is an archive of another kind. Nothing was written."))
        return Manifest.model_validate(raw)
    except (ValueError, ValidationError, RecursionError):
        raise damaged(msg("its {name} is none", name=MANIFEST)) from None


def _check_members(tar: tarfile.TarFile, manifest: Manifest) -> None:
    wanted = {member.name: member for member in manifest.members}
    found = set()
    for about in tar:
        if about.name == MANIFEST:
            continue
        member = wanted.get(about.name)
        if (
            not about.isreg()
            or about.issparse()
            or member is None
            or about.name in found
            or not _NAME.fullmatch(about.name)
        ):
            raise damaged(msg("{name} does not belong in it", name=about.name))
        if about.size != member.size or _digest(tar, about) != member.sha256:
            raise damaged(msg("{name} is not what it was", name=about.name))
        found.add(about.name)
    if lost := sorted(wanted.keys() - found):
        raise damaged(msg("{name} is missing", name=lost[0]))


def _digest(tar: tarfile.TarFile, about: tarfile.TarInfo) -> str:
    digest, source = sha256(), tar.extractfile(about)
    assert source is not None
    while block := source.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()
