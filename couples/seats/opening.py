"""Opening a couple: its first seat and the invite to the second, or both seats on one phone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from couples.infrastructure import vault
from couples.keys import Keys
from couples.models import Invite
from couples.positions import BOTH, FIRST
from couples.profiles import clean_name
from couples.seats.retention import checked
from couples.seats.writing import new_couple, new_invite, new_seat


@dataclass(frozen=True)
class Opened:
    """beside: the token of the second seat, where both are in one browser."""

    couple_code: str
    position: int
    token: bytes = field(repr=False)
    beside: bytes | None = field(default=None, repr=False)


def open_couple(name: str, days: int) -> Opened:
    """Open a couple that lives for so many days: its first seat, and the invite to the second."""
    name = clean_name(name)
    with transaction.atomic():
        couple, couple_key = new_couple(timedelta(days=checked(days)))
        keys, token = _new_keys(couple_key), vault.new_key()
        seat = new_seat(couple, FIRST, token, keys, name)
        new_invite(seat, keys, Invite.Purpose.JOIN, counter=0, expires=couple.expires)
    return Opened(couple.code, FIRST, token)


def open_on_one_phone(name: str, partner: str, days: int) -> Opened:
    """Open a couple whose two people share a phone: both seats at once. There is nobody left to invite."""
    chosen = clean_name(name), clean_name(partner)
    with transaction.atomic():
        couple, couple_key = new_couple(timedelta(days=checked(days)))
        first, second = vault.new_key(), vault.new_key()
        for position, token, each in zip(BOTH, (first, second), chosen, strict=True):
            new_seat(couple, position, token, _new_keys(couple_key), each)
    return Opened(couple.code, FIRST, first, beside=second)


def _new_keys(couple_key: bytes) -> Keys:
    return Keys(couple=couple_key, own=vault.new_key())
