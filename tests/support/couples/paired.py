"""A couple at the level of use cases: two holders, one session, and short ways to act.

alex has the first seat, sam the second. What they type and pick is given, never drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from couples import presence, seats
from couples.access import Holder, cookie_name, keys_of
from couples.infrastructure import vault
from couples.models import Lease
from exercises import commands
from exercises.content.cues import Cue
from exercises.models import Answer, Milestone, PairedSession, Signal
from exercises.presenters.session import session_view
from exercises.queries import loading
from exercises.queries.session_state import SessionState
from exercises.rules import TAKEAWAY_STEP, RoundWord, SessionWord, Stage, Where, parse_said, stage_of
from tests.support.couples.two_seats import link_of

CORE = "two-sides-of-a-cue"
CALM_PICK = "strain"  # harmless in every cue of the first round
FIRST = "quiet-at-dinner.receiver"  # the first step of a first session
MEANING = "quiet-at-dinner.sender"
MOST_DRAWS = 40  # a moment that one in three draws has is missing in all of these once in ten million
OWN_WORDS = {"words": "They count the plates.", "about": "external", "feel": "-1"}


@dataclass
class Pair:
    code: str
    couple_code: str
    alex: Holder
    sam: Holder

    def state(self, who: Holder) -> SessionState:
        """What this person may know now."""
        return loading.load(who, self.code)

    @property
    def both(self) -> tuple[Holder, Holder]:
        return self.alex, self.sam

    def where(self, who: Holder) -> Where:
        state = self.state(who)
        return stage_of(state.facts, state.me)

    def stage(self, who: Holder) -> Stage:
        return self.where(who).stage

    def versions(self) -> tuple[int, int]:
        row = PairedSession.objects.get(code=self.code)
        return row.version_first, row.version_second

    def milestones(self, what: str = "") -> list[tuple[str, str]]:
        """What has come true, in order; only what is called so, if anything is named."""
        rows = Milestone.objects.filter(session__code=self.code).order_by("pk").values_list("round", "what")
        return [row for row in rows if row[1].startswith(what)]

    def stored(self) -> dict[str, list[Any]]:
        """Every row of this session: equal before and after means that nothing has changed."""
        mine = {"session__code": self.code}
        return {
            "session": list(PairedSession.objects.filter(code=self.code).values_list()),
            "answers": list(Answer.objects.filter(**mine).order_by("pk").values_list()),
            "signals": list(Signal.objects.filter(**mine).order_by("pk").values_list()),
            "milestones": list(Milestone.objects.filter(**mine).order_by("pk").values_list()),
        }

    def cookies(self, who: Holder) -> str:
        """The Cookie header of this person's browser, over plain http."""
        first = 1 if who == self.alex else 2  # in a trial alex's browser has both
        return "; ".join(
            f"{cookie_name(self.couple_code, position, False)}={vault.to_text(token)}"
            for position, token in enumerate(who.tokens, start=first)
        )

    def arrive(self, who: Holder) -> SessionState:
        return commands.arrive(who, self.code, f"tab-of-{who.lookups[0].hex()[:8]}", presence.LEASE_SECONDS)

    def depart(self, who: Holder) -> None:
        """Gone for longer than the grace: the lease has run out."""
        Lease.objects.filter(seat__token_lookup__in=who.lookups).delete()

    def give_new_link(self, lost: Holder) -> str:
        """The other of the two makes a new link for whoever has lost their seat. Returns what it says."""
        keeper = self.sam if lost == self.alex else self.alex
        commands.give_new_link(keeper, self.couple_code)
        return link_of(self.couple_code, keeper)

    def let_back_in(self, lost: Holder, claim_id: str = "d" * 32) -> Pair:
        """The same two, after whoever has lost their seat came back by a new link."""
        claimed = seats.claim(self.give_new_link(lost), claim_id, "", Holder(()))
        again = Holder((claimed.token,))
        return replace(self, alex=again) if lost == self.alex else replace(self, sam=again)

    def begin(self) -> None:
        commands.ready(self.alex, self.code, round="", word=SessionWord.BEGIN)

    def answer(
        self,
        who: Holder,
        step: str,
        pick: str = CALM_PICK,
        share: Mapping[str, bool] | None = None,
        **fields: str,
    ) -> commands.Outcome:
        return self._answer(who, self.state(who), step, pick, share, **fields)

    def _answer(
        self,
        who: Holder,
        state: SessionState,
        step: str,
        pick: str,
        share: Mapping[str, bool] | None = None,
        **fields: str,
    ) -> commands.Outcome:
        """state: as it was before this answer to this step, at the earliest."""
        own = state.own.get(step)
        raw: dict[str, str | list[str]] = {state.layout.steps[step].main.id: pick, **fields}
        base = own.revision if own else 0
        return commands.answer(who, self.code, step=step, base=base, raw=raw, share=share or {})

    def fill_in(self, who: Holder, step: str, share: Mapping[str, bool] | None = None, **fields: Any) -> None:
        """Answer a plain step with these fields, by name: `a__b` stands for `a.b`."""
        own = self.state(who).own.get(step)
        raw = {name.replace("__", "."): value for name, value in fields.items()} or {"go": "on"}
        base = own.revision if own else 0
        commands.answer(who, self.code, step=step, base=base, raw=raw, share=share or {})

    def pass_all(self, who: Holder, round_id: str) -> None:
        """Pass every open step of a round, and go on where there is nothing to enter."""
        state = self.state(who)
        for spec in state.layout.of_round(round_id):
            if spec.id in state.own:
                continue
            if spec.main is None:
                self.fill_in(who, spec.id)
            else:
                commands.pass_(who, self.code, step=spec.id)

    def screen(self, who: Holder, at: str | None = None) -> Any:
        """What this person's screen shows."""
        return screen_of(self.state(who), at)

    def answer_round(
        self, who: Holder, round_id: str = "first", picks: Mapping[str, str] | None = None
    ) -> None:
        """Every step of a round; a step that `picks` doesn't name gets the calm pick."""
        state = self.state(who)
        for spec in state.layout.of_round(round_id):
            self._answer(who, state, spec.id, (picks or {}).get(spec.id, CALM_PICK))

    def release(self, who: Holder, round_id: str = "first") -> commands.Outcome:
        return commands.ready(who, self.code, round=round_id, word=RoundWord.PREVIEW)

    def say(self, who: Holder, what: str, round_id: str = "first", on: bool = True) -> commands.Outcome:
        return commands.ready(who, self.code, round=round_id, word=parse_said(what), on=on)

    def reveal(
        self, round_id: str = "first", picks: Mapping[Holder, Mapping[str, str]] | None = None
    ) -> None:
        """Both answer, release and are here."""
        for who in self.both:
            self.answer_round(who, round_id, (picks or {}).get(who))
            self.arrive(who)
            self.release(who, round_id)

    def close(self, round_id: str = "first") -> None:
        """Both tap on through all cards of a revealed round."""
        number = 1
        while (round_id, "closed") not in self.milestones("closed"):
            for who in self.both:
                self.say(who, f"next-{number}", round_id)
            number += 1

    def take_along(self, who: Holder, line: str = "Ask first.", share: bool = False) -> commands.Outcome:
        raw: dict[str, str | list[str]] = {"line": line}
        return commands.answer(who, self.code, step=TAKEAWAY_STEP, base=0, raw=raw, share={"line": share})

    def reveal_a_hurt(self) -> None:
        """A reveal with a tender topic: sam first thinks of a hurt, and alex shares that there is one."""
        for who in self.both:
            self.answer_round(who, picks={FIRST: "rejecting"} if who == self.sam else {})
        self.answer(self.alex, MEANING, "rejecting", share={"meaning": True})
        for who in self.both:
            self.release(who)
            self.arrive(who)

    def come_to(self, stage: str) -> None:
        """Both together, the quick way: step, preview, waiting, reveal, closed, takeaway or finished."""
        for reached in ("step", "preview", "waiting", "reveal", "closed", "takeaway", "finished"):
            if reached == "preview":
                for who in self.both:
                    self.answer_round(who)
            elif reached == "waiting":
                for who in self.both:
                    self.release(who)
            elif reached == "reveal":
                for who in self.both:
                    self.arrive(who)
            elif reached == "closed":
                self.close()
            elif reached == "takeaway":
                for who in self.both:
                    self.say(who, "enough")
            elif reached == "finished":
                for who in self.both:
                    self.take_along(who)
            if reached == stage:
                return
        raise AssertionError(f"there is no way to {stage}")


