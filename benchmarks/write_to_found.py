"""How long after the answer to a write it is found: gunicorn and the queue worker as they are deployed, people writing.

Each writer publishes a case with a word of its own through the API, asks the search for that word until it is found,
and goes on. The rest of the load are `--editors`, who save drafts as fast as they are answered.
"""

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
GIVE_UP_S = 60.0
CASE = {
    "organisation": "330100", "title": {"zh": "社区微更新试点"}, "result": {"zh": "三个月完成十二处改造。"},
    "place": {"name": {"zh": "西湖区"}}, "field": "new-urbanization", "lead_body": {"zh": "住房城乡建设局"},
    "stage": "running", "problem": {"zh": "老旧小区设施老化。" * 20}, "actions": {"zh": "按清单逐项改造。" * 80},
    "indicators": [{"name": {"zh": "改造点位"}, "unit": {"zh": "处"}, "baseline": 0, "result": 12}],
    "difficulties": {"zh": "居民意见不一。"}, "licence": "CC BY 4.0", "personal_data_checked": True,
    "signed_off_by": "林晓", "signed_off_on": "2026-11-01",
}  # fmt: skip


class Caller:
    """One kept connection with a token."""

    def __init__(self, port: int, token: str = "") -> None:
        self.connection, self.asked_at = HTTPConnection("127.0.0.1", port, timeout=90), 0.0
        self.headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any, Any]:
        """Status, JSON and headers of an answer."""
        if time.monotonic() - self.asked_at > 2:  # the server closes what stands still
            self.connection.close()
        self.asked_at = time.monotonic()
        sent = json.dumps(body) if body is not None else None
        self.connection.request(method, f"/api/v1{path}", sent, {**self.headers, **headers})
        answer = self.connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text else None, answer.headers


@contextmanager
def served(folder: Path, engine: str, workers: int) -> Iterator[int]:
    """The demonstration in a folder of its own on a free port, with its queue worker; gives the port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        **os.environ, "DEMO": "1", "INSTANCE_PATH": str(folder), "SEARCH_ENGINE": engine, "PORT": str(port),
        "WEB_CONCURRENCY": str(workers), "RATE_LIMIT_API": "1000000 per minute", "DATABASE_URL": "",
    }  # fmt: skip
    subprocess.run(
        [sys.executable, "scripts/prepare_demo.py"], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    log = (folder / "log.txt").open("w")
    commands = (
        [BIN / "gunicorn", "--config", "gunicorn.conf.py", "wsgi:app"],
        [BIN / "flask", "--app", "wsgi", "worker"],
    )
    started = [subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log) for command in commands]
    try:
        _wait_until_it_answers(port)
        yield port
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(60)
        log.close()


def _wait_until_it_answers(port: int) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            if Caller(port).ask("GET", "/fields")[0] == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.2)
    raise SystemExit("the server does not answer")


def token(port: int, email: str) -> str:
    """A token of a demo account."""
    pair = b64encode(f"{email}:city-exchange-demo".encode()).decode()
    status, answer, _ = Caller(port).ask(
        "POST", "/tokens", {"name": "load", "scope": "write"}, Authorization=f"Basic {pair}"
    )
    if status != 201:
        raise SystemExit(f"no token: {answer}")
    return str(answer["token"])


def publish(caller: Caller, word: str) -> None:
    """Write a case with this word, hand it in and publish it."""
    case = f"/cases/{_posted(caller, '/cases', {**CASE, 'title': {'zh': f'社区微更新 {word}'}})['id']}"
    _posted(caller, f"{case}/submission")
    _posted(caller, f"{case}/publication")


def _posted(caller: Caller, path: str, body: Any = None) -> Any:
    status, answer, _ = caller.ask("POST", path, body)
    if status >= 300:
        raise RuntimeError(f"POST {path}: {status} {answer}")
    return answer


def write(port: int, secret: str, name: str, writes: int, found: list[float]) -> None:
    """Publish and look, again and again."""
    writer, reader = Caller(port, secret), Caller(port)
    for number in range(writes):
        word = "".join(chr(ord(digit) - ord("0") + ord("g")) for digit in f"{name}{number:03}") + "qx"
        publish(writer, word)
        began = time.monotonic()
        question = f"/search?q={word}&kind=case&translate=false"
        while not (answer := reader.ask("GET", question)[1]).get("total"):
            if "total" not in answer:
                print(f"search: {answer}", file=sys.stderr)
            if time.monotonic() - began > GIVE_UP_S:
                break
            time.sleep(0.02)
        found.append(time.monotonic() - began)
        if found[-1] > 2:
            print(f"{time.strftime('%H:%M:%S')} {word} took {found[-1]:.1f} s", file=sys.stderr)


def edit(port: int, secret: str, stop: threading.Event, done: list[float]) -> None:
    """Save one draft as fast as the answers come."""
    caller = Caller(port, secret)
    _, draft, headers = caller.ask("POST", "/cases", CASE)
    version, number = headers["ETag"], 0
    while not stop.is_set():
        number += 1
        began = time.monotonic()
        patch = {"result": {"zh": f"第{number}次修改。"}}
        expected = {"If-Match": version, "Content-Type": "application/merge-patch+json"}
        status, answer, headers = caller.ask("PATCH", f"/cases/{draft['id']}", patch, **expected)
        if status != 200:
            print("edit:", status, answer, file=sys.stderr)
            return
        version = headers["ETag"]
        done.append(time.monotonic() - began)


def load(port: int, chosen: argparse.Namespace) -> dict[str, list[float]]:
    """Writers and editors at once until the writers are done: seconds until a write was found, a save answered."""
    found: list[float] = []
    saved: list[float] = []
    stop, secret = threading.Event(), token(port, "city@demo.example")
    names = [f"{number:02}" for number in range(chosen.writers)]
    writers = [threading.Thread(target=write, args=(port, secret, name, chosen.writes, found)) for name in names]
    editors = [threading.Thread(target=edit, args=(port, secret, stop, saved)) for _ in range(chosen.editors)]
    for thread in (*writers, *editors):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in editors:
        thread.join()
    return {"found": found, "saved": saved}


def main() -> None:
    """Print the distributions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", default="whoosh")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--writers", type=int, default=5)
    parser.add_argument("--editors", type=int, default=3)
    parser.add_argument("--writes", type=int, default=20, help="of each writer")
    parser.add_argument("--log", help="keep what the processes logged here")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        with served(Path(folder), chosen.engine, chosen.workers) as port:
            measured = load(port, chosen)
        if chosen.log:
            shutil.copy(Path(folder) / "log.txt", chosen.log)
    print("| | times | p50 s | p95 s | p99 s | longest s |\n|---|---|---|---|---|---|")
    for name, values in measured.items():
        if len(values) > 1:
            cut = statistics.quantiles(values, n=100, method="inclusive")
            shown = " | ".join(f"{value:.2f}" for value in (cut[49], cut[94], cut[98], max(values)))
            print(f"| {name} | {len(values)} | {shown} |")


if __name__ == "__main__":
    main()
