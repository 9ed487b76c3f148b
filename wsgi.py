"""The application object that gunicorn and the `flask` command load."""

import gc

import click

from platform_app import create_app
from platform_app.cli.language import reason
from platform_app.config import Misconfigured

try:
    app = create_app()
except Misconfigured as refusal:
    if click.get_current_context(silent=True) is None:
        raise  # gunicorn logs it and halts; told otherwise it would start workers for ever
    raise click.UsageError(reason(refusal)) from None

# What starting left behind stays until the end. Spared the collector, a process ends at once: going through all of
# it one last time took 0.7 s of computing in each of the three that `make serve` runs, many seconds on a busy machine.
gc.freeze()
