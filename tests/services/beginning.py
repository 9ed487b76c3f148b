"""A test process starts sooner: importing this module says so, before the platform and the tests are imported.

What Python compiled is kept. Where the environment forbids it, every process of a run and every program that a test
starts would compile all of the code anew, which is more than half of what starting them takes. And nothing of what is
imported is garbage: the collector begins when all is there (`pytest_collection_finish`).

What the tests write lies in memory where there is room for it: thousands of databases that live for a tenth of a
second need not go to a disk, and a tenth of the time went there. TMPDIR says where else it shall lie.
"""

import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
GROUP = Path("/sys/fs/cgroup")  # a container may have less than its machine
ROOM = 4 << 30  # bytes; a run needs half of it


def _room_in_memory() -> int:
    """How many bytes may lie there: what its file system takes, and no more than half of what is free for us."""
    try:
        known = dict(line.split(":") for line in Path("/proc/meminfo").read_text().splitlines())
        free = min(int(known["MemAvailable"].split()[0]) << 10, _left_to_us())
        return min(shutil.disk_usage(MEMORY).free, free // 2) if os.access(MEMORY, os.W_OK) else 0
    except (OSError, KeyError, ValueError):
        return 0  # not a Linux, or one that hides it


def _left_to_us() -> int:
    """How many bytes the container may still take; without a limit, more than any machine has."""
    limit = GROUP / "memory.max"
    if not limit.exists() or (most := limit.read_text().strip()) == "max":
        return sys.maxsize
    return int(most) - int((GROUP / "memory.current").read_text())


gc.disable()
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
if "TMPDIR" not in os.environ and _room_in_memory() >= ROOM:
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None  # found anew
