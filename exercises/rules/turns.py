"""Turns at speaking, on the server's clock. Pure.

What has come true of them are milestones: the start, the floor handed on (`floor-2` …), a pause and its end
(`pause-1`, `resume-1` …), a minute more (`minute-1` …). Everything else follows from when they happened.
A turn that has run out goes on until somebody hands over: the clock has no consequence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from couples.positions import Position, other
from exercises.rules.facts import SharedActivity
from exercises.rules.words import START, Reached, Start, TogetherWord, TurnAct, TurnEvent

MINUTE_MS = 60_000
MOST = 99  # of one sort: more is somebody leaning on a button

Instants = Mapping[tuple[str, Reached], int]  # when each milestone came true, in server milliseconds


@dataclass(frozen=True)
class FloorState:
    """Where the turns stand at one instant.

    number: whose turn it is, from 1; 0 before the start. ends_at: server milliseconds, None while nothing
    runs. left_ms: what is left now, never below 0. pauses, minutes: how many there have been in all.
    """

    number: int
    over: bool
    paused: bool
    ends_at: int | None
    left_ms: int
    pauses: int
    minutes: int

    @property
    def running(self) -> bool:
        return self.number > 0 and not self.over


def reached_at(instants: Instants, round_id: str, step: str) -> dict[Start | TurnEvent, int]:
    """What has come true of a step that both do together, and when."""
    return {
        word.event: at
        for (of_round, word), at in instants.items()
        if of_round == round_id and isinstance(word, TogetherWord) and word.step == step
    }


def floor_of(plan: SharedActivity, milestones: Mapping[Start | TurnEvent, int], now: int) -> FloorState:
    """Where these turns stand.

    milestones: when each event came true, in server milliseconds.
    """
    start = milestones.get(START)
    if start is None:
        return FloorState(0, False, False, None, plan.seconds * 1_000, 0, 0)
    instants: dict[TurnAct, dict[int, int]] = {"floor": {}, "pause": {}, "resume": {}, "minute": {}}
    for event, at in milestones.items():
        if isinstance(event, TurnEvent):
            instants[event.act][event.number] = at
    number = max(instants["floor"], default=1)
    begun = instants["floor"].get(number, start)
    pauses, minutes = max(instants["pause"], default=0), max(instants["minute"], default=0)
    # Which came first is told by the numbers: instants may be the same, and a clock may be set back.
    stood = sum(
        max(0, at - max(instants["pause"][count], begun))
        for count, at in instants["resume"].items()
        if count in instants["pause"]
    )
    paused_at = None if pauses in instants["resume"] else instants["pause"].get(pauses)
    extra = MINUTE_MS * sum(number == 1 or at >= begun for at in instants["minute"].values())
    if number > plan.floors:
        return FloorState(number, True, False, None, 0, pauses, minutes)
    whole = plan.seconds_of(number) * 1_000 + extra
    instant = now if paused_at is None else paused_at
    left = min(whole, max(0, whole + stood - max(0, instant - begun)))
    ends_at = begun + whole + stood if paused_at is None else None
    return FloorState(number, False, paused_at is not None, ends_at, left, pauses, minutes)


def next_event(state: FloorState, act: TurnAct) -> TurnEvent | None:
    """The event of this sort that could happen next, None when none can happen now."""
    if not state.running or state.paused is not (act == "resume") and act != "minute":
        return None
    number = {
        "pause": state.pauses + 1,
        "resume": state.pauses,
        "minute": state.minutes + 1,
        "floor": state.number + 1,
    }[act]
    return TurnEvent(act, number) if 1 <= number <= MOST else None


def holder(plan: SharedActivity, first: Position, number: int) -> Position:
    """The position that has the floor in this turn, when `first` has the first one.

    Turn by turn; or, where every second one says back what was heard: I speak, you say it back, you speak,
    I say it back.
    """
    turn = number // 2 if plan.saying_back else number - 1
    return first if turn % 2 == 0 else other(first)


def may_happen(
    plan: SharedActivity, state: FloorState, event: TurnEvent, me: Position, first: Position, others: bool
) -> bool:
    """Whether this seat may let this happen now.

    Either may pause, go on and give a minute more; the floor is handed on by who has it, or by the
    other where that one is away, or where its time has run out. others: the other is here.
    """
    if next_event(state, event.act) != event:
        return False
    mine = holder(plan, first, state.number) == me
    return event.act != "floor" or mine or not others or state.left_ms == 0
