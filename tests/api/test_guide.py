"""docs/api.md: whoever follows it gets through the whole story. Every command in it is run here."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.accounts.demo import put_demo_accounts
from platform_app.search import documents
from platform_app.search.index import installed
from tests.api.conftest import Api

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
ADDRESS = "http://127.0.0.1:8000"
BLOCK = re.compile(r"^```sh(?: refused (\d+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# In front of the guide's own commands: an error status ends the run, except where the guide says which one comes.
PRELUDE = """
set -euo pipefail
curl() { command curl --fail-with-body -sS --max-time 60 "$@"; }
refused() { test "$(grep -o '"status": [0-9]*' "$1" | head -1)" = "\\"status\\": $2"; }
"""


def commands() -> Iterator[str]:
    """The guide's commands in their order; one that shall be refused is checked for its status."""
    for number, (status, block) in enumerate(BLOCK.findall(GUIDE.read_text("utf-8"))):
        if status:
            yield f"( {block.strip()} ) > refusal-{number}.json && exit 9 || refused refusal-{number}.json {status}\n"
        else:
            yield block


@pytest.fixture
def app(make_app: Callable[..., Flask], populate: Callable[[Flask], Api]) -> Flask:
    """A demonstration with its accounts."""
    app = make_app(demo=True)
    populate(app)
    with app.app_context():
        put_demo_accounts(SYSTEM, "city-exchange-demo")
        installed().engine.rebuild(documents.every())
    return app


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl: on Debian, apt-get install curl")
def test_every_command_of_the_guide_does_what_it_says(live_server: str, tmp_path: Path) -> None:
    script = PRELUDE + "\n".join(commands()).replace(ADDRESS, live_server)
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    assert '"featured_at": "' in done.stdout
    (hit,) = json.loads((tmp_path / "found.json").read_text("utf-8"))["items"]
    assert (hit["kind"], hit["title"]) == ("case", "社区微更新试点")


def test_a_refusal_that_does_not_come_fails_the_run(live_server: str, tmp_path: Path) -> None:
    block = f"( command curl -sS {live_server}/api/v1/fields ) > x.json && exit 9 || refused x.json 403\n"
    done = subprocess.run(["bash", "-c", PRELUDE + block], cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert done.returncode == 9


def test_the_guide_names_every_operation(app: Flask) -> None:
    guide = GUIDE.read_text("utf-8")
    document = app.test_client().get("/api/v1/openapi.json").json
    paths = {path.removeprefix("/api/v1") for path in document["paths"]}
    assert {path for path in paths if f"{path}`" not in guide} == set()
