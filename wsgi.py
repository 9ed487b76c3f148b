"""The application object that gunicorn and the `flask` command load."""

import gc

import click

import platform_app
from platform_app.config import Misconfigured, Settings

gc.disable()  # nothing of what starting makes is garbage: looking for it took a fifth of the time

try:
    app = platform_app.create_app(Settings.from_environment())
except Misconfigured as refusal:
    if click.get_current_context(silent=True) is None:
        raise  # gunicorn logs it and halts; told otherwise it would start workers for ever
    from platform_app.cli.language import reason

    raise click.UsageError(reason(refusal)) from None

# What starting left behind stays until the end. Spared the collector, a process ends at once: going through all of
# it one last time took 0.7 s of computing in each of the three that `make serve` runs, many seconds on a busy machine.
gc.freeze()
gc.enable()
