"""Retention: until when everything of a couple is there.

Sooner counts at once, whoever of the two says so. Later counts when both have said so; until then it is
only a wish, which the other is told nothing of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from couples import live
from couples.access import Holder
from couples.infrastructure.refusals import Refused
from couples.models import Couple, Invite, Seat
from couples.seats.trying import needs_two_people
from couples.seats.writing import locked


class UnknownPeriod(Refused):
    reason = "unknown_period"
    message = "Choose how long this is saved."


@dataclass(frozen=True)
class Period:
    """One that can be chosen. counts: at once, or when both have chosen later. wished: I have chosen it."""

    days: int
    until: datetime
    counts: Literal["at once", "with both"]
    wished: bool


def checked(days: int) -> int:
    """Return these days if two people can choose them; else raise `UnknownPeriod`."""
    if days not in settings.RETENTION_CHOICES:
        raise UnknownPeriod
    return days


def keep_for(holder: Holder, couple_code: str, days: int) -> None:
    """Keep everything for so many days from now: at once if that is sooner, else once both want it longer.

    Of two wishes the shorter one counts. While only one of the two has a seat, theirs is enough. The day that
    it is kept until anyway is no change.
    """
    until = timezone.now() + timedelta(days=checked(days))
    with transaction.atomic():
        couple, mine, theirs = locked(holder, couple_code)
        needs_two_people(couple)
        if is_same_day(until, couple.expires):
            return _wish(mine, None)
        agreed = _agreed(couple.expires, until, theirs)
        if agreed is None:
            return _wish(mine, until)
        Couple.objects.filter(pk=couple.pk).update(expires=agreed)
        # A link to join is open for as long as there is something to join.
        Invite.objects.filter(couple=couple, purpose=Invite.Purpose.JOIN).update(expires=agreed)
        _wish(mine, until if _is_longer(until, agreed) else None)
        if theirs is not None and not _is_longer(theirs.keep_until, agreed):
            _wish(theirs, None)  # it has come true
        transaction.on_commit(partial(live.announce, couple_code))


def keep_as_it_is(holder: Holder, couple_code: str) -> None:
    """Take back the wish for longer, if there is one."""
    with transaction.atomic():
        _, seat, _ = locked(holder, couple_code)
        _wish(seat, None)


def wish_of(seat: Seat) -> datetime | None:
    """Until when whoever sits here wants it kept; None unless that is longer than it is."""
    return seat.keep_until if _is_longer(seat.keep_until, seat.couple.expires) else None


def periods(seat: Seat, *, alone: bool) -> tuple[Period, ...]:
    """What whoever sits here can choose, but for leaving it as it is."""
    now, expires, wish = timezone.now(), seat.couple.expires, wish_of(seat)
    return tuple(
        Period(
            days,
            until,
            "at once" if until < expires or alone else "with both",
            wished=wish is not None and is_same_day(wish, until),
        )
        for days in settings.RETENTION_CHOICES
        if not is_same_day(until := now + timedelta(days=days), expires)
    )


def is_same_day(one: datetime, other: datetime) -> bool:
    """Whether people would call it the same day: that is all that is shown of either."""
    return timezone.localdate(one) == timezone.localdate(other)


def _agreed(now: datetime, until: datetime, theirs: Seat | None) -> datetime | None:
    """Until when it is kept if I want this; None while that needs the other, who doesn't want it longer."""
    if until <= now or theirs is None:
        return until
    if theirs.keep_until is None or theirs.keep_until <= now:
        return None
    return min(until, theirs.keep_until)


def _is_longer(wish: datetime | None, until: datetime) -> bool:
    return wish is not None and wish > until and not is_same_day(wish, until)


def _wish(seat: Seat, until: datetime | None) -> None:
    Seat.objects.filter(pk=seat.pk).update(keep_until=until)
