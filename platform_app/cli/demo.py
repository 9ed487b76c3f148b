"""`flask demo`: the accounts of a demonstration, which exist only with DEMO=1."""

from pathlib import Path

import click
from flask import current_app

from platform_app.access.actor import SYSTEM
from platform_app.accounts.demo import DEMO_ACCOUNTS, DemoAccount, put_demo_accounts
from platform_app.cli import demo_meeting
from platform_app.cli.columns import padded
from platform_app.cli.language import named, say
from platform_app.cli.refusals import Refused, Topic
from platform_app.config import Settings
from platform_app.kernel.errors import NotFound
from platform_app.kernel.messages import msg
from platform_app.wording import said

demo = Topic("demo", help="Accounts and an example meeting for a demonstration (only with DEMO=1).")


@demo.command()
def accounts() -> None:
    """Make the demonstration accounts; twice changes nothing."""
    settings = _demo_settings()
    try:
        made = put_demo_accounts(SYSTEM, settings.demo_password)
    except NotFound:
        raise Refused([msg("their organisations are missing: run “flask content load” first")]) from None
    say(msg("{count} demonstration accounts", count=len(made)))


@demo.command()
def meeting() -> None:
    """Have the example meeting happen, clearly marked; twice changes nothing."""
    settings = _demo_settings()
    path = Path(settings.content_path) / "demo" / "meeting.yaml"
    try:
        made = demo_meeting.play(path, DEMO_ACCOUNTS[0].email.partition("@")[2])
    except NotFound:
        raise Refused([msg("run “flask content load” and “flask demo accounts” first")]) from None
    say(msg("nothing new about the example meeting") if made is None else msg("an example meeting"))


@demo.command()
def show() -> None:
    """Print how to sign in."""
    settings = _demo_settings()
    click.echo("  " + said(msg("Sign in with the password {password} as", password=settings.demo_password)))
    for account in DEMO_ACCOUNTS:
        click.echo(f"    {padded(account.email, 28)}{_standing(account)}")


def _standing(account: DemoAccount) -> str:
    """Its roles, and of which organisation."""
    if account.platform_role:
        return named("platform_role", account.platform_role)
    roles = said(msg(", ")).join(named("seat_role", role) for role in account.roles)
    return said(msg("{roles} of {code}", roles=roles, code=account.code))


def _demo_settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    if not settings.demo:
        raise Refused([msg("demonstration accounts exist only with DEMO=1")])
    return settings
