"""Two people do whatever comes, fifty things in a row: what must hold of the rules alone.

No row and no content: `tests/sessions/test_state_machine.py` has these. RULES_EXAMPLES makes it longer.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from couples.infrastructure.refusals import Refused
from couples.positions import BOTH, FIRST, Position, other
from exercises import rules
from exercises.rules import (
    TAKEAWAY_STEP,
    WHOLE,
    Facts,
    RoundMilestone,
    RoundPlan,
    RoundWord,
    SessionEnded,
    SessionWord,
    Signal,
    Stage,
)
from exercises.rules.words import Later, Next, Reached, Said
from tests.support.rules.spelled import Around, said

EXAMPLES = int(os.environ.get("RULES_EXAMPLES", "30"))
MANY = 1_000  # examples; in fewer than these, by chance, nobody may come to the very end
DEEDS = 50
CARDS = 2
ROUNDS = (RoundPlan("first", ("a", "b")), RoundPlan("more", ("c", "d"), further="Three more?"))
STEPS = tuple(step for plan in ROUNDS for step in plan.steps)
WORDS = ("preview", "apart", "together", "next-1", "next-2", "next-3", "more", "enough", "rest", "tender",
         "later-1", "for-good")  # fmt: skip
DEED = st.tuples(
    st.sampled_from(BOTH),
    st.sampled_from(["on"] * 6 + ["answer", "say", "say", "unsay", "come", "go", "again"]),
    st.integers(0, len(WORDS) * len(ROUNDS) - 1),
)

seen: Counter[str] = Counter()  # how often a stage or a milestone came up


@dataclass
class Two:
    """What has happened, and beside it what a person would remember: who is ready to show which round."""

    answered: dict[Position, set[str]] = field(default_factory=lambda: {each: set() for each in BOTH})
    said: set[Signal] = field(default_factory=set)
    reached: dict[tuple[str, Reached], int] = field(default_factory=dict)
    here: set[int] = field(default_factory=lambda: set(BOTH))
    open: bool = True
    now: int = 0
    ready: set[tuple[Position, str]] = field(default_factory=set)
    last: tuple[Position, str, Said] | None = None

    def facts(self, me: Position) -> Facts:
        mine, said_ = frozenset(self.answered[me]), frozenset(self.said)
        return Facts(ROUNDS, self.open, mine, said_, frozenset(self.reached))

    # ---- deeds

    def do(self, me: Position, deed: str, at: int) -> None:
        self.now += 1
        match deed:
            case "come":
                self.here.add(me)
                self.come_true(None)
            case "go":
                self.here.discard(me)
            case "answer":
                self.answer(me, (*STEPS, TAKEAWAY_STEP)[at % (len(STEPS) + 1)])
            case "again" if self.last is not None:
                self.repeat(*self.last)
            case "on":
                self.go_on(me)
            case "say" | "unsay":
                word = said(WORDS[at % len(WORDS)])
                self.say(me, ROUNDS[at // len(WORDS)].id, word, deed == "say")

    def go_on(self, me: Position) -> None:
        """What the screen at hand asks for."""
        where = rules.stage_of(self.facts(me), me)
        round_id = where.round.id if where.round is not None else ""
        match where.stage:
            case Stage.LOBBY:
                self.say(me, WHOLE, SessionWord.BEGIN, True)
            case Stage.STEP:
                assert where.round is not None
                self.answer(me, next(each for each in where.round.steps if each not in self.answered[me]))
            case Stage.PREVIEW:
                self.say(me, round_id, RoundWord.PREVIEW, True)
            case Stage.REVEAL:
                card = rules.card_number(self.facts(me), me, where.round) if where.round else 1
                closed = (round_id, RoundMilestone.CLOSED) in self.reached
                self.say(me, round_id, RoundWord.MORE if closed else Next(card), True)
            case Stage.TAKEAWAY:
                self.answer(me, TAKEAWAY_STEP)
            case _:
                pass

    def answer(self, me: Position, step: str) -> None:
        try:
            rules.may_answer(self.facts(me), me, step)
        except Refused:
            return
        revealed = {
            s for plan in ROUNDS if (plan.id, RoundMilestone.REVEAL) in self.reached for s in plan.steps
        }
        assert step not in revealed, "what has been shown can no longer be changed"
        assert not any((me, plan.id) in self.ready and step in plan.steps for plan in ROUNDS), "nor is it now"
        if step == TAKEAWAY_STEP:
            self.said.add(Signal(me, WHOLE, SessionWord.TAKEAWAY))
        else:
            self.answered[me].add(step)

    def say(self, me: Position, round_id: str, word: Said, on: bool) -> bool:
        around = Around(instants=self.reached, here=frozenset(self.here), now=self.now, cards=CARDS)
        try:
            changes = rules.may_say(self.facts(me), me, round_id, word, on, around)
        except Refused:
            return False
        if not changes:
            return False
        signal = Signal(me, round_id, word)
        (self.said.add if on else self.said.discard)(signal)
        if word is RoundWord.PREVIEW:
            self.release(me, round_id, on)
        if isinstance(word, Later):
            self.said -= {Signal(each, round_id, RoundWord.TENDER) for each in BOTH}
        self.come_true(signal)
        if on:
            self.last = (me, round_id, word)
        return True

    def release(self, me: Position, round_id: str, on: bool) -> None:
        plan = next(plan for plan in ROUNDS if plan.id == round_id)
        assert (round_id, RoundMilestone.REVEAL) not in self.reached, "what has been shown stays shown"
        if on:
            assert self.answered[me].issuperset(plan.steps), "only what is whole is shown"
            self.ready.add((me, round_id))
        else:
            assert (other(me), round_id) not in self.ready, "nobody takes back what both have let go of"
            self.ready.discard((me, round_id))

    def repeat(self, me: Position, round_id: str, word: Said) -> None:
        """What was just said comes once more, from a bad network. (A second tap on next may go on alone.)"""
        if not isinstance(word, Next) and Signal(me, round_id, word) in self.said:
            before = (set(self.said), dict(self.reached))
            assert not self.say(me, round_id, word, True), f"{word} counts twice"
            assert before == (self.said, self.reached)

    def come_true(self, tapped: Signal | None) -> None:
        """Let come true what is due, as a command does, and look at each."""
        while found := rules.due(self.facts(FIRST), frozenset(self.here), CARDS, tapped):
            assert found == rules.due(self.facts(other(FIRST)), frozenset(self.here), CARDS, tapped)
            for round_id, word in found:
                assert (round_id, word) not in self.reached, f"{word} comes true twice"
                if word is RoundMilestone.REVEAL:
                    assert all((each, round_id) in self.ready for each in BOTH), (
                        "shown before both were ready"
                    )
                self.reached[round_id, word] = self.now
                seen[str(word)] += 1

    # ---- what must hold after each

    def check(self) -> None:
        first, second = (self.facts(each) for each in BOTH)
        for plan in ROUNDS:
            shown = (plan.id, RoundMilestone.REVEAL) in self.reached
            for facts in (first, second):
                assert shown or rules.readable_steps(facts).isdisjoint(plan.steps), "read before the reveal"
            if shown and not rules.is_apart(first, plan):
                assert len({rules.card_number(f, me, plan) for f, me in zip((first, second), BOTH)}) == 1  # noqa: B905
        for me, facts in zip(BOTH, (first, second), strict=True):
            where = rules.stage_of(facts, me)
            seen[where.stage] += 1
            if where.round is not None and (where.round.id, RoundMilestone.REVEAL) in self.reached:
                assert where.stage not in (Stage.STEP, Stage.PREVIEW), "led back into what has been shown"
            gone = rules.stage_of(self._ended().facts(me), me)
            assert gone.stage is Stage.ENDED

    def _ended(self) -> Two:
        return Two(self.answered, self.said, self.reached, self.here, open=False)


@given(st.lists(DEED, min_size=DEEDS, max_size=DEEDS))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def play(deeds: list[tuple[Position, str, int]]) -> None:
    two = Two()
    for me, deed, at in deeds:
        two.do(me, deed, at)
        two.check()
    two.open = False
    for me in BOTH:
        for step in STEPS:
            try:
                rules.may_answer(two.facts(me), me, step)
            except SessionEnded:
                continue
            raise AssertionError("something can be answered after the end")


def test_the_rules_hold_whatever_two_people_do() -> None:
    seen.clear()
    play()
    # All of it is for nothing where nobody comes far.
    far = {"reveal", "closed", Stage.WAITING, Stage.REVEAL}
    if EXAMPLES >= MANY:
        far |= {"card-2", Stage.TAKEAWAY}
    missing = far - set(seen)
    assert not missing, f"{missing} never came up: {seen}"
