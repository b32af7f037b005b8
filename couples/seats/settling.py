"""Settling how the two are called and drawn."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from couples import live
from couples.access import Holder, keys_of
from couples.models import Couple, Seat
from couples.profiles import clean_name, seal_name
from couples.seats.writing import locked


def rename(holder: Holder, couple_code: str, name: str) -> None:
    """Change the holder's name from now on."""
    name = clean_name(name)
    with transaction.atomic():
        _, seat, _ = locked(holder, couple_code)
        keys = keys_of(seat, couple_code, holder)
        sealed = seal_name(couple_code, seat.position, keys.couple, name)
        Seat.objects.filter(pk=seat.pk).update(profile_sealed=sealed)
        transaction.on_commit(partial(live.announce, couple_code))


def swap_shapes(holder: Holder, couple_code: str, swapped: bool) -> None:
    """Let the two have each other's shape (`swapped`), or the one they began with. Either may, for both."""
    with transaction.atomic():
        couple, _, _ = locked(holder, couple_code)
        Couple.objects.filter(pk=couple.pk).update(shapes_swapped=swapped)
        transaction.on_commit(partial(live.announce, couple_code))
