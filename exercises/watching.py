"""What a process looks at for all its sockets at once: versions and presence, two queries in all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from couples.models import Lease
from exercises.models import PairedSession


@dataclass(frozen=True)
class Glance:
    """A session at a glance: its two versions and which positions are here."""

    versions: tuple[int, int]
    here: frozenset[int]


def glance(codes: Collection[str]) -> dict[str, Glance]:
    """By code; a session that is gone or has expired is missing."""
    now = timezone.now()
    rows = list(
        PairedSession.objects.filter(code__in=codes, couple__expires__gt=now).values_list(
            "code", "couple_id", "version_first", "version_second"
        )
    )
    here: dict[int, set[int]] = {}
    leases = Lease.objects.filter(seat__couple_id__in={row[1] for row in rows}, expires__gt=now)
    for couple_id, position in leases.values_list("seat__couple_id", "seat__position"):
        here.setdefault(couple_id, set()).add(position)
    return {
        code: Glance((first, second), frozenset(here.get(couple_id, ())))
        for code, couple_id, first, second in rows
    }
