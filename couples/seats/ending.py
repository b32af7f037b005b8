"""The end: erasing for both, and sweeping up what has expired."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from couples import live
from couples.access import Holder, seats_of
from couples.infrastructure import database
from couples.models import Couple, Invite, Spent
from couples.seats.spending import spend

SWEEP_AT_ONCE = 100  # couples in one transaction, so that nobody waits long for a lock


def erase(holder: Holder, couple_code: str) -> None:
    """Erase everything of this couple, for both, at once. There is no way back."""
    seat, _ = seats_of(couple_code, holder)
    with transaction.atomic():
        _hold(Couple.objects.filter(pk=seat.couple_id))
        Couple.objects.filter(pk=seat.couple_id).delete()
        transaction.on_commit(partial(live.announce, couple_code))
    database.empty_write_ahead_log()


def sweep() -> int:
    """Erase the couples and invites that have expired, a few at a time; return how many couples."""
    couples = 0
    expired = Couple.objects.filter(expires__lte=timezone.now())
    while codes := list(expired.values_list("code", flat=True)[:SWEEP_AT_ONCE]):
        with transaction.atomic():
            _hold(Couple.objects.filter(code__in=codes))
            Couple.objects.filter(code__in=codes).delete()
            for code in codes:
                transaction.on_commit(partial(live.announce, code))
        couples += len(codes)
    with transaction.atomic():
        over = Invite.objects.filter(expires__lte=timezone.now())
        list(Couple.objects.select_for_update().filter(pk__in=over.values("couple")).order_by("pk"))
        spend(over, Spent.Why.EXPIRED)
    return couples


def _hold(couples: QuerySet[Couple]) -> None:
    """Wait for whoever is writing, in the order in which they hold rows: the couple's, then its sessions'.

    What is deleted goes from the leaves on. Without this each could wait for the other, and the database
    would let the erasing go.
    """
    held = list(couples.select_for_update().order_by("pk").values_list("pk", flat=True))
    for relation in Couple._meta.related_objects:
        model = relation.related_model
        if not isinstance(model, str) and model._meta.app_label != Couple._meta.app_label:
            rows = model._base_manager.filter(**{f"{relation.field.name}__in": held})
            list(rows.select_for_update().order_by("pk").values_list("pk"))
