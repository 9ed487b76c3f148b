"""`flask demo`: the accounts of a demonstration, which exist only with DEMO=1."""

import click
from flask import current_app

from platform_app.access.actor import SYSTEM
from platform_app.accounts.demo import DEMO_ACCOUNTS, put_demo_accounts
from platform_app.cli.refusals import Refused, Topic
from platform_app.config import Settings
from platform_app.kernel.errors import NotFound

demo = Topic("demo", help="Accounts for a demonstration (only with DEMO=1).")


@demo.command()
def accounts() -> None:
    """Make the demonstration accounts; twice changes nothing."""
    settings = _demo_settings()
    try:
        made = put_demo_accounts(SYSTEM, settings.demo_password)
    except NotFound:
        raise Refused(["their organisations are missing: run “flask content load” first"]) from None
    click.echo(f"{len(made)} demonstration accounts")


@demo.command()
def show() -> None:
    """Print how to sign in."""
    settings = _demo_settings()
    click.echo(f"  Sign in with the password {settings.demo_password} as")
    for account in DEMO_ACCOUNTS:
        roles = ", ".join([*account.roles, *([account.platform_role] if account.platform_role else [])])
        where = f" of {account.code}" if account.code else ""
        click.echo(f"    {account.email:28}{roles}{where}")


def _demo_settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    if not settings.demo:
        raise Refused(["demonstration accounts exist only with DEMO=1"])
    return settings
