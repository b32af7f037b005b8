"""Invites: the secret in a shared link, and what can be worked out from it.

Pure. A secret is derived from the inviting seat's own key, so that the link can be shown again although
it is stored nowhere. The claimed seat's token is derived from the secret and from a claim id that only
the claiming browser holds, so that a claim whose reply was lost can be repeated, by that browser alone.
"""

from __future__ import annotations

import re
import secrets

from couples import pasted
from couples.infrastructure import vault
from couples.infrastructure.refusals import Refused

CLAIM_ID_BYTES = 16

_CLAIM_ID = re.compile(r"[0-9a-f]{32}")


class MalformedInvite(Refused):
    """This is no link of ours: cut short, or something else."""

    reason = "malformed_invite"
    message = "This is not a whole link. Copy all of it, from “http” to the last letter, and paste it here."


class TwoInvites(Refused):
    """There are two different links in it, and only one can be meant."""

    reason = "two_invites"
    message = "There are two different links in this. Leave the one you want here, and take out the other."


class InviteGone(Refused):
    """The link opens nothing any more. `why`: "used", "renewed", "expired", or "" where that isn't known."""

    reason = "invite_gone"
    message = "This link has been used, or doesn’t work any more. Ask for a new one."
    status = 410

    def __init__(self, message: str | None = None, why: str = "") -> None:
        super().__init__(message)
        self.why = why


class OwnInvite(Refused):
    """Whoever follows the link sits in this couple already."""

    reason = "own_invite"
    message = "This is your own link. It is for your partner."
    status = 409


def secret_of(own_key: bytes, couple_code: str, purpose: str, position: int, counter: int) -> bytes:
    """Return the secret of one invite. Another counter makes another secret."""
    return vault.derive(own_key, f"meant/v1/invite|{couple_code}|{purpose}|{position}|{counter}")


def text_of(couple_code: str, secret: bytes) -> str:
    """Return what stands behind the `#` of a link."""
    return f"{couple_code}.{vault.to_text(secret)}"


def parse(text: str) -> tuple[str, bytes]:
    """Return couple code and secret of the one invite in a text: a link, or what stands behind its `#`."""
    found = pasted.invites_in(text)
    if len(found) > 1:
        raise TwoInvites
    for invite in found:
        return invite
    raise MalformedInvite


def new_claim_id() -> str:
    """Return a fresh claim id: 128 random bits, as 32 hexadecimal digits."""
    return secrets.token_hex(CLAIM_ID_BYTES)


def token_of(secret: bytes, claim_id: str) -> bytes:
    """Return the token of the seat that is claimed with this secret by whoever holds this claim id."""
    if not _CLAIM_ID.fullmatch(claim_id):
        raise MalformedInvite
    return vault.derive(secret, "meant/v1/seat", salt=bytes.fromhex(claim_id))
