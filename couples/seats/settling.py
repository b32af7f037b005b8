"""Settling how the two are called and drawn."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from couples import live
from couples.access import Holder, keys_of, seats_of
from couples.infrastructure.refusals import NotHere
from couples.models import Couple, Seat
from couples.profiles import clean_name, seal_name


def rename(holder: Holder, couple_code: str, name: str) -> None:
    """Change the holder's name from now on."""
    name = clean_name(name)
    seat, _ = seats_of(couple_code, holder)
    keys = keys_of(seat, couple_code, holder)
    with transaction.atomic():
        sealed = seal_name(couple_code, seat.position, keys.couple, name)
        if not Seat.objects.filter(pk=seat.pk).update(profile_sealed=sealed):
            raise NotHere
        transaction.on_commit(partial(live.announce, couple_code))


def swap_shapes(holder: Holder, couple_code: str, swapped: bool) -> None:
    """Let the two have each other's shape (`swapped`), or the one they began with. Either may, for both."""
    seat, _ = seats_of(couple_code, holder)
    with transaction.atomic():
        Couple.objects.filter(pk=seat.couple_id).update(shapes_swapped=swapped)
        transaction.on_commit(partial(live.announce, couple_code))
