"""Where the bytes of files lie: under their SHA-256, in a local folder or in an S3-compatible store, through fsspec.

Only this file knows fsspec. A name appears in the store only when all its bytes are there and on disk.
"""

import logging
import os
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

import fsspec

from platform_app.config import Misconfigured, Settings
from platform_app.kernel.errors import NotFound
from platform_app.kernel.messages import msg
from platform_app.media.places import CONTENT, INCOMING, content_name

log = logging.getLogger(__name__)
BLOCK = 256 * 1024


class Missing(NotFound):
    """The store has no such bytes, though a row says so; `flask files check` lists all of these."""

    code = "file_lost"

    def __init__(self, name: str) -> None:
        super().__init__(msg("The content of this file is lost. The operators of the site can see that."))
        log.error("the store has no %s", name)


@dataclass(frozen=True)
class Stored:
    """What was put: its name in the store, and how many bytes it has."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Entry:
    """Something that lies in the store; `name` is relative to its root."""

    name: str
    size: int
    changed_at: datetime

    @property
    def sha256(self) -> str | None:
        """Which content it is; None for a leftover."""
        digest = posixpath.basename(self.name)
        return digest if self.name == content_name(digest) else None


class Store:
    """A folder of content, variants and what is still coming in."""

    def __init__(self, url: str, **options: Any) -> None:
        self.url = url
        self._options = options
        self._opened: tuple[int, Any, str] | None = None
        self.is_local = "://" not in url or url.startswith("file://")

    def put(self, source: BinaryIO) -> Stored:
        """Keep all of a stream, durably. The same content again renews its age and takes no more room."""
        digest, size = sha256(), 0
        with self._arriving() as (temporary, target):
            while block := source.read(BLOCK):
                digest.update(block)
                size += len(block)
                target.write(block)
            self._settle(temporary, target, content_name(digest.hexdigest()))
        return Stored(digest.hexdigest(), size)

    def put_as(self, name: str, data: bytes) -> None:
        """Keep something made out of content under a name of its own, in place of what was there."""
        with self._arriving() as (temporary, target):
            target.write(data)
            self._settle(temporary, target, name)

    def has(self, digest: str) -> bool:
        """Whether this content is there."""
        return self.size_of(content_name(digest)) is not None

    def size_of(self, name: str) -> int | None:
        """How many bytes lie under a name; None = there is nothing."""
        try:
            self._fs.invalidate_cache()
            return int(self._fs.info(self._path(name))["size"])
        except FileNotFoundError:
            return None

    def open(self, digest: str) -> BinaryIO:
        """The content as a file that can be read from any place.

        Raises:
            Missing: it is not there.
        """
        return self._open(content_name(digest))

    def read(self, name: str, start: int, end: int) -> Iterator[bytes]:
        """Bytes `start` to before `end`, a block at a time. The first block is there when this returns.

        Raises:
            Missing: it is not there.
        """
        file = self._open(name)
        file.seek(start)
        return _blocks(file, end - start)

    def entries(self, folder: str = CONTENT) -> Iterator[Entry]:
        """Everything that lies in `content`, `variants` or `incoming`."""
        root = self._path(folder)
        self._fs.invalidate_cache()
        with suppress(FileNotFoundError):
            for path, about in self._fs.find(root, detail=True).items():
                name = f"{folder}/{posixpath.relpath(path, root)}"
                yield Entry(name, int(about["size"]), _moment(about))

    def remove(self, name: str) -> None:
        """Take something out; what is not there is no matter."""
        with suppress(FileNotFoundError):
            self._fs.rm_file(self._path(name))

    @property
    def _fs(self) -> Any:
        """Opened once in each process: the connections of another one must not be shared after a fork."""
        if self._opened is None or self._opened[0] != os.getpid():
            fs, root = fsspec.core.url_to_fs(self.url, skip_instance_cache=True, **self._options)
            self._opened = (os.getpid(), fs, str(root))
        return self._opened[1]

    def _path(self, name: str) -> str:
        assert self._fs is not None
        assert self._opened is not None
        return f"{self._opened[2].rstrip('/')}/{name}"

    def _open(self, name: str) -> BinaryIO:
        try:
            file: BinaryIO = self._fs.open(self._path(name), "rb", block_size=BLOCK)
        except FileNotFoundError:
            raise Missing(name) from None
        return file

    def _make_folder(self, path: str) -> None:
        if self.is_local:
            folder = Path(path).parent
            if not folder.is_dir():
                folder.mkdir(parents=True, exist_ok=True)
                _sync_folder(folder.parent)

    @contextmanager
    def _arriving(self) -> Iterator[tuple[str, Any]]:
        """A file under a name that nobody looks at; whatever happens, the name is gone at the end."""
        temporary = self._path(f"{INCOMING}/{uuid4().hex}")
        self._make_folder(temporary)
        target = self._fs.open(temporary, "wb")
        try:
            yield temporary, target
        finally:
            with suppress(OSError):
                target.close()
            with suppress(OSError):
                self._fs.rm_file(temporary)

    def _settle(self, temporary: str, target: Any, name: str) -> None:
        """Let it appear under its name at once; an S3 store copies, and shows the copy when it is whole."""
        path = self._path(name)
        if not self.is_local:
            target.close()
            self._fs.mv(temporary, path)
            return
        target.flush()
        os.fsync(target.fileno())
        target.close()
        self._make_folder(path)
        os.replace(temporary, path)
        _sync_folder(Path(path).parent)


_installed: Store | None = None


def install(settings: Settings) -> Store:
    """Choose the store by the settings; installing again replaces it.

    Raises:
        Misconfigured: the address is of no store that can be used, or its package is not installed.
    """
    global _installed
    _installed = store_of(settings)
    return _installed


def installed() -> Store:
    """What `install` chose."""
    assert _installed is not None, "media.storage.install comes first"
    return _installed


def store_of(settings: Settings) -> Store:
    """The store that some settings describe."""
    url = settings.files_url or str(Path(settings.instance_path).resolve() / "files")
    scheme, has_scheme, _ = url.partition("://")
    if not has_scheme or scheme == "file":
        return Store(url)
    if scheme != "s3":
        raise Misconfigured("FILES_URL must be a folder or s3://bucket/prefix")
    try:
        import s3fs  # noqa: F401
    except ImportError as error:
        raise Misconfigured("FILES_URL=s3://… needs its package: pip install 'city-exchange[s3]'") from error
    given = {
        "key": settings.files_s3_key,
        "secret": settings.files_s3_secret,
        "endpoint_url": settings.files_s3_endpoint,
    }
    return Store(url, **{name: value for name, value in given.items() if value})


def _blocks(file: BinaryIO, left: int) -> Iterator[bytes]:
    with file:
        while left > 0 and (block := file.read(min(left, BLOCK))):
            left -= len(block)
            yield block


def _moment(about: Any) -> datetime:
    changed = about.get("LastModified") or about.get("mtime") or 0
    return changed if isinstance(changed, datetime) else datetime.fromtimestamp(float(changed), UTC)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
