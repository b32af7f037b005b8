"""What a process looks at for all its sockets at once: versions and presence, two queries in all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from couples.access import Holder
from couples.models import Lease, Seat
from exercises.models import PairedSession


@dataclass(frozen=True)
class SessionStatus:
    """A session at a glance: its two versions, which positions are here, and what finds its seats now."""

    versions: tuple[int, int]
    here: frozenset[int]
    lookups: frozenset[bytes]

    def has_a_seat_for(self, holder: Holder) -> bool:
        """Whether one of the seats is still this holder's: it may have moved to another device."""
        return not self.lookups.isdisjoint(holder.lookups)


def statuses(codes: Collection[str]) -> dict[str, SessionStatus]:
    """By code; a session that is gone or has expired is missing."""
    now = timezone.now()
    rows = list(
        PairedSession.objects.filter(code__in=codes, couple__expires__gt=now).values_list(
            "code", "couple_id", "version_first", "version_second"
        )
    )
    here: dict[int, set[int]] = defaultdict(set)
    lookups: dict[int, set[bytes]] = defaultdict(set)
    live = Exists(Lease.objects.filter(seat=OuterRef("pk"), expires__gt=now))
    seats = Seat.objects.filter(couple_id__in={row[1] for row in rows}).annotate(is_here=live)
    for couple_id, position, lookup, is_here in seats.values_list(
        "couple_id", "position", "token_lookup", "is_here"
    ):
        lookups[couple_id].add(bytes(lookup))
        if is_here:
            here[couple_id].add(position)
    return {
        code: SessionStatus((first, second), frozenset(here[couple_id]), frozenset(lookups[couple_id]))
        for code, couple_id, first, second in rows
    }
