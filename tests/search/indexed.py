"""Scenes with an index, which lies outside the database."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from platform_app.kernel.db import db
from platform_app.search import documents
from platform_app.search.index import installed
from tests.scenes import Scene

T = TypeVar("T")


class Indexed(Generic[T]):
    """A scene and the index of it, which lies outside the database: filled once for each engine, then copied."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._scene = Scene(make)
        self._kept: dict[tuple[str, str], dict[Path, bytes]] = {}  # by database and engine, what lies in the folder

    def put(self) -> T:
        """Have it in the open database, and its index in the empty folder of the application."""
        given = self._scene.put()
        engine: Any = installed().engine
        folder, known = engine.folder.root, (db.engine.dialect.name, engine.name)
        if known not in self._kept:
            engine.rebuild(documents.every())
            files = [path for path in folder.rglob("*") if path.is_file()]
            self._kept[known] = {path.relative_to(folder): path.read_bytes() for path in files}
        else:
            for path, content in self._kept[known].items():
                (folder / path).parent.mkdir(exist_ok=True)
                (folder / path).write_bytes(content)
        return given
