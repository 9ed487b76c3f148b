"""Several acts at the same moment, each in a thread with its own session."""

import threading
from collections.abc import Callable

from flask import Flask

from platform_app.kernel.errors import DomainError


def together(app: Flask, *acts: Callable[[], object]) -> list[str]:
    """Do all of this at the same moment, each in a thread with its own session; says how each ended."""
    start = threading.Barrier(len(acts))
    outcomes: list[str] = []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            start.wait()
            try:
                act()
                outcomes.append("done")
            except DomainError as error:
                outcomes.append(error.code)

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
