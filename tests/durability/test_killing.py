"""The script that kills server and worker, run with one kill; by hand it is run with fifty."""

from pathlib import Path

from tests.durability.killing import run


def test_nothing_acknowledged_is_lost_and_nothing_is_half_done_whenever_all_is_killed(tmp_path: Path) -> None:
    assert run(kills=1, seed=7, folder=tmp_path) == []
