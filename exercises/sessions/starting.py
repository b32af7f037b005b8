"""Starting an exercise, with a new couple or with the one there is."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from couples import access, seats, vault
from couples.access import Holder
from exercises import clock, drawing, library, rules, snapshots
from exercises.models import Moment, PairedSession, Readiness

CODE_BYTES = 16  # 128 bits; a code in a URL opens nothing without a seat's cookie


@dataclass(frozen=True)
class Started:
    """token is the starter's new seat token, or None when the couple was there before."""

    code: str
    couple_code: str
    token: bytes | None


def start(
    slug: str, *, holder: Holder, couple_code: str | None = None, name: str = "", days: int = 30
) -> Started:
    """Begin an exercise: with a new couple (name, days), or with the one this browser holds a seat of.

    Raises NotHere for an unknown exercise or a couple of somebody else's, and what `open_couple` refuses.
    """
    content = library.current()
    exercise = content.exercise(slug)
    with transaction.atomic():
        token = None
        if couple_code is None:
            opened = seats.open_couple(name, days)
            couple_code, token = opened.couple_code, opened.token
            holder = Holder((token,))
        seat, both = access.seats_of(couple_code, holder)
        keys = access.keys_of(seat, couple_code, holder)
        code = secrets.token_hex(CODE_BYTES)
        earlier = list(PairedSession.objects.filter(couple=seat.couple))
        choice = drawing.draw(
            exercise,
            content,
            key=vault.derive(keys.couple, f"meant/v1/draw|{code}"),
            first=not earlier,
            used=_used(earlier, keys.couple),
            talked_about=_talked_about(earlier, keys.couple),
        )
        session = PairedSession.objects.create(
            couple=seat.couple,
            code=code,
            exercise=slug,
            content_digest=snapshots.keep(exercise, content),
            choice_sealed=vault.seal(keys.couple, choice, f"{code}|choice"),
            started=timezone.now(),
        )
        if len(both) == 2 and not exercise.gate:  # the link has done its work: nobody needs a lobby
            Readiness.objects.create(
                session=session, seat=both[0], round=rules.WHOLE, what="begin", at=clock.now_ms()
            )
    return Started(code, couple_code, token)


def _talked_about(earlier: list[PairedSession], couple_key: bytes) -> tuple[str, ...]:
    """The moments that the two have compared, the latest first."""
    revealed = set(
        Moment.objects.filter(session__in=earlier, what="reveal").values_list("session_id", "round")
    )
    found: list[str] = []
    for session in sorted(earlier, key=lambda session: session.started, reverse=True):
        choice = vault.open_sealed(couple_key, bytes(session.choice_sealed), f"{session.code}|choice")
        assert isinstance(choice, dict)
        found += [
            cue for round_id, cues in choice.items() if (session.pk, round_id) in revealed for cue in cues
        ]
    return tuple(dict.fromkeys(found))


def _used(earlier: list[PairedSession], couple_key: bytes) -> frozenset[str]:
    used: set[str] = set()
    for session in earlier:
        choice = vault.open_sealed(couple_key, bytes(session.choice_sealed), f"{session.code}|choice")
        assert isinstance(choice, dict)
        used.update(cue for cues in choice.values() for cue in cues)
    return frozenset(used)
