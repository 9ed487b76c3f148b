"""What `make serve` does before it serves, in one process: five starts of `flask` would take ten seconds longer."""

import sys
from pathlib import Path

import click
from flask.cli import FlaskGroup

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from wsgi import app

STEPS = ("db upgrade", "content load", "demo accounts", "demo meeting", "search catch-up")

for step in STEPS:
    flask = FlaskGroup(create_app=lambda: app, set_debug_flag=False)
    try:
        flask.main(args=step.split(), prog_name="flask", standalone_mode=False)
    except click.ClickException as refusal:
        refusal.show()
        sys.exit(refusal.exit_code)

print(f"\n  {app.extensions['settings'].public_url}")
FlaskGroup(create_app=lambda: app).main(args=["demo", "show"], prog_name="flask", standalone_mode=False)
print(flush=True)
