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
        asked = _asked_about(earlier, keys.couple)
        choice = drawing.draw(
            exercise,
            content,
            key=vault.derive(keys.couple, f"meant/v1/draw|{code}"),
            first=not earlier,
            used=frozenset(cue for cues in asked.values() for cue in cues),
            talked_about=_talked_about(earlier, asked),
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


def _asked_about(earlier: list[PairedSession], couple_key: bytes) -> dict[tuple[int, str], list[str]]:
    """The moments that each round of these sessions asked about, by session and round, in order.

    Moments that were only there to choose from were not asked about.
    """
    found: dict[tuple[int, str], list[str]] = {}
    for session in earlier:
        choice = vault.open_sealed(couple_key, bytes(session.choice_sealed), f"{session.code}|choice")
        assert isinstance(choice, dict)
        try:
            rounds = snapshots.kept(session.content_digest).exercise.rounds
        except snapshots.ContentDamaged:
            continue  # one session that can't be shown keeps nobody from another
        for each in rounds:
            if any(screen.voice is not None for screen in each.screens):
                found[session.pk, each.id] = list(choice.get(each.id, ()))
    return found


def _talked_about(earlier: list[PairedSession], asked: dict[tuple[int, str], list[str]]) -> tuple[str, ...]:
    """The moments that the two have compared, the latest first."""
    revealed = set(
        Moment.objects.filter(session__in=earlier, what="reveal").values_list("session_id", "round")
    )
    when = {session.pk: session.started for session in earlier}
    newest = sorted(asked, key=lambda at: when[at[0]], reverse=True)
    return tuple(dict.fromkeys(cue for at in newest if at in revealed for cue in asked[at]))
