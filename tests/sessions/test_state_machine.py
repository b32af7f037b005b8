"""Two seats, two tabs each, in any order: what must hold whatever two people and a bad network do."""

from __future__ import annotations

import os
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
from couples.refusals import NotHere, Refused
from exercises import rules, sessions
from exercises.models import Answer, Moment, PairedSession, Readiness
from exercises.rules import Stage
from pairs import Pair, start_together

EXAMPLES = int(os.environ.get("MACHINE_EXAMPLES", "60"))
STEPS = int(os.environ.get("MACHINE_STEPS", "50"))

PEOPLE = st.sampled_from(["alex", "sam"])
TABS = st.integers(0, 1)
PICKS = st.sampled_from(["caring", "external", "strain", "us_mild", "rejecting", "na"])
ORDER = list(Stage)


class TwoPeople(RuleBasedStateMachine):
    pair: Pair

    @initialize()
    def sit_down(self) -> None:
        self.pair = start_together()
        self.bases: dict[tuple[str, int, str], int] = {}  # what each tab believes the revision to be
        self.last: Callable[[], object] | None = None
        self.versions = (0, 0)
        self.ranks: dict[str, tuple[int, ...]] = {}
        self.reopened: set[str] = set()
        self.erased = False

    # ---- what people do -----------------------------------------------------------------------

    @rule(who=PEOPLE, tab=TABS, index=st.integers(0, 8), pick=PICKS, keep=st.booleans())
    def answer(self, who: str, tab: int, index: int, pick: str, keep: bool) -> None:
        step, main = self._step(who, index)
        base = self._base(who, tab, step)
        share = {main: False} if keep else {}
        self._based(
            who,
            tab,
            step,
            lambda h, c: sessions.answer(h, c, step=step, base=base, raw={main: pick}, share=share),
        )

    @rule(who=PEOPLE, tab=TABS, index=st.integers(0, 8), on=st.booleans())
    def decide(self, who: str, tab: int, index: int, on: bool) -> None:
        step, main = self._step(who, index)
        base = self._base(who, tab, step)
        self._based(
            who,
            tab,
            step,
            lambda h, c: sessions.answer(h, c, step=step, base=base, raw=None, share={main: on}),
        )

    @rule(
        who=PEOPLE, tab=TABS, index=st.integers(0, 8), text=st.text(st.characters(codec="ascii"), max_size=9)
    )
    def draft(self, who: str, tab: int, index: int, text: str) -> None:
        step, main = self._step(who, index)
        base = self._base(who, tab, step)
        raw: dict[str, str | list[str]] = {main: "other", f"{main}.words": text}
        self._based(who, tab, step, lambda h, c: sessions.draft(h, c, step=step, base=base, raw=raw))

    @rule(who=PEOPLE, index=st.integers(0, 8))
    def pass_one(self, who: str, index: int) -> None:
        step, _ = self._step(who, index)
        self._do(who, lambda h, c: sessions.pass_(h, c, step=step))

    @rule(who=PEOPLE)
    def answer_all(self, who: str) -> None:
        """Without it a machine rarely comes as far as a reveal."""
        for index in range(9):
            step, main = self._step(who, index)
            base = self._stored(who, step)
            self._do(
                who,
                lambda h, c, s=step, b=base, m=main: sessions.answer(
                    h, c, step=s, base=b, raw={m: "strain"}, share={}
                ),
            )

    @rule(who=PEOPLE, on=st.booleans())
    def release_or_reopen(self, who: str, on: bool) -> None:
        if not on:
            self.reopened.add(who)
        round_id = self._round(who)
        self._do(who, lambda h, c: sessions.ready(h, c, round=round_id, what="preview", on=on))

    @rule(who=PEOPLE, on=st.booleans())
    def apart(self, who: str, on: bool) -> None:
        round_id = self._round(who)
        self._do(who, lambda h, c: sessions.ready(h, c, round=round_id, what="apart", on=on))

    @rule(who=PEOPLE, number=st.integers(1, 5))
    def next_card(self, who: str, number: int) -> None:
        round_id = self._round(who)
        self._do(who, lambda h, c: sessions.ready(h, c, round=round_id, what=f"next-{number}"))

    @rule(who=PEOPLE, what=st.sampled_from(["more", "enough", "tender", "rest", "next-99", "nonsense"]))
    def say(self, who: str, what: str) -> None:
        round_id = self._round(who)
        self._do(who, lambda h, c: sessions.ready(h, c, round=round_id, what=what))

    @rule(who=PEOPLE, what=st.sampled_from(["more", "tender", "rest", "next-1", "next-2", "next-3"]))
    def take_back(self, who: str, what: str) -> None:
        self.reopened.add(who)
        round_id = self._round(who)
        self._do(who, lambda h, c: sessions.ready(h, c, round=round_id, what=what, on=False))

    @rule(who=PEOPLE, share=st.booleans())
    def take_along(self, who: str, share: bool) -> None:
        base = self._stored(who, rules.TAKEAWAY_STEP)
        raw: dict[str, str | list[str]] = {"line": "ask first"}
        self._do(
            who,
            lambda h, c: sessions.answer(h, c, step="takeaway", base=base, raw=raw, share={"line": share}),
        )

    @rule(who=PEOPLE)
    def arrive(self, who: str) -> None:
        self._try(lambda: self.pair.arrive(self._holder(who)))

    @rule(who=PEOPLE)
    def depart(self, who: str) -> None:
        self.pair.depart(self._holder(who))
        self.last = None  # a repeated tap may go on alone now

    @precondition(lambda self: self.last is not None)
    @rule()
    def resend(self) -> None:
        """The reply was lost, so the same command comes again."""
        assert self.last is not None
        before = self._everything()
        self._try(self.last)
        assert self._everything() == before, "a resend changed something"

    @rule(who=PEOPLE, sure=st.integers(0, 9))
    def stop(self, who: str, sure: int) -> None:
        if sure == 0:
            self._do(who, sessions.stop)

    @rule(who=PEOPLE, sure=st.integers(0, 14))
    def erase(self, who: str, sure: int) -> None:
        if sure == 0:
            self._try(lambda: seats.erase(self._holder(who), self.pair.couple_code))
            self.erased, self.last = True, None

    # ---- what holds ---------------------------------------------------------------------------

    @invariant()
    def versions_never_fall(self) -> None:
        row = PairedSession.objects.filter(code=self.pair.code).first()
        if row is not None:
            now = (row.version_first, row.version_second)
            assert now[0] >= self.versions[0] and now[1] >= self.versions[1]
            self.versions = now

    @invariant()
    def nobody_goes_backwards_but_by_reopening(self) -> None:
        if self.erased:
            return
        for who in ("alex", "sam"):
            rank = self._rank(who)
            assert rank >= self.ranks.get(who, rank) or who in self.reopened
            self.ranks[who] = rank
        self.reopened.clear()

    @invariant()
    def a_reveal_needs_both(self) -> None:
        for moment in Moment.objects.filter(session__code=self.pair.code, what="reveal"):
            released = Readiness.objects.filter(session=moment.session, round=moment.round, what="preview")
            assert released.count() == 2
        revealed = Moment.objects.filter(session__code=self.pair.code, what="reveal").values_list("round")
        assert len(revealed) == len(set(revealed))

    @invariant()
    def nothing_is_sealed_for_both_without_a_release(self) -> None:
        for answer in Answer.objects.filter(session__code=self.pair.code).exclude(shared_sealed=b""):
            round_id = self._round_of(answer.step)
            what = "takeaway" if answer.step == rules.TAKEAWAY_STEP else "preview"
            assert Readiness.objects.filter(seat=answer.seat, round=round_id, what=what).exists()

    @invariant()
    def after_an_erase_nothing_opens(self) -> None:
        if not self.erased:
            return
        for who in ("alex", "sam"):
            with pytest.raises(NotHere):
                self.pair.sitting(self._holder(who))
        assert not Answer.objects.filter(session__code=self.pair.code).exists()

    # ---- how ----------------------------------------------------------------------------------

    def _holder(self, who: str) -> Holder:
        return self.pair.alex if who == "alex" else self.pair.sam

    def _do(self, who: str, command: Callable[..., object]) -> object:
        def again() -> object:
            return command(self._holder(who), self.pair.code)

        before = self._everything()
        done = self._try(again)
        if isinstance(done, Refused):
            assert self._everything() == before, f"{done.reason} changed something"
        else:
            self.last = again
        return done

    def _based(self, who: str, tab: int, step: str, command: Callable[..., sessions.Outcome]) -> None:
        done = self._do(who, command)
        if isinstance(done, rules.Stale) or isinstance(done, sessions.Outcome) and done.revision is not None:
            self.bases[who, tab, step] = done.revision

    def _try(self, command: Callable[[], object]) -> object:
        try:
            return command()
        except Refused as refusal:
            return refusal

    def _base(self, who: str, tab: int, step: str) -> int:
        return self.bases.get((who, tab, step), 0)

    def _stored(self, who: str, step: str) -> int:
        if self.erased:
            return 0
        own = self.pair.sitting(self._holder(who)).own.get(step)
        return own.revision if own else 0

    def _round(self, who: str) -> str:
        if self.erased:
            return "first"
        where = self.pair.where(self._holder(who))
        return where.round.id if where.round else "more"

    def _step(self, who: str, index: int) -> tuple[str, str]:
        if self.erased:
            return "quiet-at-dinner.receiver", "reading"
        seated = self.pair.sitting(self._holder(who))
        steps = seated.layout.of_round(self._round(who))
        spec = steps[index % len(steps)]
        return spec.id, spec.main.id

    def _round_of(self, step: str) -> str:
        if step == rules.TAKEAWAY_STEP:
            return rules.WHOLE
        return self.pair.sitting(self.pair.alex).layout.steps[step].round

    def _rank(self, who: str) -> tuple[int, ...]:
        seated = self.pair.sitting(self._holder(who))
        facts, me = seated.facts, seated.me
        where = rules.stage_of(facts, me)
        if where.round is None:
            return (0 if where.stage is Stage.LOBBY else 9, ORDER.index(where.stage), 0, 0)
        rounds = [plan.id for plan in facts.rounds]
        closed = int(facts.happened(where.round.id, "closed"))
        stage = ORDER.index(where.stage) if not closed else 0
        asked = int(closed and facts.has_said(me, where.round.id, "more"))
        card = (
            rules.card_number(facts, me, where.round) if where.stage is Stage.REVEAL and not closed else asked
        )
        return (1 + rounds.index(where.round.id), closed, stage, card)

    def _everything(self) -> tuple[Any, ...]:
        return tuple(
            tuple(sorted(model.objects.values_list(*names), key=repr))
            for model, names in (
                (PairedSession, ["code", "version_first", "version_second", "ended"]),
                (Answer, ["pk", "step", "revision", "state", "own_sealed", "shared_sealed"]),
                (Readiness, ["pk", "round", "what", "at"]),
                (Moment, ["pk", "round", "what", "at"]),
            )
        )


@pytest.mark.django_db
def test_the_rules_hold_in_any_order() -> None:
    run_state_machine_as_test(
        TwoPeople,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
