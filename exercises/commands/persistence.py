"""Writing facts of a session: what every use case here is made of. Nothing outside this package calls it.

What an answer writes is prepared: with its state loaded and its preview rendered it then took 3.7 ms of a
busy processor instead of 4.3 (medians of four runs in turns, of 240 answers each).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.db import models, transaction

from couples import live
from couples.infrastructure import vault
from couples.infrastructure.prepared_writes import PreparedInsert, PreparedUpdate
from couples.infrastructure.refusals import TooLong
from couples.positions import FIRST, SECOND
from exercises import rules
from exercises.models import Answer, Milestone, PairedSession
from exercises.models import Signal as SignalRow
from exercises.queries import reveals
from exercises.queries.sealed import bound
from exercises.queries.session_state import OwnAnswer, SessionState
from exercises.rules import Signal, clock
from exercises.rules.words import Said
from exercises.steps import sharing

SHARED_BYTES = 8192  # every released body is this long, so that nothing can be told from its size

_STEP = ("session", "seat", "step")
_ANSWERS = PreparedInsert(Answer, unique=_STEP, update=("revision", "state", "own_sealed"))
_RELEASED = PreparedInsert(Answer, unique=_STEP, update=("shared_sealed",))
_SIGNALS = PreparedInsert(SignalRow)  # who has said it has said it
_MILESTONES = PreparedInsert(Milestone)  # what has come true stays so, at its first instant
_VERSIONS = PreparedUpdate(
    lambda session: PairedSession.objects.filter(pk=session),
    models.BigAutoField(),
    sets=("version_first", "version_second", "ended"),
)


@dataclass(frozen=True)
class Outcome:
    """The state after a command, and the revision of the step that it was about (None for a signal)."""

    state: SessionState
    revision: int | None = None


def write(state: SessionState, step: str, own: OwnAnswer) -> SessionState:
    """Store what this seat gave to a step. Raises TooLong."""
    try:
        sealed = vault.seal(state.keys.own, own.body.to_json(), bound(state.code, state.me, step, "own"))
    except ValueError:
        raise TooLong from None
    _ANSWERS.insert([_row(state, step, own, own_sealed=sealed)])
    return replace(state, own={**state.own, step: own})


def say(state: SessionState, round_id: str, word: Said, on: bool = True) -> SessionState:
    """Say a word, or take it back."""
    said, what = Signal(state.me, round_id, word), str(word)
    if on and said not in state.said:
        at = clock.now_ms()
        row = SignalRow(session_id=state.session.pk, seat_id=state.seat.pk, round=round_id, what=what, at=at)
        _SIGNALS.insert([row])
        return replace(state, said=state.said | {said})
    if not on and said in state.said:
        SignalRow.objects.filter(session=state.session, seat=state.seat, round=round_id, what=what).delete()
        return replace(state, said=state.said - {said})
    return state


def take_back_both(state: SessionState, round_id: str, word: Said) -> SessionState:
    """Take back a word of a round, whoever of the two has said it."""
    SignalRow.objects.filter(session=state.session, round=round_id, what=str(word)).delete()
    return replace(state, said=frozenset(s for s in state.said if (s.round, s.word) != (round_id, word)))


def release_steps(state: SessionState, *steps: str) -> None:
    """Write an equal-size body for every one of these steps: what is offered, or the one same nothing."""
    release_bodies(
        state,
        {step: sharing.released_body(state.layout, step, state.own[step].body) for step in steps},
    )


def release_bodies(state: SessionState, bodies: Mapping[str, Any]) -> None:
    """Write these bodies, all of one size, by step. Raises TooLong, which the limits of content rule out."""
    _RELEASED.insert(
        [
            _row(state, step, state.own[step], own_sealed=b"", shared_sealed=_sealed(state, step, body))
            for step, body in bodies.items()
        ]
    )


def _row(state: SessionState, step: str, own: OwnAnswer, **sealed: bytes) -> Answer:
    return Answer(
        session_id=state.session.pk,
        seat_id=state.seat.pk,
        step=step,
        revision=own.revision,
        state=own.state,
        **sealed,
    )


def _sealed(state: SessionState, step: str, body: Any) -> bytes:
    try:
        return vault.seal(
            state.keys.couple,
            body,
            bound(state.code, state.me, step, "shared"),
            SHARED_BYTES,
        )
    except ValueError:
        raise TooLong from None


def empty(state: SessionState, steps: list[str]) -> None:
    Answer.objects.filter(session=state.session, seat=state.seat, step__in=steps).update(shared_sealed=b"")


def empty_both(state: SessionState, step: str) -> None:
    """Take back what either has released of this step, before it was opened. Each keeps what they wrote."""
    Answer.objects.filter(session=state.session, step=step).update(shared_sealed=b"")


def apply_due_milestones(state: SessionState, tapped: Signal | None = None) -> SessionState:
    """Let every milestone that is due come true."""
    while found := rules.due(state.facts, state.here, reveals.card_count(state), tapped):
        at = clock.now_ms()
        reached = {(round_id, word): at + clock.ahead_ms(word) for round_id, word in found}
        rows = [
            Milestone(session_id=state.session.pk, round=round_id, what=str(word), at=instant)
            for (round_id, word), instant in reached.items()
        ]
        _MILESTONES.insert(rows)
        state = replace(state, milestones={**state.milestones, **reached})
    return state


def check_base(kept: OwnAnswer | None, base: int) -> None:
    """Raise Stale when this is based on another revision than the stored one."""
    stored = kept.revision if kept is not None else 0
    if base != stored:
        raise rules.Stale(stored)


def raise_versions(state: SessionState, *, both: bool) -> SessionState:
    """My view has changed; the other's only if something that both can see has."""
    first, second = state.versions
    versions = (first + (both or state.me == FIRST), second + (both or state.me == SECOND))
    _VERSIONS.update((state.session.pk,), (*versions, state.ended))
    transaction.on_commit(partial(live.announce, state.couple_code, state.code, versions))
    return replace(state, versions=versions)
