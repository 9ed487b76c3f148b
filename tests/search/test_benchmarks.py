"""The scripts that measure search: a run that takes half an hour must not lose what it found out."""

import sys

import pytest

from benchmarks import search_speed


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_speed_prints_each_figure_and_measures_a_kept_index_again(engine, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(search_speed, "UPDATES", 2)
    monkeypatch.setattr(search_speed, "SHOW_EVERY_S", 0.0)
    asked = ["search_speed", "--sizes", "15", "--engine", engine, "--folder", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", asked)
    for build in ("documents/s", "kept from an earlier run"):
        search_speed.main()
        printed = capsys.readouterr()
        rows = [line.split("  ", 1)[1] for line in printed.out.splitlines()]
        assert build in rows[0]
        for what in ("query", "query, translated", "update to visible", "memory at most"):
            assert any(what in row for row in rows), what
        assert f"{engine} 15: 15 documents after" in printed.err
