"""Spending links: they open nothing any more, and whoever has one can be told why."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from couples.infrastructure import vault
from couples.invites import InviteGone
from couples.models import Invite, Spent

MOST_OF_A_COUPLE = 50  # links that are remembered; of what is older nobody knows more than that it is gone

_LINKS = (Spent.Why.USED, Spent.Why.RENEWED, Spent.Why.EXPIRED)


def spend(invites: QuerySet[Invite], why: Spent.Why) -> int:
    """Delete these invites and remember why. Returns how many were there: of two at once, for one alone."""
    found = list(invites)
    deleted = invites.delete()[0]
    if deleted and found:
        spent = [
            Spent(couple_id=each.couple_id, position=each.position, lookup=each.lookup, why=why)
            for each in found
        ]
        Spent.objects.bulk_create(spent, ignore_conflicts=True)
        if why == Spent.Why.RENEWED:  # the only one that somebody can do again and again, alone
            _forget_the_oldest(found[0].couple_id)
    return deleted


def gone(couple_code: str, secret: bytes) -> InviteGone:
    """What to raise at whoever has this secret, which opens nothing. To anybody else it says nothing."""
    lookup, now = vault.lookup(secret), timezone.now()
    if Invite.objects.filter(lookup=lookup, couple__code=couple_code, expires__lte=now).exists():
        return InviteGone(why=Spent.Why.EXPIRED)
    spent = Spent.objects.filter(
        lookup=lookup, couple__code=couple_code, couple__expires__gt=now, why__in=_LINKS
    )
    return InviteGone(why=spent.values_list("why", flat=True).first() or "")


def _forget_the_oldest(couple_id: int) -> None:
    links = Spent.objects.filter(couple_id=couple_id, why__in=_LINKS).order_by("-pk")
    oldest = list(links.values_list("pk", flat=True)[MOST_OF_A_COUPLE:])
    if oldest:
        Spent.objects.filter(pk__in=oldest).delete()
