"""The vault: keys, and what is sealed under them.

Pure. A token is 32 random bytes that only a browser keeps. The server stores what it can look a
token up by, and keys wrapped under it, so that the stored half alone opens nothing.

    token --HKDF--> lookup                      (stored, unique)
    token --HKDF--> wrapping key --AES-GCM--> a key, wrapped   (stored)
    key   --AES-GCM--> a body, padded, sealed   (stored)

Every wrap and every body is bound to the place it belongs to: moved elsewhere, it does not open.
"""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
SIZES = (256, 1024, 4096, 16384)  # the paddings of a body: its length says next to nothing about it

Stored = bytes | memoryview  # as databases hand a blob over

_NONCE_BYTES = 12
_TAG_BYTES = 16
_VERSION = b"\x01"  # of a sealed body; the first byte, so that another scheme can follow


class Unreadable(ValueError):
    """A wrap or a body that does not open here. Never holds any of the content."""

    def __init__(self) -> None:
        super().__init__("this does not open with this key in this place")


def new_key() -> bytes:
    """Return 32 bytes that nobody can guess: a key, or a token."""
    return os.urandom(KEY_BYTES)


def derive(key: bytes, info: str, salt: bytes = b"") -> bytes:
    """Derive 32 bytes from `key` for the one purpose that `info` names."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt or None, info=info.encode()).derive(key)


def lookup(token: bytes) -> bytes:
    """Return what a token is found by. It leads back neither to the token nor to a wrapping key."""
    return sha256(derive(token, "meant/v1/lookup")).digest()


def wrap(key: bytes, token: bytes, label: str) -> bytes:
    """Wrap `key` so that only this token opens it, and only under this label."""
    return _encrypt(_wrapping_key(token, label), key, label)


def unwrap(wrapped: Stored, token: bytes, label: str) -> bytes:
    """Return the wrapped key, or raise `Unreadable`."""
    return _decrypt(_wrapping_key(token, label), bytes(wrapped), label)


def seal(key: bytes, body: object, bound_to: str, size: int | None = None) -> bytes:
    """Seal a JSON body for the one place `bound_to` names.

    The body is padded to exactly `size` bytes, or to the smallest of `SIZES` that holds it. Bodies of
    one size are told apart by nothing. Raises `ValueError`, without the content, for what is not JSON,
    is not text that can be encoded, or is too long.
    """
    text = _encode(body)
    if size is None:
        size = next((each for each in SIZES if len(text) <= each), 0)
    if len(text) > size:
        raise ValueError("this body is too long to be sealed")
    # JSON ignores trailing spaces, so the padding needs no length of its own.
    return _VERSION + _encrypt(key, text.ljust(size), bound_to)


def open_sealed(key: bytes, sealed: Stored, bound_to: str) -> object:
    """Return the body that was sealed for this place, or raise `Unreadable`."""
    whole = bytes(sealed)
    if whole[:1] != _VERSION:
        raise Unreadable
    body: object = json.loads(_decrypt(key, whole[1:], bound_to).decode())  # of bytes it would guess how
    return body


def to_text(token: bytes) -> str:
    """Return a token as it travels: base64url without padding."""
    return urlsafe_b64encode(token).rstrip(b"=").decode()


def from_text(text: str) -> bytes:
    """Return the token that `text` spells; `ValueError` unless it is exactly one token, spelt our way."""
    try:
        token = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (ValueError, TypeError):
        token = b""
    if len(token) != KEY_BYTES or to_text(token) != text:
        raise ValueError("this is not a token")
    return token


def _encode(body: object) -> bytes:
    try:
        text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return text.encode()
    except (TypeError, ValueError, RecursionError):
        pass
    # Raised out here, so that the original (whose text may quote the body) is not even chained to it.
    raise ValueError("this body cannot be written as JSON")


def _wrapping_key(token: bytes, label: str) -> bytes:
    return derive(token, f"meant/v1/kek|{label}")


def _encrypt(key: bytes, plain: bytes, bound_to: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def _decrypt(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    if len(sealed) < _NONCE_BYTES + _TAG_BYTES:
        raise Unreadable
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to.encode())
    except InvalidTag:
        raise Unreadable from None
