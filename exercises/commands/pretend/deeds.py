"""Deeds: what a pretend partner would do next, from where its own seat stands. Reads only.

It goes with the person: it answers as many steps as they have answered, shows its own when they have shown
theirs, goes on when they go on. It never urges, and it never is the first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from couples.infrastructure.refusals import Refused
from couples.positions import Position, other
from exercises import rules
from exercises.commands.dispatching import Answer, Command, Ready
from exercises.commands.pretend.answers import answer_to, letter, takeaway
from exercises.queries.circumstances import SessionCircumstances
from exercises.queries.session_state import SessionState
from exercises.rules import SharedActivity, Stage, clock, stage_of, turns
from exercises.rules.talks import floor_of_talk
from exercises.rules.turns import FloorState
from exercises.rules.words import (
    Breathe,
    Next,
    RoundWord,
    Said,
    SessionWord,
    Start,
    TalkEvent,
    TalkWord,
    TogetherWord,
    TurnEvent,
    Way,
)

TURN_MS = 5_000  # it speaks for so long at least, and then hands over: there is nothing to listen to

# What it says once the person has. In this order: who looks at it alone is settled before the reveal.
_AGREED = (
    RoundWord.APART,
    RoundWord.PREVIEW,
    RoundWord.MORE,
    RoundWord.ENOUGH,
    RoundWord.TENDER,
    RoundWord.REST,
)


def next_deed(mine: SessionState, answered: Collection[str]) -> Command | None:
    """The one thing to do now; None where it is the person's turn.

    mine: of the pretend seat. answered: the ids of the steps that the person has in; of what is in them
    nothing is known here.
    """
    if not mine.facts.open:
        return None
    return next(_deeds(mine, answered), None)


def _deeds(mine: SessionState, answered: Collection[str]) -> Iterator[Command]:
    yield from (Ready(round_id, word) for round_id, word in _agreed(mine) if _may(mine, round_id, word))
    yield from _turns(mine)
    yield from _letter(mine)
    where = stage_of(mine.facts, mine.me)
    if where.stage is Stage.TAKEAWAY and mine.facts.has_said(_them(mine), rules.WHOLE, SessionWord.TAKEAWAY):
        yield takeaway(mine)
    if where.stage is Stage.STEP and where.round is not None:
        steps = where.round.steps
        if sum(step in answered for step in steps) > sum(step in mine.facts.mine for step in steps):
            yield answer_to(mine, rules.open_steps(mine.facts, where.round)[0])


# ---- what is said when the other has said it ------------------------------------------------------------


def _agreed(mine: SessionState) -> Iterator[tuple[str, Said]]:
    """What the person has said of this session, and the pretend partner has not, as far as it goes along."""
    said = {(each.round, each.word) for each in mine.said if each.position == _them(mine)}
    found = [(round_id, meant) for round_id, word in said if (meant := _echo(word)) is not None]
    yield from sorted(
        (each for each in found if not mine.facts.has_said(mine.me, *each)),
        key=lambda each: (_AGREED.index(each[1]) if each[1] in _AGREED else 0, each[0], str(each[1])),
    )


def _echo(word: Said) -> Said | None:
    """What it says to this word; None where it says nothing."""
    match word:
        case RoundWord.YES | RoundWord.ALMOST:
            return RoundWord.YES  # it is easily understood
        case SessionWord.BEGIN | Next() | TogetherWord(event=Start()):
            return word
        case TalkWord(event=Way() | Breathe() | TalkEvent.DONE):
            return word
    return word if word in _AGREED else None


def _may(mine: SessionState, round_id: str, word: Said) -> bool:
    try:
        return rules.may_say(mine.facts, mine.me, round_id, word, True, SessionCircumstances(mine))
    except Refused:
        return False


# ---- turns at speaking, and letters ---------------------------------------------------------------------


def _turns(mine: SessionState) -> Iterator[Command]:
    """Hand the floor on, once it has had it for a moment."""
    now, instants = clock.now_ms(), mine.milestones
    for plan in mine.facts.rounds:
        for each in plan.together:
            if not each.floors:
                continue
            floor = turns.floor_of(each, turns.reached_at(instants, plan.id, each.step), now)
            handed = _handed_on(mine, each, floor)
            if handed is not None:
                yield Ready(plan.id, TogetherWord(each.step, handed))
    talk = rules.going_on(mine.facts)
    if talk is not None:
        handed = _handed_on(mine, talk.turns, floor_of_talk(mine.facts, instants, talk, now))
        if handed is not None:
            yield Ready(talk.round, talk.word(handed))


def _handed_on(mine: SessionState, plan: SharedActivity, floor: FloorState) -> TurnEvent | None:
    if not floor.running or turns.holder(plan, mine.begins, floor.number) != mine.me:
        return None
    spoken_ms = plan.seconds_of(floor.number) * 1_000 - floor.left_ms
    return turns.next_event(floor, "floor") if spoken_ms >= TURN_MS else None


def _letter(mine: SessionState) -> Iterator[Answer]:
    talk = rules.going_on(mine.facts)
    if talk is None or rules.unsent_letter(mine.facts, mine.me, talk.letter) is None:
        return
    if mine.facts.has_said(_them(mine), talk.round, talk.word(TalkEvent.LETTER)):
        yield letter(mine, talk)


def _them(mine: SessionState) -> Position:
    return other(mine.me)
