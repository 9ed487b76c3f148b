"""Requests per second and latency of the pages on generated cases, beside a bare page served the same way.

    .venv/bin/python -m benchmarks.pages [--cases 20000] [--seconds 8] [--readers 4]
    .venv/bin/python -m benchmarks.pages --threads 5000 --posts 50000

Readers keep their connections, take gzip as browsers do and ask for different cases and words each time. The ratio is
the rate of a page over that of the bare page in the same run, which is measured before and after, and averaged.

With `--threads`, pages of the exchange near the start and deep inside, and replies through the API by many people.
"""

import argparse
import http.client
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote_plus

from benchmarks.generated import write_cases
from benchmarks.generated_threads import LONGEST, START, write_threads
from platform_app import create_app
from platform_app.accounts import service_tokens
from platform_app.accounts.inputs import NewToken
from platform_app.accounts.queries import actor_of
from platform_app.accounts.queries_people import by_address
from platform_app.config import ROOT
from platform_app.exchange.lifecycle import PAGE
from platform_app.kernel.db import db
from platform_app.kernel.pages import encode_cursor

AS_BROWSERS = {"Accept-Language": "zh-CN", "Accept-Encoding": "gzip, deflate, br, zstd"}
WORDS = ["海绵城市", "sponge city", "城市更新", "热线", "ISO 37120", "library", "养老服务", "smart city data platform"]


def main() -> None:
    """Prepare, serve, measure, print."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        print("preparing …", file=sys.stderr)
        scene = _prepare_threads(Path(folder), arguments) if arguments.threads else None
        if scene is None:
            _prepare(Path(folder), arguments.cases)
        print(f"{'page':<24}{'requests/s':>12}{'p50 ms':>9}{'p95 ms':>9}{'of bare':>9}")
        bare_url = {"BARE_DATABASE_URL": f"sqlite:///{folder}/platform.db"}
        with _served("benchmarks.bare:app", bare_url) as port:
            before = _measure(port, lambda n: "/", arguments)
        rows = {}
        with _served("wsgi:app", _environment(folder)) as port:
            for name, path in (scene.paths() if scene else _paths(arguments.cases)).items():
                rows[name] = _measure(port, path, arguments)
            if scene:
                rows["post a reply"] = _measure(
                    port, lambda n: f"/api/v1/threads/{scene.any()}/posts", arguments, scene
                )
        with _served("benchmarks.bare:app", bare_url) as port:
            after = _measure(port, lambda n: "/", arguments)
    yardstick = (before[0] + after[0]) / 2
    for name, (rate, p50, p95) in {"bare (before)": before, "bare (after)": after, **rows}.items():
        print(f"{name:<24}{rate:>12.1f}{p50:>9.1f}{p95:>9.1f}{rate / yardstick:>9.2f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--posts", type=int, default=50_000)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--readers", type=int, default=4)
    return parser.parse_args()


def _environment(folder: str) -> dict[str, str]:
    return {
        "INSTANCE_PATH": folder,
        "DEMO": "1",
        "WEB_CONCURRENCY": "1",
        "RATE_LIMIT_API": "1000000 per minute",
        "POSTS_PER_HOUR": "1000000",
    }


def _prepare(folder: Path, cases: int) -> None:
    flask = [sys.executable, "-m", "flask", "--app", "wsgi"]
    environment = {**os.environ, **_environment(str(folder))}
    for command in (["db", "upgrade"], ["content", "load"]):
        subprocess.run([*flask, *command], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with create_app(instance_path=str(folder), demo=True).app_context():
        write_cases(cases)
        db.session.remove()
        db.engine.dispose()
    subprocess.run([*flask, "search", "rebuild"], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


@dataclass
class Scene:
    """What there is to read of the exchange: threads from `first` on, the long one first; addresses deep in lists."""

    first: int
    count: int
    deep: list[str]
    tokens: list[str]
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def any(self) -> int:
        """One of the threads that everybody may read."""
        id = self.first + self.chance.randrange(1, self.count)
        return id - 1 if id % 4 == 3 else id

    def reply_to(self, _number: int) -> str:
        """Where a reply goes."""
        return f"/api/v1/threads/{self.any()}/posts"

    def paths(self) -> dict[str, Callable[[int], str]]:
        """The pages by their names."""
        pages = LONGEST // PAGE
        return {
            "thread list": lambda n: f"/threads?n={n % 50}",
            "thread list, deep": lambda n: f"/threads?cursor={self.deep[n % len(self.deep)]}",
            "thread (any of all)": lambda n: f"/threads/{self.any()}",
            "thread (one of 100)": lambda n: f"/threads/{self.first + 4 * (n % 100 + 1)}",
            "thread, deep": lambda n: f"/threads/{self.first}?page={self.chance.randint(pages - 40, pages)}",
        }


def _prepare_threads(folder: Path, arguments: argparse.Namespace) -> Scene:
    flask = [sys.executable, "-m", "flask", "--app", "wsgi"]
    environment = {**os.environ, **_environment(str(folder))}
    for command in (["db", "upgrade"], ["content", "load"], ["demo", "accounts"]):
        subprocess.run([*flask, *command], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with create_app(instance_path=str(folder), demo=True, background_drain=False).app_context():
        first = write_threads(arguments.threads, arguments.posts)
        tokens = [_token(name) for name in ("city", "editor", "peer", "province")]
        last = min(200, arguments.threads // 25)
        at = [arguments.threads - 20 * page for page in range(min(40, last // 2), last)]
        keys = [[(START + timedelta(minutes=first + n)).isoformat(), first + n] for n in at]
        db.session.remove()
        db.engine.dispose()
    return Scene(first, arguments.threads, [encode_cursor(key) for key in keys], tokens)


def _token(name: str) -> str:
    person = by_address(f"{name}@demo.example")
    actor = actor_of(person.id) if person else None
    assert actor is not None
    return service_tokens.create_token(actor, NewToken(name="benchmark", scope="write")).secret


def _paths(cases: int) -> dict[str, Callable[[int], str]]:
    chance = random.Random(7)
    return {
        "front": lambda n: "/",
        "list": lambda n: f"/cases?page_size=20&n={n % 50}",
        "case (any of all)": lambda n: f"/cases/{chance.randint(49, cases)}",
        "case (one of 100)": lambda n: f"/cases/{49 + n % 100}",
        "search": lambda n: "/search?q=" + quote_plus(WORDS[n % len(WORDS)]),
    }


@contextmanager
def _served(application: str, environment: dict[str, str]) -> Iterator[int]:
    """Gunicorn with one worker and four threads on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py"), application]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PORT": str(port), "HOST": "127.0.0.1", "WEB_CONCURRENCY": "1", **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not come up")


