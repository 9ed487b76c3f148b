"""How long writers of one SQLite file wait for each other: in our line, and by SQLite's own sleeping and looking.

Four processes of four threads write without pause, each write takes ten milliseconds, for `--seconds`.
"""

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import nullcontext
from pathlib import Path

from sqlalchemy import create_engine

from platform_app.kernel.db import IMMEDIATE
from platform_app.kernel.turns import turn_to_write

PROCESSES, THREADS = 4, 4
LINES = {"SQLite alone": False, "in line": True}


def measure(database: Path, line: str, seconds: float) -> list[float]:
    """The waits of all writers, in seconds, sorted."""
    with create_engine(f"sqlite:///{database}").begin() as connection:
        connection.exec_driver_sql("CREATE TABLE written (id INTEGER PRIMARY KEY)")
    command = [
        sys.executable,
        "-m",
        "benchmarks.write_turns",
        "--seconds",
        str(seconds),
        "--write",
        str(database),
        line,
    ]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)]
    return sorted(float(wait) for writer in writers for wait in writer.communicate()[0].split())


def write(database: str, line: str, seconds: float) -> list[float]:
    """One process of writers."""
    engine = create_engine(f"sqlite:///{database}", execution_options={IMMEDIATE: True})
    waits: list[float] = []
    end = time.monotonic() + seconds

    def without_pause() -> None:
        while (asked := time.monotonic()) < end:
            with turn_to_write(engine) if LINES[line] else nullcontext(), engine.begin() as connection:
                waits.append(time.monotonic() - asked)
                connection.exec_driver_sql("INSERT INTO written DEFAULT VALUES")
                time.sleep(0.01)

    threads = [threading.Thread(target=without_pause) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits


def main() -> None:
    """Print a row for each way to wait."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--write", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        print(*write(*options.write, options.seconds))
        return
    print("| writers wait | writes | p50 s | p99 s | longest s |\n|---|---|---|---|---|")
    for line in LINES:
        with tempfile.TemporaryDirectory() as folder:
            waits = measure(Path(folder) / "written.db", line, options.seconds)
        p50, p99 = (waits[int(len(waits) * part)] for part in (0.5, 0.99))
        print(f"| {line} | {len(waits)} | {p50:.3f} | {p99:.3f} | {waits[-1]:.3f} |", flush=True)


if __name__ == "__main__":
    main()
