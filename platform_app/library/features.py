"""The functions of a feature under one name, so that a notebook shows what there is."""

import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any


def public_functions(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """The functions of a module's own that are meant for others."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if not name.startswith("_") and function.__module__ == module.__name__:
            yield name, function


class Feature:
    """The public functions of a feature's modules under one name: `platform.cases.submit(actor, case_id)`."""

    def __init__(self, *modules: ModuleType) -> None:
        self.modules = modules
        self._functions = {name: function for module in modules for name, function in public_functions(module)}

    def __getattr__(self, name: str) -> Any:
        """A function of the feature."""
        try:
            return self._functions[name]
        except KeyError:
            raise AttributeError(f"there is no {name}; there are: {', '.join(sorted(self._functions))}") from None

    def __dir__(self) -> list[str]:
        """What a notebook offers after the dot."""
        return sorted(self._functions)
