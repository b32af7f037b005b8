"""Whatever two people do, in any order, at the deck that uses every kind: nothing leaks, nothing gets stuck.

ANY_ORDER_EXAMPLES makes it longer.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from couples.access import Holder
from couples.infrastructure.refusals import Refused
from couples.models import Couple
from exercises import commands, rules
from exercises.presenters.session import comparison_page, own_page
from exercises.queries import earlier_answers
from exercises.rules import TAKEAWAY_STEP, Stage
from exercises.screens import (
    CardsDone,
    LetterSent,
    LettersOpen,
    Reveal,
    Step,
    TalkAloud,
    TalkAsked,
    Talked,
    WriteLetter,
)
from exercises.steps.layout import StepSpec
from tests.support.couples.paired import start_together
from tests.support.scripts.answer_script import Script, may_be_seen

EXAMPLES = int(os.environ.get("ANY_ORDER_EXAMPLES", "8"))
DEEDS = 60
MOST = 300

ROUNDS = ("alone", "both", "floor", "back", "back-2", "back-3", "")
WORDS = (
    "preview", "apart", "more", "enough", "yes", "almost", "rest", "tender", "later-1", "for-good", "next-1",
    "next-2", "begin", "settle.start", "talk.start", "talk.pause-1", "talk.resume-1", "talk.minute-1",
    "talk.floor-2", "talk.floor-3", "talk-1.card-1.room", "talk-1.card-1.write", "talk-1.card-2.write",
    "talk-1.card-1.pause-1", "talk-1.card-1.breathe-1", "talk-1.card-1.floor-2", "talk-1.card-1.end",
    "talk-1.card-1.letter", "talk-1.card-1.done", "talk-2.card-1.write",
)  # fmt: skip

deed = st.tuples(
    st.sampled_from(["alex", "sam"]),
    st.sampled_from(["on", "on", "on", "answer", "pass", "word", "letters", "leave", "look"]),
    st.integers(0, 40),
    st.booleans(),
)


class Two:
    """The two, their scripts, and what each of them may have been shown."""

    def __init__(self) -> None:
        self.pair = start_together(exercise="every-kind")
        self.who: dict[str, Holder] = {"alex": self.pair.alex, "sam": self.pair.sam}
        self.script = {"alex": Script("alex"), "sam": Script("sam")}
        self.shared: dict[str, dict[str, str]] = {"alex": {}, "sam": {}}

    def spec(self, name: str, step: str) -> StepSpec:
        return earlier_answers.complete_step(self.pair.state(self.who[name]), step)

    def answer(self, name: str, step: str) -> None:
        who, script = self.who[name], self.script[name]
        spec = self.spec(name, step)
        own = self.pair.state(who).own.get(step)
        if spec.main is None or earlier_answers.nothing_to_answer(self.pair.state(who), spec):
            return self.pair.fill_in(who, step)
        commands.answer(
            who, self.pair.code, step=step, base=own.revision if own else 0,
            raw=script.parts(spec), share=script.shares(spec),
        )  # fmt: skip

    def on(self, name: str) -> bool:
        """Do what the screen asks for. False when there is nothing to do but wait."""
        pair, who = self.pair, self.who[name]
        pair.arrive(who)
        where, screen = pair.where(who), pair.screen(who)
        if leave_it := self.leaving(screen):
            pair.say(who, *leave_it)
            return True
        round_id = where.round.id if where.round is not None else ""
        match where.stage:
            case Stage.STEP:
                assert isinstance(screen, Step)
                self.answer(name, screen.ref)
            case Stage.PREVIEW:
                pair.say(who, "preview", round_id)
            case Stage.REVEAL if isinstance(screen, Reveal):
                pair.say(who, screen.next_word, round_id)
                return not screen.said_next
            case Stage.REVEAL:
                assert isinstance(screen, CardsDone)
                pair.say(who, "yes" if screen.confirm else "more", round_id)
                return bool(screen.confirm or screen.further)
            case Stage.TAKEAWAY:
                commands.pass_(who, pair.code, step=TAKEAWAY_STEP)
            case _:
                return False
        return True

    def leaving(self, screen: object) -> tuple[str, str, bool] | None:
        """What leads out of a talk, for whoever is on this screen; None when it is no talk."""
        match screen:
            case TalkAsked(talk=talk) if talk.mine is not None:
                return f"{talk.name}.{talk.mine}", talk.round, False
            case TalkAloud(round=round_id, end_word=word) | LetterSent(round=round_id, end_word=word):
                return word, round_id, True
            case WriteLetter(round=round_id, end_word=word):
                return word, round_id, True
            case Talked(round=round_id, done_word=word) | LettersOpen(round=round_id, done_word=word):
                return word, round_id, True
            case _:
                return None

    def ask_for_letters(self, name: str, round_id: str) -> None:
        """Ask to write about the first card, and write when the other has asked, too."""
        screen = self.pair.screen(self.who[name])
        if isinstance(screen, WriteLetter):
            raw = {"letter": f"z{name}.letter"}
            commands.answer(
                self.who[name], self.pair.code, step=screen.ref, base=screen.base, raw=raw, share={}
            )
        else:
            self.pair.say(self.who[name], "talk-1.card-1.write", round_id)

    def do(self, name: str, what: str, number: int, on: bool) -> None:
        pair, who = self.pair, self.who[name]
        steps = list(pair.state(who).layout.steps)
        step = steps[number % len(steps)]
        if what == "on":
            self.on(name)
        elif what == "answer":
            self.answer(name, step)
        elif what == "pass":
            commands.pass_(who, pair.code, step=step)
        elif what == "word":
            pair.say(who, WORDS[number % len(WORDS)], ROUNDS[number % len(ROUNDS)], on)
        elif what == "letters":
            self.ask_for_letters(name, ROUNDS[number % len(ROUNDS)])
        elif what == "leave":
            pair.depart(who)
        else:
            pair.screen(who, at=step)

    def seen_by(self, name: str) -> str:
        """Everything that this person could look at now."""
        who = self.who[name]
        state = self.pair.state(who)
        seen = [repr(self.pair.screen(who, at=step)) for step in ("answer", "theirs", "ever", "say", "say-2")]
        seen.append(repr(own_page.present_own_page(state)))
        with suppress(Refused):
            seen.append(repr(comparison_page.present_comparison(state)))
        return "\n".join(seen)

    def check(self) -> None:
        """Nothing of the other's is there that they have not shared, in a round that both have opened."""
        for name, other in (("alex", "sam"), ("sam", "alex")):
            facts = self.pair.state(self.who[name]).facts
            theirs = self.pair.state(self.who[other])
            seen = self.seen_by(name)
            assert f"z{other}.letter" not in seen or rules.opened_letters(facts), name
            for spec in theirs.layout.steps.values():
                for part in spec.parts:
                    if f"z{other}.{spec.id}.{part.id}" not in seen:
                        continue
                    where = (name, spec.id, part.id)
                    share = theirs.own[spec.id].body.share
                    assert facts.reached(spec.round, "reveal"), where
                    assert may_be_seen(spec, part, "share"), where
                    assert share.get(part.id, part.visibility == "shared"), where


@pytest.fixture
def deck(db: None, own_deck: Path) -> Path:
    return own_deck


@pytest.mark.timeout(400)  # seconds: it computes all along, 20 of them alone and many more on a busy machine
@given(st.lists(deed, min_size=10, max_size=DEEDS))
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # a failure is long already; to make it shorter takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nothing_leaks_and_going_on_always_leads_to_the_end(
    deck: Path, deeds: list[tuple[str, str, int, bool]]
) -> None:
    two = Two()
    try:
        for at, each in enumerate(deeds):
            with suppress(Refused), transaction.atomic():
                two.do(*each)
            if at % 15 == 0:
                two.check()
        for _ in range(MOST):
            if not any([two.on("alex"), two.on("sam")]):
                break
        two.check()
        assert [two.pair.stage(who) for who in two.pair.both] == [Stage.FINISHED, Stage.FINISHED]
    finally:
        Couple.objects.filter(code=two.pair.couple_code).delete()
