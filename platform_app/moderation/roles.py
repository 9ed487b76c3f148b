"""As what somebody acts when she moderates: all that the public log says of her."""

from platform_app.access.actor import Actor
from platform_app.access.levels import PlatformRole


def role_of(actor: Actor) -> str:
    """`moderator`, `administrator`, `platform` or `province`."""
    if actor.is_system:
        return "platform"
    if PlatformRole.MODERATOR in actor.roles:
        return "moderator"
    return "administrator" if PlatformRole.ADMIN in actor.roles else "province"
