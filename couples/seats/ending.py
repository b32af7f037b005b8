"""The end: erasing for both, and sweeping up what has expired."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone

from couples import live
from couples.access import Holder
from couples.infrastructure import database
from couples.models import Couple, Invite, Spent
from couples.seats.spending import spend
from couples.seats.writing import hold, locked

SWEEP_AT_ONCE = 100  # couples in one transaction, so that nobody waits long for a lock


def erase(holder: Holder, couple_code: str) -> None:
    """Erase everything of this couple, for both, at once. There is no way back."""
    with transaction.atomic():
        couple, _, _ = locked(holder, couple_code)
        hold(Couple.objects.filter(pk=couple.pk))
        Couple.objects.filter(pk=couple.pk).delete()
        transaction.on_commit(partial(live.announce, couple_code))
    database.empty_write_ahead_log()


def sweep() -> int:
    """Erase the couples and invites that have expired, a few at a time; return how many couples."""
    couples = 0
    expired = Couple.objects.filter(expires__lte=timezone.now())
    while codes := list(expired.values_list("code", flat=True)[:SWEEP_AT_ONCE]):
        with transaction.atomic():
            Couple.objects.filter(pk__in=hold(expired.filter(code__in=codes))).delete()
            for code in codes:
                transaction.on_commit(partial(live.announce, code))
        couples += len(codes)
    with transaction.atomic():
        over = Invite.objects.filter(expires__lte=timezone.now())
        list(Couple.objects.select_for_update().filter(pk__in=over.values("couple")).order_by("pk"))
        spend(over, Spent.Why.EXPIRED)
    return couples
