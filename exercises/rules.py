"""The rules of a paired session on one page: where a seat stands, and what may happen now.

Pure. Facts go in; a stage, a refusal or the moments that are due come out. Nothing here is stored:
the facts are (which steps are in, what each seat has said, which moments have come true), and the
stage follows from them. Presence may cause a moment; no stage depends on presence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from couples.refusals import Refused

Position = Literal[1, 2]

WHOLE = ""  # the round of what is said about the session as a whole: begin, takeaway
TAKEAWAY_STEP = "takeaway"  # the step that closes a session; it belongs to no round
ROUND_WORDS = frozenset({"preview", "apart", "tender", "more", "enough", "rest"})


class Stage(StrEnum):
    LOBBY = "lobby"
    STEP = "step"
    PREVIEW = "preview"
    WAITING = "waiting"
    REVEAL = "reveal"
    TAKEAWAY = "takeaway"
    FINISHED = "finished"
    ENDED = "ended"


@dataclass(frozen=True)
class RoundPlan:
    """A round as the rules need it. further: the question that offers it ("" when it simply follows)."""

    id: str
    steps: tuple[str, ...]
    further: str = ""


@dataclass(frozen=True)
class Said:
    """One readiness: this seat has said this word about this round."""

    position: Position
    round: str
    what: str


@dataclass(frozen=True)
class Facts:
    """What has happened, as far as one seat may know it.

    mine: my own steps that are in. Of the other's answers nothing is known here.
    moments: (round, what) pairs that have come true.
    """

    rounds: tuple[RoundPlan, ...]
    open: bool
    mine: frozenset[str]
    said: frozenset[Said]
    moments: frozenset[tuple[str, str]]

    def has_said(self, position: Position, round_id: str, what: str) -> bool:
        return Said(position, round_id, what) in self.said

    def both_said(self, round_id: str, what: str) -> bool:
        return self.has_said(1, round_id, what) and self.has_said(2, round_id, what)

    def happened(self, round_id: str, what: str) -> bool:
        return (round_id, what) in self.moments

    def round(self, round_id: str) -> RoundPlan | None:
        return next((plan for plan in self.rounds if plan.id == round_id), None)

    def following(self, round_id: str) -> RoundPlan | None:
        ids = [plan.id for plan in self.rounds]
        after = ids.index(round_id) + 1
        return self.rounds[after] if after < len(self.rounds) else None


@dataclass(frozen=True)
class Where:
    """A stage and the round it is about (None outside of rounds)."""

    stage: Stage
    round: RoundPlan | None = None


def other(position: Position) -> Position:
    return 2 if position == 1 else 1


# ---- where a seat stands ----------------------------------------------------------------------


def stage_of(facts: Facts, me: Position) -> Where:
    """Where this seat stands. The first line that holds decides (DESIGN section 5)."""
    if not facts.open:
        return Where(Stage.ENDED)
    if not has_begun(facts, me):
        return Where(Stage.LOBBY)
    for plan in facts.rounds:
        if not facts.happened(plan.id, "closed"):
            return _within(facts, me, plan)
        following = facts.following(plan.id)
        if following is None:
            break
        if following.further and not facts.both_said(plan.id, "more"):
            answer, theirs = _wants_more(facts, me, plan.id), _wants_more(facts, other(me), plan.id)
            if answer is None:
                return Where(Stage.REVEAL, plan)
            if answer and theirs is None:
                return Where(Stage.WAITING, plan)
            break
        if following.further and _declined(facts, plan.id):
            break
    return Where(Stage.FINISHED if facts.has_said(me, WHOLE, "takeaway") else Stage.TAKEAWAY)


def has_begun(facts: Facts, me: Position) -> bool:
    """A claim is a begin, so only the first seat has a lobby."""
    return me == 2 or facts.has_said(me, WHOLE, "begin")


def _within(facts: Facts, me: Position, plan: RoundPlan) -> Where:
    if not facts.mine.issuperset(plan.steps):
        return Where(Stage.STEP, plan)
    if not facts.has_said(me, plan.id, "preview"):
        return Where(Stage.PREVIEW, plan)
    if not facts.happened(plan.id, "reveal"):
        return Where(Stage.WAITING, plan)
    return Where(Stage.REVEAL, plan)


def _wants_more(facts: Facts, position: Position, round_id: str) -> bool | None:
    """True for more, False for enough (which outweighs an earlier more), None while nothing is said."""
    if facts.has_said(position, round_id, "enough"):
        return False
    return True if facts.has_said(position, round_id, "more") else None


def _both_chose(facts: Facts, round_id: str) -> bool:
    return _wants_more(facts, 1, round_id) is not None and _wants_more(facts, 2, round_id) is not None


def _declined(facts: Facts, round_id: str) -> bool:
    return facts.has_said(1, round_id, "enough") or facts.has_said(2, round_id, "enough")


def open_steps(facts: Facts, plan: RoundPlan) -> tuple[str, ...]:
    return tuple(step for step in plan.steps if step not in facts.mine)


def is_apart(facts: Facts, plan: RoundPlan) -> bool:
    """Both chose "each when we can" for this round."""
    return facts.both_said(plan.id, "apart")


def card_number(facts: Facts, me: Position, plan: RoundPlan) -> int:
    """The card this seat is at, from 1. One past the last card means: through.

    In step it is the highest card that has a moment (the reveal is card 1). Apart, it is one after
    the cards that this seat has tapped on from.
    """
    number = 1
    if is_apart(facts, plan):
        while facts.has_said(me, plan.id, f"next-{number}"):
            number += 1
        return number
    while facts.happened(plan.id, f"card-{number + 1}"):
        number += 1
    return number


def in_common(facts: Facts) -> tuple[object, ...]:
    """What of the facts both seats' screens may depend on.

    A command that leaves this as it was has changed nothing that the other seat can see, so the
    other's version does not rise and no frame tells them that something was done.
    """
    rounds = [plan.id for plan in facts.rounds]
    return (
        facts.open,
        facts.moments,
        tuple(r for r in rounds if facts.both_said(r, "preview")),
        tuple(r for r in rounds if _both_chose(facts, r)),
        facts.both_said(WHOLE, "takeaway"),
    )


# ---- what is due ------------------------------------------------------------------------------


def due(
    facts: Facts, here: frozenset[int], cards: int, tapped: Said | None = None
) -> tuple[tuple[str, str], ...]:
    """The moments whose condition holds and that are not written yet, in order.

    here: the positions that are here now. cards: how many cards the current round's reveal has (only
    asked for once it is revealed; at least 1). tapped: the readiness being said by the command at
    hand; a card goes on alone only by a tap, never because somebody left.
    """
    if not facts.open:
        return ()
    found: list[tuple[str, str]] = []
    for plan in facts.rounds:
        if not facts.happened(plan.id, "reveal"):
            together = here >= {1, 2} or is_apart(facts, plan)
            if facts.both_said(plan.id, "preview") and together:
                found.append((plan.id, "reveal"))
            break
        if not facts.happened(plan.id, "closed"):
            found.extend(_next_card(facts, plan, here, cards, tapped))
            break
    for plan in facts.rounds:
        for word, moment in (("tender", "tender-open"), ("rest", "rest-open")):
            if facts.both_said(plan.id, word) and not facts.happened(plan.id, moment):
                found.append((plan.id, moment))
    return tuple(found)


def _next_card(
    facts: Facts, plan: RoundPlan, here: frozenset[int], cards: int, tapped: Said | None
) -> Iterable[tuple[str, str]]:
    last = max(cards, 1)
    if is_apart(facts, plan):
        if facts.both_said(plan.id, f"next-{last}"):
            yield plan.id, "closed"
        return
    number = card_number(facts, 1, plan)
    word = f"next-{number}"
    alone = (
        tapped is not None
        and (tapped.round, tapped.what) == (plan.id, word)
        and other(tapped.position) not in here
    )
    if facts.both_said(plan.id, word) or alone:
        yield (plan.id, "closed") if number >= last else (plan.id, f"card-{number + 1}")


# ---- what may happen now ----------------------------------------------------------------------


class SessionEnded(Refused):
    reason = "ended"
    message = "This has ended. Nothing more is stored."
    status = 410


class NotYet(Refused):
    reason = "not_yet"
    message = "Nothing is lost. That isn't open yet."


class UnknownStep(Refused):
    reason = "unknown_step"
    message = "Nothing is lost. This page is from an earlier moment. Look again to go on."


class Shown(Refused):
    reason = "shown"
    message = "What you typed is still here. You have already shown yours; look at it again to change it."


class BothIn(Refused):
    reason = "both_in"
    message = "Both of you have shown yours, so it stays as it is. Nothing is lost."


class Undecided(Refused):
    reason = "undecided"
    message = "Everything is safe. One line is still yours to decide: share it, or keep it."


class Stale(Refused):
    """Newer text is stored than this was based on. revision: the one to base the next try on."""

    reason = "stale"
    message = "What you typed is still here. A newer answer came from another screen of yours; send again to replace it."

    def __init__(self, revision: int) -> None:
        super().__init__()
        self.revision = revision


class Unready(Refused):
    reason = "unready"
    message = "Everything is safe. A step is still open; it comes first."


def may_answer(facts: Facts, me: Position, step: str) -> None:
    """Raise unless this seat may draft, answer or pass this step now."""
    where = stage_of(facts, me)
    if where.stage is Stage.ENDED:
        raise SessionEnded
    if step == TAKEAWAY_STEP:
        if where.stage is not Stage.TAKEAWAY:
            raise NotYet
        return
    if where.stage is Stage.LOBBY:
        raise NotYet
    if where.round is not None and step in where.round.steps:
        if where.stage in (Stage.STEP, Stage.PREVIEW):
            return
        raise BothIn if facts.both_said(where.round.id, "preview") else Shown
    if any(step in plan.steps for plan in facts.rounds if facts.happened(plan.id, "reveal")):
        raise BothIn
    raise UnknownStep


def may_say(facts: Facts, me: Position, round_id: str, what: str, on: bool) -> bool:
    """Whether saying this changes anything now: False for a repetition. Raise if it may not be said."""
    if not facts.open:
        raise SessionEnded
    said = facts.has_said(me, round_id, what)
    if (round_id, what) == (WHOLE, "begin"):
        return _only_on(on) and not said and me == 1
    plan = facts.round(round_id)
    if plan is None or not _known_word(what):
        raise UnknownStep
    if what == "preview":
        return _may_release(facts, me, plan, on)
    if what == "apart":
        if facts.happened(round_id, "reveal"):
            raise BothIn
        _reached(facts, me, plan)
        return said != on
    if not facts.happened(round_id, "reveal"):
        raise NotYet
    if not on:
        return said and _may_take_back(facts, me, plan, what)
    if what.startswith("next-"):
        number = card_number(facts, me, plan)
        if int(what.removeprefix("next-")) > number:
            raise NotYet
        return not facts.happened(round_id, "closed")  # a repeated tap may go on alone
    if what in ("more", "enough"):
        return _may_choose(facts, plan, what) and not said
    if what == "rest" and not facts.happened(round_id, "closed"):
        raise NotYet
    return not said


def _known_word(what: str) -> bool:
    number = what.removeprefix("next-")
    return what in ROUND_WORDS or (what.startswith("next-") and number.isascii() and number.isdigit() and len(number) < 4)


def _only_on(on: bool) -> bool:
    if not on:
        raise NotYet("Nothing is lost. That can't be taken back.")
    return True


def _may_take_back(facts: Facts, me: Position, plan: RoundPlan, what: str) -> bool:
    """A word can be taken back until it has had its effect."""
    if what.startswith("next-"):
        taken = card_number(facts, me, plan) > int(what.removeprefix("next-")) or facts.happened(plan.id, "closed")
    elif what == "more":
        taken = facts.both_said(plan.id, "more") or _declined(facts, plan.id)
    elif what in ("tender", "rest"):
        taken = facts.happened(plan.id, f"{what}-open")
    else:
        taken = True
    if taken:
        raise NotYet("Nothing is lost. That can't be taken back any more.")
    return True


def _reached(facts: Facts, me: Position, plan: RoundPlan) -> None:
    where = stage_of(facts, me)
    if where.round is None or where.round.id != plan.id:
        raise NotYet


def _may_release(facts: Facts, me: Position, plan: RoundPlan, on: bool) -> bool:
    if facts.has_said(me, plan.id, "preview"):
        if on:
            return False
        if facts.has_said(other(me), plan.id, "preview") or facts.happened(plan.id, "reveal"):
            raise BothIn
        return True
    if not on:
        return False
    _reached(facts, me, plan)
    if not facts.mine.issuperset(plan.steps):
        raise Unready
    return True


def _may_choose(facts: Facts, plan: RoundPlan, what: str) -> bool:
    following = facts.following(plan.id)
    if following is None or not following.further or not facts.happened(plan.id, "closed"):
        raise NotYet
    if what == "enough" and facts.both_said(plan.id, "more"):
        raise NotYet("Nothing is lost. You have both chosen more; you can stop here at any time.")
    return True
