"""Writing facts of a sitting: what every use case here is made of. Nothing outside this package calls it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction

from couples import live, vault
from couples.refusals import TooLong
from exercises import rules
from exercises.models import Answer, Moment, PairedSession, Readiness
from exercises.queries import reveals
from exercises.queries.session_state import Own, Sitting, bound
from exercises.rules import Said, clock
from exercises.steps import sharing

SHARED_BYTES = 8192  # every released body is this long, so that nothing can be told from its size


@dataclass(frozen=True)
class Outcome:
    """The sitting after a command, and the revision of the step that it was about (None for a readiness)."""

    sitting: Sitting
    revision: int | None = None


def write(sitting: Sitting, step: str, own: Own) -> None:
    try:
        sealed = vault.seal(
            sitting.keys.own, own.body.to_json(), bound(sitting.code, sitting.me, step, "own")
        )
    except ValueError:
        raise TooLong from None
    Answer.objects.bulk_create(
        [
            Answer(
                session=sitting.session,
                seat=sitting.seat,
                step=step,
                revision=own.revision,
                state=own.state,
                own_sealed=sealed,
            )
        ],
        update_conflicts=True,
        unique_fields=["session", "seat", "step"],
        update_fields=["revision", "state", "own_sealed"],
    )
    sitting.keep(step, own)


def say(sitting: Sitting, round_id: str, what: str, on: bool = True) -> None:
    said = Said(sitting.me, round_id, what)
    if on and said not in sitting.said:
        Readiness.objects.bulk_create(
            [
                Readiness(
                    session=sitting.session, seat=sitting.seat, round=round_id, what=what, at=clock.now_ms()
                )
            ],
            ignore_conflicts=True,
        )
        sitting.said.add(said)
    elif not on and said in sitting.said:
        Readiness.objects.filter(
            session=sitting.session, seat=sitting.seat, round=round_id, what=what
        ).delete()
        sitting.said.discard(said)


def release_steps(sitting: Sitting, *steps: str) -> None:
    """Write an equal-size body for every one of these steps: what is offered, or the one same nothing."""
    release_bodies(
        sitting,
        {step: sharing.offered(sitting.layout, step, sitting.own[step].body) for step in steps},
    )


def release_bodies(sitting: Sitting, bodies: Mapping[str, Any]) -> None:
    """Write these bodies, all of one size, by step. Raises TooLong, which the limits of content rule out."""
    rows = [
        Answer(
            session=sitting.session,
            seat=sitting.seat,
            step=step,
            revision=sitting.own[step].revision,
            state=sitting.own[step].state,
            own_sealed=b"",
            shared_sealed=_sealed(sitting, step, body),
        )
        for step, body in bodies.items()
    ]
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["session", "seat", "step"],
        update_fields=["shared_sealed"],
    )


def _sealed(sitting: Sitting, step: str, body: Any) -> bytes:
    try:
        return vault.seal(
            sitting.keys.couple,
            body,
            bound(sitting.code, sitting.me, step, "shared"),
            SHARED_BYTES,
        )
    except ValueError:
        raise TooLong from None


def empty(sitting: Sitting, steps: list[str]) -> None:
    Answer.objects.filter(session=sitting.session, seat=sitting.seat, step__in=steps).update(
        shared_sealed=b""
    )


def empty_both(sitting: Sitting, step: str) -> None:
    """Take back what either has released of this step, before it was opened. Each keeps what they wrote."""
    Answer.objects.filter(session=sitting.session, step=step).update(shared_sealed=b"")


def settle(sitting: Sitting, tapped: Said | None = None) -> None:
    """Let every moment that is due come true."""
    while found := rules.due(sitting.facts, sitting.here, reveals.card_count(sitting), tapped):
        at = clock.now_ms()
        rows = [
            Moment(
                session=sitting.session,
                round=round_id,
                what=what,
                at=at + clock.ahead_ms(what),
            )
            for round_id, what in found
        ]
        Moment.objects.bulk_create(rows, ignore_conflicts=True)
        sitting.moments.update({(row.round, row.what): row.at for row in rows})


def check_base(kept: Own | None, base: int) -> None:
    """Raise Stale when this is based on another revision than the stored one."""
    stored = kept.revision if kept is not None else 0
    if base != stored:
        raise rules.Stale(stored)


def raise_versions(sitting: Sitting, *, both: bool) -> None:
    """My view has changed; the other's only if something that both can see has."""
    session = sitting.session
    if both or sitting.me == 1:
        session.version_first += 1
    if both or sitting.me == 2:
        session.version_second += 1
    PairedSession.objects.filter(pk=session.pk).update(
        version_first=session.version_first, version_second=session.version_second, ended=session.ended
    )
    versions = (session.version_first, session.version_second)
    transaction.on_commit(partial(live.announce, sitting.couple_code, session.code, versions))
