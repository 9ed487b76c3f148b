"""The whole platform in one archive, taken while people work, and back from it into an empty place.

Files are copied before the database and once more after it: what the database speaks of is in the archive, whatever
happened in between. Nothing is touched by a restore before every byte of the archive has been checked.
"""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tarfile import TarFile

from alembic.script import ScriptDirectory
from alembic.util import CommandError

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.config import ROOT
from platform_app.exports import archives, dumps
from platform_app.exports.archives import Manifest, Writer
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid
from platform_app.kernel.inputs import WHOLE
from platform_app.kernel.messages import msg
from platform_app.media import storage
from platform_app.media.places import CONTENT, VARIANTS, content_name, digest_of
from platform_app.media.storage import Store
from platform_app.search import maintenance

KIND, VERSION = "city-exchange-backup", 1
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
FILES = "files/"


@dataclass(frozen=True)
class Taken:
    """What an archive holds; `lost` are digests that the database speaks of and the store did not have."""

    manifest: Manifest
    files: int
    size: int
    lost: tuple[str, ...]


@dataclass(frozen=True)
class Restored:
    """What was restored. `differences` are keys in which the index differs from the database, after it was built."""

    manifest: Manifest
    files: int
    documents: int
    lost: tuple[str, ...]
    differences: tuple[str, ...]


def back_up(actor: Actor, path: Path) -> Taken:
    """Write database and files into a new archive. Others may read and write meanwhile.

    Raises:
        Invalid: there is a file of this name, or no such folder.
        Conflict: the database cannot be dumped; the message says why.
    """
    require(actor, P.PLATFORM_BACK_UP)
    with archives.writing(path) as archive, tempfile.TemporaryDirectory(dir=path.parent) as folder:
        store = storage.installed()
        copied = {name for part in (CONTENT, VARIANTS) for name in _copy(archive, store, part)}
        dumped = Path(folder) / "dump"
        found = dumps.dump(dumped)
        archive.add_file(DATABASES[found.dialect], dumped)
        names = [content_name(digest) for digest in found.digests]
        copied |= {name for name in names if name not in copied and _add(archive, store, name)}
        lost = tuple(digest_of(name) or name for name in names if name not in copied)
        facts = {
            "app": version("city-exchange"),
            "dialect": found.dialect,
            "revision": found.revision,
            "lost": list(lost),
        }
        manifest = archives.seal(archive, KIND, VERSION, clock.now().isoformat(), facts)
    return Taken(manifest, len(copied), path.stat().st_size, lost)


def restore(actor: Actor, path: Path, migrate: Callable[[], None]) -> Restored:
    """Make this empty platform what an archive holds; `migrate` brings its tables up to date.

    Raises:
        Invalid: the archive is damaged, of another kind of database or too new. Nothing was written.
        Conflict: the place is not empty. Nothing was written.
    """
    require(actor, P.PLATFORM_BACK_UP)
    with archives.checked(path, KIND, VERSION) as (manifest, tar), ExitStack() as undo:
        _check_fits(manifest)
        _check_empty()
        files = [member.name for member in manifest.members if member.name.startswith(FILES)]
        for name in files:
            undo.callback(storage.installed().remove, name.removeprefix(FILES))
            _put(tar, name)
        with tempfile.TemporaryDirectory() as folder:
            dumped = Path(folder) / "dump"
            with archives.open_member(tar, DATABASES[db.engine.dialect.name]) as source, dumped.open("wb") as target:
                shutil.copyfileobj(source, target)
            dumps.load(dumped)
        undo.pop_all()  # from here on the files belong to the database
    migrate()
    documents = maintenance.rebuild()
    found = maintenance.verify()
    return Restored(manifest, len(files), documents, missing_files(actor), (*found.missing, *found.outdated))


def missing_files(actor: Actor) -> tuple[str, ...]:
    """Digests of files that the database speaks of and the store lacks."""
    require(actor, P.PLATFORM_BACK_UP)
    store = storage.installed()
    return tuple(digest for digest in dumps.digests() if not store.has(digest))


def _copy(archive: Writer, store: Store, part: str) -> list[str]:
    names = [entry.name for entry in store.entries(part) if digest_of(entry.name)]
    return [name for name in names if _add(archive, store, name)]


def _add(archive: Writer, store: Store, name: str) -> bool:
    """Put a file of the store in; False where it is gone meanwhile."""
    size = store.size_of(name)
    if size is None:
        return False
    member = archive.add(FILES + name, size, store.read(name, 0, size))
    if name.startswith(CONTENT) and member.sha256 != digest_of(name):
        raise Conflict(
            msg("The file {name} in the store is damaged. Nothing was written; see “flask files check”.", name=name),
            "file_damaged",
        )
    return True


def _put(tar: TarFile, name: str) -> None:
    store, own = storage.installed(), name.removeprefix(FILES)
    with archives.open_member(tar, name) as source:
        if own.startswith(CONTENT):
            store.put(source)
        else:
            store.put_as(own, source.read())


def _check_fits(manifest: Manifest) -> None:
    dialect = db.engine.dialect.name
    if manifest.facts.get("dialect") != dialect:
        raise Invalid.one(
            WHOLE,
            msg(
                "The archive holds a {theirs} database and this platform has {own}. Nothing was written.",
                theirs=str(manifest.facts.get("dialect")),
                own=dialect,
            ),
        )
    try:
        ScriptDirectory(str(ROOT / "migrations")).get_revision(str(manifest.facts.get("revision")))
    except CommandError:
        sentence = msg("The archive was made by a newer version. Update first; nothing was written.")
        raise Invalid.one(WHOLE, sentence) from None
    names = {member.name for member in manifest.members}
    if DATABASES[dialect] not in names or not all(_belongs(name) for name in names):
        raise archives.damaged(msg("it is made of other parts than a backup"))


def _belongs(name: str) -> bool:
    own = name.removeprefix(FILES)
    if name in DATABASES.values():
        return True
    return name.startswith(FILES) and digest_of(own) is not None and own.split("/")[0] in (CONTENT, VARIANTS)


def _check_empty() -> None:
    is_empty = dumps.is_empty()
    db.session.remove()
    if not is_empty:
        raise Conflict(
            msg("The database has tables already. Restore into an empty one; nothing was written."), "not_empty"
        )
    if next(storage.installed().entries(CONTENT), None):
        raise Conflict(msg("The store has files already. Restore into an empty one; nothing was written."), "not_empty")
