"""Writing seats and invites: what the use cases here share. Nothing outside this package calls it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from couples import invites
from couples.access import Holder, label, nobody_here, seats_of
from couples.infrastructure import vault
from couples.keys import Keys
from couples.models import Couple, Invite, Seat
from couples.positions import other
from couples.profiles import seal_name


def locked(holder: Holder, couple_code: str) -> tuple[Couple, Seat, Seat | None]:
    """The couple, its row held until the transaction ends, with my seat and the other one.

    Raises `NotHere` for a stranger, and for whoever has lost their seat while they waited for the row.
    """
    found, _ = seats_of(couple_code, holder)
    couple = Couple.objects.select_for_update().filter(pk=found.couple_id).first()
    seats = list(couple.seats.order_by("position")) if couple is not None else []
    mine = next((seat for seat in seats if bytes(seat.token_lookup) in holder.lookups), None)
    if couple is None or mine is None:
        raise nobody_here(holder, couple__code=couple_code)
    return couple, mine, next((seat for seat in seats if seat.pk != mine.pk), None)


def hold(couples: QuerySet[Couple]) -> list[int]:
    """Hold the rows of these couples and of all their sessions until the transaction ends.

    Waits for whoever is writing there, and returns which couples there still are. To be called before rows
    are deleted or changed that somebody in a session may be at, too.
    """
    held = list(couples.select_for_update().order_by("pk").values_list("pk", flat=True))
    for relation in Couple._meta.related_objects:
        model = relation.related_model
        if not isinstance(model, str) and model._meta.app_label != Couple._meta.app_label:
            rows = model._base_manager.filter(**{f"{relation.field.name}__in": held})
            list(rows.select_for_update().order_by("pk").values_list("pk"))
    return held


def new_couple(life: timedelta, kind: Couple.Kind = Couple.Kind.PAIR) -> tuple[Couple, bytes]:
    """A couple without seats, and its key, which is stored nowhere but wrapped for each of them."""
    code, now = secrets.token_hex(8), timezone.now()
    return Couple.objects.create(code=code, created=now, expires=now + life, kind=kind), vault.new_key()


def new_seat(couple: Couple, position: int, token: bytes, keys: Keys, name: str) -> Seat:
    return Seat.objects.create(
        couple=couple,
        position=position,
        profile_sealed=seal_name(couple.code, position, keys.couple, name),
        **wraps(couple.code, position, token, keys),
    )


def wraps(couple_code: str, position: int, token: bytes, keys: Keys) -> dict[str, bytes]:
    """What a seat's row holds so that this token, and no other, opens these keys."""
    return {
        "token_lookup": vault.lookup(token),
        "couple_key_wrap": vault.wrap(keys.couple, token, label(couple_code, position, "couple")),
        "own_key_wrap": vault.wrap(keys.own, token, label(couple_code, position, "own")),
    }


def new_invite(seat: Seat, keys: Keys, purpose: Invite.Purpose, counter: int, expires: datetime) -> None:
    """Make the stored half of an invite that `seat` issues: to the other seat, or to itself when it moves."""
    code, moves = seat.couple.code, purpose == Invite.Purpose.MOVE
    position = seat.position if moves else other(seat.position)
    secret = invites.secret_of(keys.own, code, purpose, position, counter)
    Invite.objects.create(
        couple=seat.couple,
        position=position,
        purpose=purpose,
        counter=counter,
        lookup=vault.lookup(secret),
        couple_key_wrap=vault.wrap(keys.couple, secret, label(code, position, "invite-couple")),
        own_key_wrap=vault.wrap(keys.own, secret, label(code, position, "invite-own")) if moves else None,
        expires=expires,
    )
