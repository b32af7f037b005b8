"""Opening a couple: its first seat, and the invite to the second."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from couples.infrastructure import vault
from couples.keys import Keys
from couples.models import Couple, Invite
from couples.positions import FIRST
from couples.profiles import clean_name
from couples.seats.retention import checked
from couples.seats.writing import new_invite, new_seat


@dataclass(frozen=True)
class Opened:
    couple_code: str
    position: int
    token: bytes = field(repr=False)


def open_couple(name: str, days: int) -> Opened:
    """Open a couple that lives for so many days: its first seat, and the invite to the second."""
    days, name = checked(days), clean_name(name)
    code, token = secrets.token_hex(8), vault.new_key()
    keys = Keys(couple=vault.new_key(), own=vault.new_key())
    now = timezone.now()
    with transaction.atomic():
        couple = Couple.objects.create(code=code, created=now, expires=now + timedelta(days=days))
        seat = new_seat(couple, FIRST, token, keys, name)
        new_invite(seat, keys, Invite.Purpose.JOIN, counter=0, expires=couple.expires)
    return Opened(code, FIRST, token)
