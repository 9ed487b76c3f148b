"""Who reads this page. The signed cookie holds a person's id and the epoch of her sessions; both must still hold."""

from datetime import timedelta

from flask import Flask, g, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.accounts.models import Person
from platform_app.config import Settings
from platform_app.kernel.messages import msg
from platform_app.wording import said

REMEMBERED = timedelta(days=30)

_BY_NAME = {permission.name_: permission for permission in P}
_login = LoginManager()
_login.login_view = "signin.sign_in"
_login.login_message = msg("Please sign in to go on.")
_login.localize_callback = said


class SignedIn(UserMixin):
    """An actor as Flask-Login keeps her. Its id carries the epoch, so that ended sessions name nobody."""

    def __init__(self, actor: Actor, epoch: int) -> None:
        self.actor = actor
        self.epoch = epoch

    def get_id(self) -> str:
        """What the session and the remember-me cookie hold."""
        return f"{self.actor.id}.{self.epoch}"


def install(app: Flask) -> None:
    """Set up the cookies and give templates `actor` and `can`."""
    settings: Settings = app.extensions["settings"]
    app.config.update(
        REMEMBER_COOKIE_DURATION=REMEMBERED,
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SECURE=settings.secure_cookies,
        REMEMBER_COOKIE_SAMESITE="Lax",
    )
    _login.init_app(app, add_context_processor=False)  # ours below knows when nobody may be asked for
    app.jinja_env.globals["can"] = can
    app.context_processor(lambda: {"actor": current_actor()})


def current_actor() -> Actor:
    """The signed-in person with her seats and roles, found once a request; a session ended elsewhere is none."""
    if "nobody_reads" in g:
        return ANONYMOUS
    actor: Actor = current_user.actor if current_user.is_authenticated else ANONYMOUS
    return actor


def forget_reader() -> None:
    """From here on nobody reads: for a page that must not ask the database who she is."""
    g.nobody_reads = True


def can(permission: str, subject: object = None) -> bool:
    """For templates: may this reader do `case.edit` to this case?"""
    return allows(current_actor(), _BY_NAME[permission], subject)


def open_session(person: Person, *, remember: bool = False) -> None:
    """Sign a person in on this device; nothing of the session before survives."""
    session.clear()
    actor = accounts.actor_of(person.id)
    if actor is not None:
        login_user(SignedIn(actor, person.sessions_epoch), remember=remember)


def close_session() -> None:
    """Sign out on this device."""
    session.clear()
    logout_user()  # last: it leaves a note in the session that the remember-me cookie is to go


@_login.user_loader
def _find(held: str) -> SignedIn | None:
    person_id, _, epoch = held.partition(".")
    if not (person_id.isdecimal() and epoch.isdecimal()):
        return None
    actor = accounts.actor_of_session(int(person_id), int(epoch))
    return SignedIn(actor, int(epoch)) if actor else None
