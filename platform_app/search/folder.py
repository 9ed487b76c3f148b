"""The folder of an index on disk: one writer at a time, and a new generation beside the old one when it is rebuilt."""

import fcntl
import json
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platform_app.search.analysis import VERSION
from platform_app.search.engine import Busy

WAIT_SECONDS = 10.0
FIELDS = 2  # higher with every change of what an index holds: older ones are built anew


class IndexFolder:
    """`<root>/current` names the generation that is read; `<root>/lock` is held by the one who writes."""

    def __init__(self, root: str | Path, engine: str, *, wait: float = WAIT_SECONDS) -> None:
        self.root = Path(root) / engine
        self.engine = engine
        self.wait = wait
        self.root.mkdir(parents=True, exist_ok=True)
        self._held = threading.local()
        self._seen: tuple[tuple[int, int], Path | None] = ((0, 0), None)

    def generation(self) -> Path | None:
        """The folder to read, or None where there is no index that this version understands."""
        try:
            stat = os.stat(self.root / "current")
        except FileNotFoundError:
            return None
        stamp = (stat.st_mtime_ns, stat.st_ino)
        if self._seen[0] != stamp:
            self._seen = (stamp, self._read_current())
        return self._seen[1]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock; the system lets go of it when a process dies. Who holds it may take it again.

        Raises:
            Busy: somebody else held it for the whole waiting time.
        """
        if getattr(self._held, "lock", False):
            yield
            return
        with open(self.root / "lock", "a") as handle:
            self._acquire(handle.fileno())
            self._held.lock = True
            try:
                yield
            finally:
                self._held.lock = False

    def fresh(self) -> Path:
        """An empty folder for a new generation; leftovers of rebuilds that died are cleared away. Needs the lock."""
        current = self._read_current()
        for leftover in self.root.glob("g-*"):
            if leftover != current:
                shutil.rmtree(leftover, ignore_errors=True)
        made = self.root / f"g-{time.time_ns()}"
        made.mkdir()
        (made / "format.json").write_text(json.dumps(self._format()))
        return made

    def swap(self, made: Path) -> None:
        """Let readers see a new generation; those still reading the old one keep its open files."""
        old = self._read_current()
        sync(made)
        draft = self.root / "current.new"
        draft.write_text(made.name)
        os.replace(draft, self.root / "current")
        sync(self.root)
        if old and old != made:
            shutil.rmtree(old, ignore_errors=True)

    def _acquire(self, handle: int) -> None:
        deadline = time.monotonic() + self.wait
        while True:
            try:
                return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise Busy(f"another process is writing to {self.root.name}") from None
                time.sleep(0.01)

    def _read_current(self) -> Path | None:
        try:
            path = self.root / (self.root / "current").read_text().strip()
            written = json.loads((path / "format.json").read_text())
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return None
        return path if written == self._format() else None

    def _format(self) -> dict[str, str | int]:
        return {"engine": self.engine, "version": VERSION, "fields": FIELDS}


def sync(folder: Path, *, newer_than: float = 0.0) -> None:
    """Have the disk keep the folder and its files that changed since a time; Whoosh itself never asks for that."""
    paths = [folder, *(path for path in folder.iterdir() if path.is_file())]
    for path in paths:
        try:
            if path is folder or path.stat().st_mtime >= newer_than:
                handle = os.open(path, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)
        except FileNotFoundError:
            continue
