"""Keys of an office: Ed25519 signs its letters, X25519 (age) opens letters sealed to it."""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desktop.domain.change import canonical
from desktop.domain.package import PublicKey, Signature
from desktop.exchange.fields import Fields
from desktop.exchange.strict_json import read_json
from desktop.kernel.errors import KnownError

NAME = "manifest.sig"
ALGORITHM = "Ed25519"
FINGERPRINT_GROUPS = 6

_CONTEXT = b"SGB-PKG-v1\0"
_GROUP = 4


@dataclass(frozen=True, slots=True, repr=False)
class OwnKey:
    """Both halves of an office's keys, as text that a ledger can keep."""

    sign: str
    receive: str

    @property
    def public(self) -> PublicKey:
        """The half that others may have."""
        raw = _private(self.sign).public_key().public_bytes_raw()
        return PublicKey(_text(raw), str(pyrage.x25519.Identity.from_str(self.receive).to_public()))


def new_key() -> OwnKey:
    """Return fresh keys, made by the computer's own source of randomness."""
    return OwnKey(_text(Ed25519PrivateKey.generate().private_bytes_raw()), str(pyrage.x25519.Identity.generate()))


def key_id(sign: str) -> str:
    """Return the id of the public signing key *sign*: sixteen hexadecimal digits of its digest."""
    return sha256(_bytes(sign)).hexdigest()[:16]


def fingerprint(key: PublicKey) -> str:
    """Return the fingerprint of *key* as a person reads it aloud: six groups of four digits, about 80 bits."""
    number = int(sha256(key.said.encode()).hexdigest(), 16) % 10 ** (FINGERPRINT_GROUPS * _GROUP)
    digits = f"{number:0{FINGERPRINT_GROUPS * _GROUP}d}"
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


def check_key(key: PublicKey) -> None:
    """Raise `KnownError` if *key* is not the public half of anything."""
    try:
        Ed25519PublicKey.from_public_bytes(_bytes(key.sign))
        pyrage.x25519.Recipient.from_str(key.receive)
    except (ValueError, pyrage.RecipientError) as error:
        raise KnownError("package_damaged", place="keys") from error


def signature_bytes(manifest: bytes, key: OwnKey) -> bytes:
    """Return the file `manifest.sig` for the bytes of a manifest."""
    public = key.public.sign
    signed = _private(key.sign).sign(_CONTEXT + sha256(manifest).digest())
    found = {"alg": ALGORITHM, "key_id": key_id(public), "public": public, "sig": _text(signed)}
    return canonical(dict(found)).encode()


def check_signature(manifest: bytes, content: bytes) -> Signature:
    """Return whose signature *content* is; raise `KnownError` unless it fits the very bytes of *manifest*.

    Whether the key is that of the office it names is for the caller to know.
    """
    fields = Fields(read_json(content, NAME), NAME)
    if fields.text("alg") != ALGORITHM:
        raise KnownError("package_too_new", wanted="alg")
    said, public, signed = fields.text("key_id"), fields.text("public"), fields.text("sig")
    try:
        key = Ed25519PublicKey.from_public_bytes(_bytes(public))
        key.verify(_bytes(signed), _CONTEXT + sha256(manifest).digest())
    except (ValueError, InvalidSignature) as error:
        raise KnownError("package_damaged", place=NAME) from error
    if key_id(public) != said:
        raise KnownError("package_damaged", place=f"{NAME} key_id")
    return Signature(said, public)


def _private(text: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_bytes(text))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("not base64") from error
    if _text(raw) != text:  # one spelling only, or two signatures would differ and be the same
        raise ValueError("not canonical base64")
    return raw
