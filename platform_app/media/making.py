"""Starts the child process that opens a file, waits for it, and brings back what it made or why it made nothing."""

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from platform_app.config import ROOT
from platform_app.media import storage
from platform_app.media.images import WIDTHS
from platform_app.media.models import File

log = logging.getLogger(__name__)
PATIENCE_S = 90.0
COMMAND = [sys.executable, "-E", "-s", "-m", "platform_app.media.child"]
TOO_SLOW = -1000
# Nobody but the kernel, when memory is short, kills a child that is within its time.
_REASONS = {
    TOO_SLOW: "too_slow",
    -signal.SIGXCPU: "too_slow",
    -signal.SIGKILL: "too_large",
    -signal.SIGXFSZ: "too_large",
}


class Failed(Exception):
    """The child made nothing; the argument is the reason that is kept: broken, too_slow, too_large, too_long …"""


def text(file: File) -> str:
    """The words of a file.

    Raises:
        Failed: it has none that can be read; trying again will not help.
        Missing: the store has lost it.
    """
    with _made("text", file) as folder:
        return (folder / "text").read_text("utf-8")


def variants(file: File) -> dict[int, bytes]:
    """Its smaller pictures by width.

    Raises:
        Failed, Missing: as above.
    """
    with _made("variants", file) as folder:
        return {width: (folder / f"{width}.webp").read_bytes() for width in WIDTHS}


def manuscript(source: BinaryIO) -> tuple[dict[str, Any], list[bytes]]:
    """What a Word file says, as `word_files.read` tells it, and its pictures.

    Raises:
        Failed: it cannot be read.
    """
    source.seek(0)
    with _opened("manuscript", source, "", "a write-up") as folder:
        told: dict[str, Any] = json.loads((folder / "manuscript").read_text("utf-8"))
        return told, [(folder / f"picture-{number}").read_bytes() for number in range(len(told["pictures"]))]


@contextmanager
def _made(what: str, file: File) -> Iterator[Path]:
    with (
        storage.installed().open(file.sha256) as source,
        _opened(what, source, file.media_type, f"file {file.id}") as folder,
    ):
        yield folder


@contextmanager
def _opened(what: str, source: BinaryIO, media_type: str, called: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="file-") as name:
        folder = Path(name)
        with (folder / "source").open("wb") as target:
            shutil.copyfileobj(source, target, storage.BLOCK)
        code = _run([*COMMAND, what, name, media_type])
        if code:
            refused = folder / "refused"
            reason = refused.read_text() if refused.exists() else _REASONS.get(code, "broken")
            log.warning("%s: no %s (%s, exit code %s)", called, what, reason, code)
            raise Failed(reason)
        yield folder


def _run(command: list[str]) -> int:
    """The exit code; a child that is too slow is killed with everything it started."""
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as child:
        try:
            _, said = child.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            return TOO_SLOW
        if child.returncode not in (0, 3):
            log.info("the child said: %s", said[-500:].decode("utf-8", "replace"))
        return child.returncode