def _measure(
    port: int, path: Callable[[int], str], arguments: argparse.Namespace, scene: Scene | None = None
) -> tuple[float, float, float]:
    """Rate per second, median and 95th percentile in milliseconds; with a scene, of replies instead of reading."""
    _read(port, path, time.monotonic() + 1, [], scene)  # warm
    taken: list[float] = []
    start = time.monotonic()
    readers = [
        threading.Thread(target=_read, args=(port, path, start + arguments.seconds, taken, scene))
        for _ in range(arguments.readers)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    elapsed = time.monotonic() - start
    taken.sort()
    return len(taken) / elapsed, statistics.median(taken) * 1000, taken[int(len(taken) * 0.95)] * 1000


def _read(port: int, path: Callable[[int], str], until: float, taken: list[float], scene: Scene | None = None) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    number = random.randrange(10**6)
    while time.monotonic() < until:
        number += 1
        start = time.perf_counter()
        if scene:
            said = json.dumps({"text": f"第{number}条回复，按清单验收。"})
            connection.request("POST", path(number), said, headers=_as_writer(scene.tokens[number % len(scene.tokens)]))
        else:
            connection.request("GET", path(number), headers=AS_BROWSERS)
        answer = connection.getresponse()
        answer.read()
        if answer.status not in (200, 201):
            raise SystemExit(f"{path(number)}: {answer.status}")
        taken.append(time.perf_counter() - start)


def _as_writer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}


if __name__ == "__main__":
    main()
