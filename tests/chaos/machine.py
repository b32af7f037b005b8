"""Two people, two tabs each, over sockets and with the database, in any order: a state machine.

Beside deeds of people there are those of a network: it loses replies, cuts, doubles, and brings late what was
sent long ago. After each deed all that was promised is looked at (`kept_promises.py`, `at_rest.py`).
"""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from couples import seats
from couples.access import Holder
from couples.infrastructure.refusals import Refused
from couples.models import Seat
from exercises import commands
from exercises.rules import TAKEAWAY_STEP
from tests.chaos.beginnings import CLAIM, STARTS
from tests.chaos.four_tabs import Place
from tests.chaos.kept_promises import LINE, OTHER
from tests.chaos.two_at_tabs import TwoAtTabs

PEOPLE = st.sampled_from(["alex", "sam"])
PLACES = st.tuples(PEOPLE, st.integers(0, 1))
INDEXES = st.integers(0, 8)
PICKS = st.sampled_from(["caring", "external", "strain", "us_mild", "rejecting", "na"])
LATE = 15  # deeds, after which somebody may end it: before, it would cut short too much
MOSTLY = st.integers(0, 3).map(bool)
WORDS = st.sampled_from(
    [
        "next-1",
        "next-2",
        "next-3",
        "apart",
        "together",
        "more",
        "enough",
        "tender",
        "later-1",
        "rest",
        "nonsense",
    ],
)
NO_SEAT_HERE = 4404

runs: Counter[str] = Counter()  # in how many of them something came up


