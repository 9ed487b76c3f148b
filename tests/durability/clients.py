"""Those who work while they are interrupted: three upload pictures and a Word file, one announces."""

import http.client
import json
import random
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from platform_app.kernel import clock
from tests.durability.scene import Scene
from tests.factories import SHORT_CASE
from tests.media import samples

UPLOADERS = 3
FILES_OF_A_CASE = 6


@dataclass
class Acknowledged:
    """What the server said was done: cases with the digests of their files, and batches that were announced."""

    cases: dict[int, list[str]] = field(default_factory=dict)
    announced: set[int] = field(default_factory=set)

    @property
    def files(self) -> int:
        """How many files."""
        return sum(len(digests) for digests in self.cases.values())


@contextmanager
def at_work(port: int, scene: Scene, number: int, done: Acknowledged) -> Iterator[None]:
    """Everybody works until the server no longer answers."""
    batch_id, case_id = scene.batches[number]
    workers = [threading.Thread(target=_upload, args=(port, scene.tokens["lin"], done)) for _ in range(UPLOADERS)]
    workers.append(threading.Thread(target=_announce, args=(port, scene.tokens["he"], batch_id, case_id, done)))
    for worker in workers:
        worker.start()
    yield
    for worker in workers:
        worker.join()


def _upload(port: int, token: str, done: Acknowledged) -> None:
    try:
        while True:
            content = {**SHORT_CASE, "organisation": "330100"}
            case_id = _ask(port, token, "/cases", json.dumps(content).encode(), "application/json")["id"]
            done.cases[case_id] = []
            for kind in range(FILES_OF_A_CASE):
                name, body = _file(kind)
                _ask(port, token, f"/cases/{case_id}/files", *_multipart(name, body))
                done.cases[case_id].append(sha256(body).hexdigest())
    except (OSError, http.client.HTTPException):
        return  # it was killed


def _announce(port: int, token: str, batch_id: int, case_id: int, done: Acknowledged) -> None:
    notice = {"number": f"第{batch_id}号", "date": clock.today().isoformat(), "bodies": ["M-SAC"]}
    body = json.dumps({**notice, "cases": [{"case_id": case_id}]}).encode()
    threading.Event().wait(random.uniform(0, 0.8))
    try:
        _ask(port, token, f"/batches/{batch_id}/announcement", body, "application/json")
    except (OSError, http.client.HTTPException):
        return
    done.announced.add(batch_id)


def _file(kind: int) -> tuple[str, bytes]:
    own = uuid.uuid4().hex
    if kind % 3 == 2:
        return "write-up.docx", samples.word(own)
    return "after.png", samples.picture(size=(600, 400), colour=f"#{own[:6]}")


def _multipart(name: str, body: bytes) -> tuple[bytes, str]:
    edge = uuid.uuid4().hex
    parts = [f'--{edge}\r\nContent-Disposition: form-data; name="alt_zh"\r\n\r\n改造之后\r\n'.encode()]
    parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode())
    return b"".join([*parts, body, f"\r\n--{edge}--\r\n".encode()]), f"multipart/form-data; boundary={edge}"


def _ask(port: int, token: str, path: str, body: bytes, media_type: str) -> Any:
    """What was answered.

    Raises:
        HTTPException: the answer was cut off, or was a refusal, which here nothing should be.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(
            "POST", f"/api/v1{path}", body, {"Authorization": f"Bearer {token}", "Content-Type": media_type}
        )
        answer = connection.getresponse()
        text = answer.read()
    finally:
        connection.close()
    if answer.status not in (200, 201):
        print(f"{path} answered {answer.status}: {text[:300]!r}", flush=True)
        raise http.client.HTTPException
    return json.loads(text)
