"""The application object that gunicorn and the `flask` command load."""

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