class TwoPeopleAtFourTabs(RuleBasedStateMachine):
    two: TwoAtTabs
    deeds = 0

    @initialize(start=st.sampled_from(STARTS))
    def sit_down(self, start: str) -> None:
        self.two = TwoAtTabs(start)

    def teardown(self) -> None:
        if hasattr(self, "two"):
            self.two.end()
            runs.update({*self.two.seen, "run"})
            if self.two.promises.seen:
                runs["words that came to the other"] += 1

    @property
    def erased(self) -> bool:

        return self.two.promises.erased

    # ---- what people do -------------------------------------------------------------------------------

    @rule(place=PLACES, index=INDEXES, pick=PICKS, keep=st.booleans())
    def answer(self, place: Place, index: int, pick: str, keep: bool) -> None:
        step, part = self.two.step(place, index)
        self.two.say(place, "answer", step=step, parts={part: pick}, share={part: False} if keep else {})

    @rule(place=PLACES, index=INDEXES, share=st.none() | st.booleans())
    def answer_in_own_words(self, place: Place, index: int, share: bool | None) -> None:
        step, part = self.two.step(place, index)
        words = self.two.words(place[0], step, part)
        self.two.say(place, "answer", step=step, parts=words, share={} if share is None else {part: share})

    @rule(place=PLACES, index=INDEXES, on=st.booleans())
    def decide(self, place: Place, index: int, on: bool) -> None:
        step, part = self.two.step(place, index)
        self.two.say(place, "answer", step=step, share={part: on})

    @rule(place=PLACES, index=INDEXES)
    def draft(self, place: Place, index: int) -> None:
        step, part = self.two.step(place, index)
        self.two.say(place, "draft", step=step, parts=self.two.words(place[0], step, part))

    @rule(place=PLACES, index=INDEXES)
    def skip(self, place: Place, index: int) -> None:
        self.two.say(place, "pass", step=self.two.step(place, index)[0])

    @rule(place=PLACES, on=st.booleans())
    def release_or_reopen(self, place: Place, on: bool) -> None:
        self.two.say_word(place, "preview", on)

    @rule(place=PLACES, word=WORDS, on=MOSTLY)
    def say_a_word(self, place: Place, word: str, on: bool) -> None:
        self.two.say_word(place, word, on)

    @rule(place=PLACES, share=st.booleans())
    def take_along(self, place: Place, share: bool) -> None:
        words = {LINE: self.two.promises.token(place[0], TAKEAWAY_STEP)}
        self.two.say(place, "answer", step=TAKEAWAY_STEP, parts=words, share={LINE: share})

    @rule(place=PLACES)
    def show_the_line_later(self, place: Place) -> None:
        self.two.say(place, "answer", step=TAKEAWAY_STEP, share={LINE: True})

    @rule(place=PLACES, picks=st.tuples(PICKS, PICKS), times=st.integers(1, 5), more=st.booleans())
    def both_go_on(self, place: Place, picks: tuple[str, str], times: int, more: bool) -> None:
        """What the screens at hand ask for, a few times."""
        for _ in range(times):
            for who, pick in zip((place[0], OTHER[place[0]]), picks, strict=True):
                self.two.go_on((who, place[1]), pick, more)

    @precondition(lambda self: self.deeds > LATE and not self.erased)
    @rule(who=PEOPLE, sure=st.booleans())
    def stop(self, who: str, sure: bool) -> None:
        if sure:
            commands.stop(self.two.promises.holder(who), self.two.pair.code)
            self.two.last = None
            self.two.seen.add("stopped")

    @precondition(lambda self: self.deeds > LATE and not self.erased)
    @rule(who=PEOPLE, sure=st.booleans())
    def erase(self, who: str, sure: bool) -> None:
        if sure:
            erase = partial(seats.erase, self.two.promises.holder(who), self.two.pair.couple_code)
            self.two.tabs.meanwhile(erase)
            self.two.promises.erase(self.two.tabs)
            self.two.seen.add("erased")

    # ---- what others do, or the network ---------------------------------------------------------------

    @precondition(lambda self: self.two.last is not None and not self.erased)
    @rule(tab=st.integers(0, 1))
    def resend(self, tab: int) -> None:
        """The same once more: from the same tab, as its reply was lost; or from the other one."""
        assert self.two.last is not None
        (who, _), frame = self.two.last
        self.two.resend((who, tab), frame)

    @precondition(lambda self: self.two.texts and not self.erased)
    @rule(index=st.integers(0, 99), tab=st.integers(0, 1))
    def resend_late(self, index: int, tab: int) -> None:
        """A text once more, long after, from a phone that was in a tunnel."""
        who, frame = self.two.texts[index % len(self.two.texts)]
        self.two.resend((who, tab), frame)

    @rule(place=PLACES, index=INDEXES, off=st.sampled_from([-1, 1, 7]))
    def send_what_is_based_on_another_revision(self, place: Place, index: int, off: int) -> None:
        step, part = self.two.step(place, index)
        stored = 0 if self.erased else self.two.revision(place[0], step)
        if stored + off < 0:
            return
        words = self.two.words(place[0], step, part)
        reply = self.two.say(place, "answer", step=step, base=stored + off, parts=words, share={})
        assert reply is None or reply["type"] == "refused", f"it was based on another text: {reply}"

    @precondition(lambda self: not self.erased)
    @rule(place=PLACES, index=INDEXES)
    def lose_the_reply(self, place: Place, index: int) -> None:
        step, part = self.two.step(place, index)
        base, words = self.two.revision(place[0], step), self.two.words(place[0], step, part)
        self.two.lose_the_reply(place, type="answer", step=step, base=base, parts=words, share={})

    @rule(place=PLACES, goodbye=st.booleans())
    def drop(self, place: Place, goodbye: bool) -> None:
        if place in self.two.tabs.tabs:
            self.two.tabs.drop(place, goodbye=goodbye)
            self.two.last = None  # where its grace runs out, a repeated tap goes on alone

    @rule(place=PLACES)
    def come_again(self, place: Place) -> None:
        self.two.tabs.open(place)
        assert (place in self.two.tabs.tabs) is not self.erased
        self.two.last = None  # who is here may have changed what a repeated tap does

    @precondition(lambda self: not self.erased)
    @rule(who=PEOPLE)
    def leave(self, who: str) -> None:
        """For longer than the grace."""
        self.two.tabs.leave(who)
        self.two.pair.depart(self.two.promises.holder(who))
        self.two.last = None  # a repeated tap goes on alone now

    @rule(who=PEOPLE)
    def a_stranger_comes(self, who: str) -> None:
        """With the right names of cookies, and a token of their own."""
        assert self.two.tabs.strangers_end(who) == NO_SEAT_HERE

    @rule(fresh=st.booleans())
    def claim_the_used_link(self, fresh: bool) -> None:
        """I7. By somebody else nothing is claimed; by the same claim the same seat, as often as it asks."""
        rows = list(Seat.objects.filter(couple__code=self.two.pair.couple_code).values_list())
        if fresh or self.erased:
            with pytest.raises(Refused):
                seats.claim(self.two.link, "d" * 32 if fresh else CLAIM, "Somebody", Holder(()))
        else:
            again = seats.claim(self.two.link, CLAIM, "Sam", Holder(()))
            assert (again.token,) == self.two.pair.sam.tokens and not again.first_time
        assert list(Seat.objects.filter(couple__code=self.two.pair.couple_code).values_list()) == rows

    @invariant()
    def all_promises_are_kept(self) -> None:
        self.two.look()
        self.deeds += 1
