"""Passwords, secrets and the forms in which two addresses count as one. Pure: no rows, no requests."""

import secrets
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from email_validator import EmailNotValidError, validate_email

from platform_app.kernel import text

TOKEN_PREFIX = "cex_"  # lets people and scanners recognise a leaked token
BEGINNING = 10

# OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, two passes, one lane.
PASSES, MEMORY_KIB = 2, 19 * 1024

_hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1)
_nobody: str | None = None


def set_cost(passes: int, memory_kib: int) -> None:
    """Choose how dear a hash is; older hashes are renewed at the next sign-in."""
    global _hasher, _nobody
    if (passes, memory_kib) != (_hasher.time_cost, _hasher.memory_cost):
        _hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        _nobody = None


def hash_password(password: str) -> str:
    """Argon2id in the PHC form, with a fresh salt."""
    return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether it is the password; without an account the same work is done for nothing."""
    try:
        _hasher.verify(password_hash or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Made with another cost than today's."""
    return _hasher.check_needs_rehash(password_hash)


def new_secret() -> str:
    """256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is stored of a secret. It is random, so a plain SHA-256 cannot be guessed back."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def email_key(email: str) -> str:
    """The form in which spellings of one mailbox are equal: NFKC, case-folded, the domain in IDNA."""
    folded = text.fold(email)
    try:
        found = validate_email(folded, check_deliverability=False)
    except (EmailNotValidError, UnicodeError):
        return folded
    return f"{found.local_part}@{found.ascii_domain.lower()}"


def mail_address(email: str) -> str:
    """An address as SMTP wants it: the domain in IDNA, the local part as its owner writes it."""
    local, _, domain = email.rpartition("@")
    return f"{local}@{email_key(email).rpartition('@')[2] if domain else ''}"


def client_key(address: str | None) -> str:
    """By what a caller is counted: an IPv4 address, or the /64 that one IPv6 household has."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return (address or "unknown")[:64]
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or ip_network((found, 64), strict=False))
    return str(found)


def _nobodys_hash() -> str:
    global _nobody
    _nobody = _nobody or _hasher.hash("the password of nobody")
    return _nobody
