"""Kills server and worker with SIGKILL at random points while a city uploads and the secretariat announces, then looks.

    .venv/bin/python -m tests.durability.killing --kills 50

What was acknowledged must be there, what was not must be there whole or not at all, and every check command must
find nothing. Ends with exit code 1 and the first difference otherwise.
"""

import argparse
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from platform_app import create_app
from platform_app.config import Settings
from platform_app.kernel.db import db
from tests.durability.clients import Acknowledged, at_work
from tests.durability.looking import differences
from tests.durability.scene import prepare

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PATIENCE_S = 120.0
CHECKS = (
    ("search", "catch-up"),
    ("search", "verify"),
    ("files", "prepare"),
    ("files", "check", "--thoroughly"),
    ("files", "collect"),
    ("queues", "drain"),
    ("files", "check", "--thoroughly"),
)


def run(kills: int, seed: int, folder: Path) -> list[str]:
    """Kill so many times, looking after each; gives what is wrong, empty if nothing is."""
    chance = random.Random(seed)
    environment = {**os.environ, "INSTANCE_PATH": str(folder), "SECRET_KEY": "k" * 40, "MAILER": "memory", "DEMO": "1"}
    environment.pop("DATABASE_URL", None)
    _ended_badly(environment, ("db", "upgrade"))
    scene = prepare(folder, batches=kills)
    done = Acknowledged()
    for number in range(kills):
        with served(environment) as (port, kill), at_work(port, scene, number, done):
            time.sleep(chance.uniform(0.3, 5.0))
            kill()
        if wrong := differences(scene, done, number + 1):
            return [f"after kill {number + 1}: {each}" for each in wrong]
        said = f"{done.files} files and {len(done.announced)} announcements acknowledged, nothing lost"
        print(f"kill {number + 1} of {kills}: {said}", flush=True)
    return _ended_badly(environment, *CHECKS)


@contextmanager
def served(environment: dict[str, str]) -> Iterator[tuple[int, object]]:
    """Two gunicorn workers and the queue worker; gives the port, and what kills them all."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["--config", "gunicorn.conf.py", "--bind", f"127.0.0.1:{port}", "--log-level", "critical"]
    commands = ([str(BIN / "gunicorn"), *options, "wsgi:app"], [str(BIN / "flask"), "--app", "wsgi", "worker"])
    started = [
        subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)
        for command in commands
    ]

    def kill() -> None:
        for process in started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    try:
        _wait_for(port)
        yield port, kill
    finally:
        kill()


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise TimeoutError("the server did not start")


def _ended_badly(environment: dict[str, str], *commands: tuple[str, ...]) -> list[str]:
    """Runs `flask` commands one after another, in an application made for them; what those said that failed."""
    app = create_app(Settings.from_environment(environment, background_drain=False))
    ended = [(words, app.test_cli_runner().invoke(args=words)) for words in commands]
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    return [f"flask {' '.join(words)}: {end.output}{end.exception}" for words, end in ended if end.exit_code]


def main() -> None:
    """Kill, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wrong = run(options.kills, options.seed, Path(folder))
    print("\n".join(wrong) or "every check command finds nothing")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