def screen_of(state: SessionState, at: str | None = None) -> Any:
    """What the screen of the person whose state this is shows."""
    return session_view.present(state, origin="http://testserver", at=at).screen


def start_alone(name: str = "Alex", exercise: str = "") -> tuple[str, str, Holder]:
    started = commands.start(exercise or CORE, holder=Holder(()), name=name, days=30)
    assert started.token is not None
    return started.code, started.couple_code, Holder((started.token,))


def start_together(
    first: str = "Alex", second: str = "Sam", exercise: str = "", *, begun: bool = True
) -> Pair:
    code, couple_code, alex = start_alone(first, exercise)
    seated = loading.load(alex, code)
    link = seats.invite_link(seated.seat, keys_of(seated.seat, couple_code, alex))
    assert link is not None
    claimed = seats.claim(link, "c" * 32, second, Holder(()))
    pair = Pair(code, couple_code, alex, Holder((claimed.token,)))
    if begun:
        pair.begin()
    return pair


def start_with(fits: Callable[[Cue], bool], exercise: str) -> Pair:
    """Two people whose draw has such a moment. Nobody steers a draw: others begin until it is there."""
    for _ in range(MOST_DRAWS):
        pair = start_together(exercise=exercise)
        layout = pair.state(pair.alex).layout
        if any(fits(spec.cue) for spec in layout.of_round("first") if spec.cue is not None):
            return pair
    raise AssertionError(f"no such moment among {MOST_DRAWS} draws of {exercise}")
