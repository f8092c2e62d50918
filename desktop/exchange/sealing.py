"""The envelope (age v1): only its recipients, or whoever knows the passphrase, can open it."""

from collections.abc import Sequence

import pyrage

from desktop.domain.passphrase import as_heard
from desktop.exchange.limits import PACKAGE
from desktop.kernel.errors import KnownError

MAGIC = b"age-encryption.org/v1"

_PASSPHRASE = b"-> scrypt "
_NO_KEY = "No matching keys"


def seal_to(content: bytes, recipients: Sequence[str]) -> bytes:
    """Return *content* sealed to the receiving keys *recipients*."""
    return bytes(pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(each) for each in recipients]))


def seal_with(content: bytes, passphrase: str) -> bytes:
    """Return *content* sealed with *passphrase*, which travels by another way."""
    return bytes(pyrage.passphrase.encrypt(content, as_heard(passphrase)))


def sealed(content: bytes) -> bool:
    """Return whether *content* is an envelope."""
    return content.startswith(MAGIC)


def wants_passphrase(content: bytes) -> bool:
    """Return whether the envelope *content* was sealed with a passphrase."""
    return _PASSPHRASE in content[:200]


def unseal(content: bytes, identities: Sequence[str], passphrase: str = "") -> bytes:
    """Return what the envelope holds.

    Raise `KnownError`: `package_not_recipient` if none of *identities* fits or the *passphrase* is wrong,
    `package_damaged` if it was cut or changed.
    """
    try:
        if wants_passphrase(content):
            if not passphrase:
                raise KnownError("package_wants_passphrase")
            found = _opened(content, passphrase)
        else:
            found = pyrage.decrypt(content, [pyrage.x25519.Identity.from_str(each) for each in identities])
    except pyrage.DecryptError as error:
        if passphrase or _NO_KEY in str(error):
            raise KnownError("package_not_recipient") from error
        raise KnownError("package_damaged", place="envelope") from error
    if len(found) > PACKAGE:
        raise KnownError("package_hostile", place="size")
    return bytes(found)


def _opened(content: bytes, passphrase: str) -> bytes:
    """Return what *passphrase* opens; another program may have taken it with its gaps."""
    heard = as_heard(passphrase)
    try:
        return bytes(pyrage.passphrase.decrypt(content, heard))
    except pyrage.DecryptError:
        if heard == passphrase:
            raise
    return bytes(pyrage.passphrase.decrypt(content, passphrase))
