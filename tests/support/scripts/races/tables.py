"""What is stored of a couple, without anything that is another one each time: keys, codes, instants, bodies.

Two tables are equal when the same has happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from couples.models import Couple, Invite, Lease, Seat, Spent
from exercises.models import Answer, GlossaryLine, Milestone, PairedSession, Signal

Table = dict[str, Any]


def table_of(couple_code: str) -> Table:
    """Every row of this couple, as far as it tells what has happened."""
    couple = Couple.objects.filter(code=couple_code).first()
    ours = {"couple__code": couple_code}
    of_session = {f"session__{field}": value for field, value in ours.items()}
    numbers = {
        pk: number
        for number, pk in enumerate(
            PairedSession.objects.filter(**ours).order_by("pk").values_list("pk", flat=True)
        )
    }
    return {
        "couple": couple and (couple.expires.date(), couple.shapes_swapped),
        "seats": sorted(
            (seat.position, seat.is_vacant, seat.keep_until is not None, len(seat.profile_sealed))
            for seat in Seat.objects.filter(**ours)
        ),
        "invites": _sorted(Invite.objects.filter(**ours).values_list("position", "purpose")),
        "spent": _sorted(Spent.objects.filter(**ours).values_list("position", "why")),
        "leases": _sorted(Lease.objects.filter(seat__couple__code=couple_code).values_list("seat__position")),
        "sessions": [
            (row.exercise, row.version_first, row.version_second, row.ended is not None)
            for row in PairedSession.objects.filter(**ours).order_by("pk")
        ],
        "answers": sorted(
            (
                numbers[row.session_id],
                row.seat.position,
                row.step,
                row.revision,
                row.state,
                bool(row.own_sealed),
                bool(row.shared_sealed),
            )
            for row in Answer.objects.filter(**of_session).select_related("seat")
        ),  # fmt: skip
        "signals": sorted(
            (numbers[session], *rest)
            for session, *rest in Signal.objects.filter(**of_session).values_list(
                "session", "seat__position", "round", "what"
            )
        ),
        "milestones": sorted(
            (numbers[session], *rest)
            for session, *rest in Milestone.objects.filter(**of_session).values_list(
                "session", "round", "what"
            )
        ),
        "lines": _sorted(
            GlossaryLine.objects.filter(**ours).values_list("seat__position", "cue", "revision")
        ),
    }


def _sorted(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows)
