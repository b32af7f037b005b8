"""Two seats, two tabs each, in any order: what must hold whatever two people and a bad network do.

A machine begins at one of several stages, and "going on" does what the screen at hand asks for, so that it
comes as far as people do. What was reached is counted, and a run that saw too little of it fails.

MACHINE_EXAMPLES (for each start; then at random, else always the same ones) and MACHINE_STEPS make it longer.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from couples import seats
from couples.access import Holder
from couples.infrastructure.refusals import NotHere, Refused
from couples.models import Couple
from exercises import commands, rules, screens
from exercises.models import Answer, Milestone, PairedSession, Signal
from exercises.presenters.session import session_view
from exercises.queries.session_state import SessionState
from exercises.rules import TAKEAWAY_STEP, Stage
from tests.support.couples.paired import Pair, start_together

EXAMPLES = int(os.environ.get("MACHINE_EXAMPLES", "4"))
STEPS = int(os.environ.get("MACHINE_STEPS", "30"))

PEOPLE = st.sampled_from(["alex", "sam"])
TABS = st.integers(0, 1)
PICKS = st.sampled_from(["caring", "external", "strain", "us_mild", "rejecting", "na"])
ONE_IN_FIVE = st.integers(0, 4).map(lambda drawn: drawn == 4)
ORDER = list(Stage)
SECRET = {"alex": "what-alex-wrote", "sam": "what-sam-wrote"}
OTHER = {"alex": "sam", "sam": "alex"}
ROUND_MOMENTS = ("reveal", "card-2", "closed", "tender-open", "later-1", "tender-away", "rest-open")
DEEP = {
    *(stage for stage in Stage if stage is not Stage.LOBBY),
    *ROUND_MOMENTS,
    "apart",
    "more: reveal",
    "lost",
}
STARTS = ("step", "waiting", "reveal", "apart", "fold", "away", "later", "closed", "more")

reached: Counter[str] = Counter()  # in how many examples a stage or a moment came up


class TwoPeople(RuleBasedStateMachine):
    start = "step"
    pair: Pair

    @initialize()
    def sit_down(self) -> None:
        self.pair = start_together()
        both = self.pair.both
        if self.start in ("fold", "away", "later"):
            self.pair.reveal_a_hurt()
            self.pair.close()
            self.pair.say(self.pair.alex, "tender")
            if self.start == "away":
                self.pair.say(self.pair.sam, "for-good")
            elif self.start == "later":
                self.pair.say(self.pair.sam, "later-1")
        elif self.start == "apart":
            self.pair.come_to("waiting")
            for who in both:
                self.pair.say(who, "apart")
        elif self.start == "more":
            self.pair.come_to("closed")
            for who in both:
                self.pair.say(who, "more")
            for who in both:
                self.pair.answer_round(who, "more")
            self.pair.release(self.pair.alex, "more")
        else:
            self.pair.come_to(self.start)
        self.layout = self.pair.state(self.pair.alex).layout
        self.bases: dict[tuple[str, int, str], int] = {}  # what each tab believes the revision to be
        self.last: Callable[[], object] | None = None
        self.texts: list[Callable[[], object]] = []  # every draft and answer that was taken
        self.versions = (0, 0)
        self.ranks: dict[str, tuple[int, ...]] = {}
        self.reopened: set[str] = set()
        self.erased = False
        self.seen: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "pair"):
            reached.update(self.seen)
            Couple.objects.filter(code=self.pair.couple_code).delete()

    # ---- what people do -----------------------------------------------------------------------

    @rule(who=PEOPLE, tab=TABS, index=st.integers(0, 8), pick=PICKS, keep=st.booleans())
    def answer(self, who: str, tab: int, index: int, pick: str, keep: bool) -> None:
        step, main = self._step(who, index)
        self._answer(who, tab, step, {main: pick}, {main: False} if keep else {})

    @rule(
        who=PEOPLE, tab=TABS, index=st.integers(0, 8), more=st.text(st.characters(codec="utf-8"), max_size=9)
    )
    def answer_in_own_words(self, who: str, tab: int, index: int, more: str) -> None:
        step, main = self._step(who, index)
        raw = {main: "other", f"{main}.words": f"{SECRET[who]} {more}"}
        self._answer(who, tab, step, {**raw, f"{main}.about": "external", f"{main}.feel": "0"}, {})

    @rule(who=PEOPLE, tab=TABS, index=st.integers(0, 8), on=st.booleans())
    def decide(self, who: str, tab: int, index: int, on: bool) -> None:
        step, main = self._step(who, index)
        self._answer(who, tab, step, None, {main: on})

    @rule(
        who=PEOPLE, tab=TABS, index=st.integers(0, 8), text=st.text(st.characters(codec="ascii"), max_size=9)
    )
    def draft(self, who: str, tab: int, index: int, text: str) -> None:
        step, main = self._step(who, index)
        base = self.bases.get((who, tab, step), 0)
        raw: dict[str, str | list[str]] = {main: "other", f"{main}.words": SECRET[who] + text}
        self._based(who, tab, step, lambda h, c: commands.draft(h, c, step=step, base=base, raw=raw))

    @rule(who=PEOPLE, index=st.integers(0, 8))
    def pass_one(self, who: str, index: int) -> None:
        step, _ = self._step(who, index)
        self._do(who, lambda h, c: commands.pass_(h, c, step=step))

    @rule(who=PEOPLE, on=st.booleans())
    def release_or_reopen(self, who: str, on: bool) -> None:
        if not on:
            self.reopened.add(who)
        self._say(who, "preview", on)

    @rule(who=PEOPLE, on=st.booleans())
    def apart(self, who: str, on: bool) -> None:
        self._say(who, "apart", on)

    @rule(who=PEOPLE, number=st.integers(1, 5))
    def next_card(self, who: str, number: int) -> None:
        self._say(who, f"next-{number}")

    @rule(
        who=PEOPLE,
        what=st.sampled_from(
            ["more", "enough", "tender", "later-1", "later-2", "rest", "next-99", "nonsense"]
        ),
    )
    def say(self, who: str, what: str) -> None:
        self._say(who, what)

    @rule(who=PEOPLE, sure=st.integers(0, 9))
    def for_good(self, who: str, sure: int) -> None:
        if sure == 0:
            self._say(who, "for-good")

    @rule(who=PEOPLE, what=st.sampled_from(["more", "tender", "rest", "next-1", "next-2", "next-3"]))
    def take_back(self, who: str, what: str) -> None:
        self.reopened.add(who)
        self._say(who, what, False)

    @rule(who=PEOPLE, share=st.booleans())
    def take_along(self, who: str, share: bool) -> None:
        base = self._stored(who, TAKEAWAY_STEP)
        raw: dict[str, str | list[str]] = {"line": f"{SECRET[who]}, ask first"}
        self._do(
            who,
            lambda h, c: commands.answer(h, c, step=TAKEAWAY_STEP, base=base, raw=raw, share={"line": share}),
        )

    @rule(who=PEOPLE)
    def arrive(self, who: str) -> None:
        self._try(lambda: self.pair.arrive(self._holder(who)))

    @rule(who=PEOPLE)
    def depart(self, who: str) -> None:
        self.pair.depart(self._holder(who))
        self.last = None  # a repeated tap may go on alone now

    @rule(who=PEOPLE, pick=PICKS, times=st.integers(1, 4), apart=ONE_IN_FIVE, more=st.booleans())
    def go_on(self, who: str, pick: str, times: int, apart: bool, more: bool) -> None:
        """Do what the screen at hand asks for, a few times."""
        for _ in range(times):
            self._go_on(who, pick, apart, more)

    @rule(picks=st.tuples(PICKS, PICKS), times=st.integers(1, 9), apart=ONE_IN_FIVE, more=st.booleans())
    def both_go_on(self, picks: tuple[str, str], times: int, apart: bool, more: bool) -> None:
        for _ in range(times):
            for who, pick in zip(("alex", "sam"), picks, strict=True):
                self._go_on(who, pick, apart, more)

    # ---- what the network does ----------------------------------------------------------------

    @precondition(lambda self: self.last is not None)
    @rule()
    def resend(self) -> None:
        """The reply was lost, so the same command comes again."""
        assert self.last is not None
        before = self.pair.stored()
        self._try(self.last)
        assert self.pair.stored() == before, "a resend changed something"

    @precondition(lambda self: self.texts)
    @rule(index=st.integers(0, 99))
    def resend_late(self, index: int) -> None:
        """A text comes again long after, from a phone that was in a tunnel."""
        before = self.pair.stored()
        self._try(self.texts[index % len(self.texts)])
        assert self.pair.stored() == before, "an old text took a newer one's place"

    @rule(who=PEOPLE, sure=st.integers(0, 9))
    def stop(self, who: str, sure: int) -> None:
        if sure == 0:
            self._do(who, commands.stop)

    @rule(who=PEOPLE, sure=st.integers(0, 14))
    def erase(self, who: str, sure: int) -> None:
        if sure == 0:
            self._try(lambda: seats.erase(self._holder(who), self.pair.couple_code))
            self.erased, self.last = True, None

    @precondition(lambda self: not self.erased)
    @rule(who=PEOPLE, sure=st.integers(0, 9))
    def lose(self, who: str, sure: int) -> None:
        """Who has lost their seat comes back by a new link, on a phone that knows nothing of before."""
        if sure == 0:
            old, others = self._holder(who), self._rank(self.pair.state(self._holder(OTHER[who])))
            self.pair = self.pair.let_back_in(old)
            with pytest.raises(NotHere):
                self.pair.state(old)
            assert self._rank(self.pair.state(self._holder(OTHER[who]))) == others
            self.bases = {at: base for at, base in self.bases.items() if at[0] != who}
            self.last, self.texts = None, []  # what comes late from a phone that is closed finds nothing
            self.ranks.pop(who, None)
            first, second = self.versions
            self.versions = (0, second) if who == "alex" else (first, 0)
            self.seen.add("lost")

    # ---- what holds ---------------------------------------------------------------------------

    @invariant()
    def versions_never_fall(self) -> None:
        row = PairedSession.objects.filter(code=self.pair.code).first()
        if row is not None:
            now = (row.version_first, row.version_second)
            assert now[0] >= self.versions[0] and now[1] >= self.versions[1]
            self.versions = now

    @invariant()
    def nobody_goes_backwards_but_by_reopening_and_nobody_sees_too_early(self) -> None:
        if self.erased:
            return
        for who in ("alex", "sam"):
            seated = self.pair.state(self._holder(who))
            rank = self._rank(seated)
            assert rank >= self.ranks.get(who, rank) or who in self.reopened
            self.ranks[who] = rank
            self.seen |= self._landmarks(seated)
            view = session_view.present(seated, origin="http://testserver")
            if not any(what == "reveal" for _, what in seated.milestones):
                assert SECRET[OTHER[who]] not in repr((view, seated.own, seated.said))
        self.reopened.clear()

    @invariant()
    def a_reveal_needs_both(self) -> None:
        reveals = Milestone.objects.filter(session__code=self.pair.code, what="reveal")
        for moment in reveals:
            released = Signal.objects.filter(session=moment.session, round=moment.round, what="preview")
            assert released.count() == 2
        assert len(reveals) == len({moment.round for moment in reveals})

    @invariant()
    def a_tender_topic_is_opened_or_put_away_and_never_both(self) -> None:
        decided = Milestone.objects.filter(session__code=self.pair.code, what__startswith="tender-")
        assert len(decided) == len({moment.round for moment in decided})

    @invariant()
    def nothing_is_sealed_for_both_without_a_release(self) -> None:
        for answer in Answer.objects.filter(session__code=self.pair.code).exclude(shared_sealed=b""):
            if answer.step == TAKEAWAY_STEP:
                round_id, what = rules.WHOLE, "takeaway"
            else:
                round_id, what = self.layout.steps[answer.step].round, "preview"
            assert Signal.objects.filter(
                session__code=self.pair.code, seat=answer.seat, round=round_id, what=what
            ).exists()
            assert len(answer.shared_sealed) == 1 + 12 + commands.SHARED_BYTES + 16

    @invariant()
    def after_an_erase_nothing_opens(self) -> None:
        if not self.erased:
            return
        for who in ("alex", "sam"):
            with pytest.raises(NotHere):
                self.pair.state(self._holder(who))
        assert not any(self.pair.stored().values())

    # ---- how ----------------------------------------------------------------------------------

    def _go_on(self, who: str, pick: str, apart: bool, more: bool) -> None:
        if self.erased:
            return
        seated = self.pair.state(self._holder(who))
        self.seen |= self._landmarks(seated)
        match session_view.present(seated, origin="http://testserver").screen:
            case screens.Step(ref=ref):
                plan = seated.facts.round(self.layout.steps[ref].round)
                assert plan is not None
                for step in rules.open_steps(seated.facts, plan):
                    main = self.layout.steps[step].main.id
                    base = self._stored(who, step)
                    self._answer(who, 0, step, {main: pick}, {main: True}, base)
            case screens.Preview(round=round_id):
                shares = {step.id: {step.main.id: True} for step in self.layout.of_round(round_id)}
                self._do(
                    who,
                    lambda h, c: commands.release(h, c, round=round_id, shares=shares, apart=apart),
                )
            case screens.Waiting():
                self.arrive(who)
            case screens.Reveal(next_word=word):
                self._say(who, word)
            case screens.CardsDone(fold=fold):
                if fold is not None and fold.card is None and not fold.mine:
                    self._say(who, "tender")
                elif not seated.facts.has_said(seated.me, self._round(who), "rest"):
                    self._say(who, "rest")
                else:
                    self._say(who, "more" if more else "enough")
            case screens.Takeaway():
                self.take_along(who, more)

    def _landmarks(self, seated: SessionState) -> set[str]:
        facts = seated.facts
        found: set[str] = {rules.stage_of(facts, seated.me).stage}
        found |= {str(what) for _, what in seated.milestones}
        if facts.reached("more", "reveal"):
            found.add("more: reveal")
        if facts.reached("first", "reveal") and rules.is_apart(facts, facts.rounds[0]):
            found.add("apart")
        return found

    def _holder(self, who: str) -> Holder:
        return self.pair.alex if who == "alex" else self.pair.sam

    def _answer(
        self,
        who: str,
        tab: int,
        step: str,
        raw: dict[str, Any] | None,
        share: dict[str, bool],
        base: int | None = None,
    ) -> None:
        known = self.bases.get((who, tab, step), 0) if base is None else base
        self._based(
            who,
            tab,
            step,
            lambda h, c: commands.answer(h, c, step=step, base=known, raw=raw, share=share),
        )

    def _say(self, who: str, what: str, on: bool = True) -> None:
        round_id = self._round(who)
        self._do(who, lambda h, c: commands.ready(h, c, round=round_id, word=rules.parse_said(what), on=on))

    def _do(self, who: str, command: Callable[..., object]) -> object:
        def again() -> object:
            return command(self._holder(who), self.pair.code)

        before = self.pair.stored()
        done = self._try(again)
        if isinstance(done, Refused):
            assert self.pair.stored() == before, f"{done.reason} changed something"
        else:
            self.last = again
        return done

    def _based(self, who: str, tab: int, step: str, command: Callable[..., commands.Outcome]) -> None:
        done = self._do(who, command)
        if isinstance(done, rules.Stale):
            self.bases[who, tab, step] = done.revision
        elif isinstance(done, commands.Outcome):
            assert done.revision is not None
            self.bases[who, tab, step] = done.revision
            self.texts.append(lambda: command(self._holder(who), self.pair.code))

    def _try(self, command: Callable[[], object]) -> object:
        try:
            return command()
        except Refused as refusal:
            return refusal

    def _stored(self, who: str, step: str) -> int:
        if self.erased:
            return 0
        own = self.pair.state(self._holder(who)).own.get(step)
        return own.revision if own else 0

    def _round(self, who: str) -> str:
        if self.erased:
            return "first"
        where = self.pair.where(self._holder(who))
        return where.round.id if where.round else "more"

    def _step(self, who: str, index: int) -> tuple[str, str]:
        steps = self.layout.of_round(self._round(who))
        spec = steps[index % len(steps)]
        return spec.id, spec.main.id

    def _rank(self, seated: SessionState) -> tuple[int, ...]:
        facts, me = seated.facts, seated.me
        where = rules.stage_of(facts, me)
        if where.round is None:
            return (0 if where.stage is Stage.LOBBY else 9, ORDER.index(where.stage), 0, 0)
        rounds = [plan.id for plan in facts.rounds]
        closed = int(facts.reached(where.round.id, "closed"))
        stage = ORDER.index(where.stage) if not closed else 0
        asked = int(closed and facts.has_said(me, where.round.id, "more"))
        card = (
            rules.card_number(facts, me, where.round) if where.stage is Stage.REVEAL and not closed else asked
        )
        return (1 + rounds.index(where.round.id), closed, stage, card)


@pytest.mark.django_db
@pytest.mark.timeout(400)  # seconds: it computes all along, 25 of them alone and many more on a busy machine
def test_the_rules_hold_in_any_order() -> None:
    reached.clear()
    for start in STARTS:
        run_state_machine_as_test(
            type(f"From{start.capitalize()}", (TwoPeople,), {"start": start}),
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                deadline=None,
                derandomize="MACHINE_EXAMPLES" not in os.environ,
                suppress_health_check=list(HealthCheck),
            ),
        )
    assert set(reached) >= DEEP, f"never reached: {DEEP - set(reached)} of {reached}"
