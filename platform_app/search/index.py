"""The index that this process searches: which engine, in which folder, with which dictionary."""

import logging
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from platform_app.config import Misconfigured, Settings
from platform_app.kernel.messages import Message, msg
from platform_app.search.dictionary import Dictionary
from platform_app.search.engine import SearchEngine

log = logging.getLogger(__name__)
MANY = 10_000
_ENGINES = {"whoosh": "WhooshEngine", "tantivy": "TantivyEngine"}


@dataclass(frozen=True)
class Index:
    """An engine and the dictionary beside it."""

    engine: SearchEngine
    dictionary: Dictionary


_installed: Index | None = None


def install(settings: Settings) -> Index:
    """Choose the engine by the settings; installing again replaces the choice.

    Raises:
        Misconfigured: the engine's package is not installed; the message says how to get it.
    """
    global _installed
    folder = Path(settings.instance_path) / "search"
    try:
        module = import_module(f"platform_app.search.{settings.search_engine}_engine")
    except ImportError as error:
        name = settings.search_engine
        raise Misconfigured(
            "SEARCH_ENGINE={name} needs its package: pip install 'city-exchange[{name}]'.", name=name
        ) from error
    engine = getattr(module, _ENGINES[settings.search_engine])(folder)
    _installed = Index(engine, Dictionary(folder))
    return _installed


def installed() -> Index:
    """What `install` chose."""
    assert _installed is not None, "search.index.install comes first"
    return _installed


def recommend_engine(documents: int) -> Message | None:
    """A word to the operator when the embedded engine has grown out of its shoes."""
    if documents > MANY and installed().engine.name == "whoosh":
        return msg(
            "{documents} documents: SEARCH_ENGINE=tantivy is recommended above {many}, it answers much faster.",
            documents=documents,
            many=MANY,
        )
    return None
