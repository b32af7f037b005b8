"""What the two can do at their tabs, one deed at a time; each is held against what was promised about it.

two = TwoAtTabs("reveal")
two.say(("alex", 0), "draft", step=step, parts={"reading": "strain"})
two.go_on(("sam", 1), "caring", more=True)      # what the screen at hand asks for
two.look()                                      # AssertionError where a promise is broken
two.end()
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any

from couples.models import Couple
from exercises import rules, screens
from exercises.presenters.session import session_view
from exercises.rules import TAKEAWAY_STEP, Where
from tests.chaos.at_rest import look_at_rest
from tests.chaos.beginnings import bring, in_own_words, sit_down
from tests.chaos.four_tabs import FourTabs, Frame, Place
from tests.chaos.kept_promises import LINE, OTHER, Promises
from tests.support.http.visitors import ORIGIN

TEXTS = ("draft", "answer", "pass")
Reply = Mapping[str, Any] | None  # None: the server has hung up


class TwoAtTabs:
    """seen: what came up, as words. last: what was acknowledged last, and where. texts: all taken."""

    def __init__(self, start: str) -> None:
        self.pair, self.link = sit_down()
        self.promises = Promises(self.pair)
        bring(self.pair, self.promises, start)
        self.promises.begin()
        self.layout = self.promises.states["alex"].layout
        self.tabs = FourTabs(self.pair)
        self.bases: dict[tuple[Place, str], int] = {}  # what each tab believes the revision to be
        self.last: tuple[Place, Frame] | None = None
        self.texts: list[tuple[str, Frame]] = []
        self.seen = {f"from {start}"}
        self._refs = count(1)
        for who in OTHER:
            self.tabs.open((who, 0))

    def end(self) -> None:
        self.tabs.close()
        Couple.objects.filter(code=self.pair.couple_code).delete()

    def look(self) -> None:
        self.tabs.settle()
        self.promises.look(self.tabs)
        if self.promises.erased:
            return
        look_at_rest(self.tabs, self.promises.states)
        self.seen |= {self.where(who).stage for who in OTHER}
        self.seen |= {str(row[3]) for row in self.promises.stored["milestones"]}

    def where(self, who: str) -> Where:
        state = self.promises.states[who]
        return rules.stage_of(state.facts, state.me)

    # ---- one frame ------------------------------------------------------------------------------------

    def say(self, place: Place, kind: str, **fields: Any) -> Reply:
        """Send a command, with the base that this tab believes in unless one is given."""
        if self.promises.erased:
            return None
        if kind in ("draft", "answer"):
            fields.setdefault("base", self.bases.get((place, fields["step"]), 0))
        frame = {"type": kind, "ref": next(self._refs), **fields}
        self._open(place)
        who, before = place[0], self.pair.stored()
        heard, version = len(self.tabs.heard[OTHER[who]]), self._version(OTHER[who])
        reply = self.tabs.send(place, frame)
        assert reply is not None, f"the server hung up on {frame}"
        self._note(place, frame, reply)
        if reply["type"] == "refused":
            assert self.pair.stored() == before, f"refused ({reply['reason']}), and something has changed"
        self.tabs.settle()
        private = kind in TEXTS and fields["step"] != TAKEAWAY_STEP
        if private or self._version(OTHER[who]) == version:
            assert self._version(OTHER[who]) == version, f"{who}'s {kind} raised the other's version"
            assert len(self.tabs.heard[OTHER[who]]) == heard, f"{who}'s {kind} sent something to the other"
        return reply

    def say_word(self, place: Place, word: str, on: bool = True) -> None:
        self.say(place, "ready", round=self.round(place[0]), what=word, on=on)

    def _open(self, place: Place) -> None:
        """Whoever comes may be news for the other; that has been heard then."""
        if place not in self.tabs.tabs:
            self.tabs.open(place)
            self.tabs.settle()

    def resend(self, place: Place, frame: Frame) -> None:
        """The same frame comes once more, from this tab."""
        self._open(place)
        before = self.pair.stored()
        self.tabs.send(place, frame)
        assert self.pair.stored() == before, f"{frame} came again and changed something"

    def lose_the_reply(self, place: Place, **fields: Any) -> None:
        """A command is done, its reply never comes; so the tab comes again and says it again, unchanged."""
        frame = {"ref": next(self._refs), **fields}
        self.tabs.open(place)
        self.tabs.send_unheard(place, frame)
        self.tabs.open(place)
        before = self.pair.stored()
        reply = self.tabs.send(place, frame)
        assert self.pair.stored() == before, f"{frame} came again and changed something"
        assert reply is not None
        self._note(place, frame, reply)

    def _note(self, place: Place, frame: Frame, reply: Mapping[str, Any]) -> None:
        if "revision" in reply:
            self.bases[place, frame["step"]] = reply["revision"]
        if reply["type"] != "ack":
            self.seen.add(reply["reason"])
            return
        self.promises.took(place[0], frame, reply)
        self.last = place, frame
        if frame["type"] in TEXTS:
            self.texts.append((place[0], frame))

    def _version(self, who: str) -> int:
        return self.pair.versions()[self.promises.states[who].me - 1]

    # ---- where they are -------------------------------------------------------------------------------

    def round(self, who: str) -> str:
        """The round that this person is at, as of the last look."""
        round_ = self.where(who).round
        return round_.id if round_ is not None else "more"

    def step(self, place: Place, index: int) -> tuple[str, str]:
        """One of the steps of the round at hand, and the part of it that is the answer."""
        steps = self.layout.of_round(self.round(place[0]))
        spec = steps[index % len(steps)]
        return spec.id, spec.main.id

    def revision(self, who: str, step: str) -> int:
        """What is stored, and 0 where nothing is."""
        own = self.pair.state(self.promises.holder(who)).own.get(step)
        return own.revision if own is not None else 0

    def words(self, who: str, step: str, part: str) -> dict[str, str | list[str]]:
        return in_own_words(part, self.promises.token(who, step))

    # ---- what the screen at hand asks for -------------------------------------------------------------

    def go_on(self, place: Place, pick: str, more: bool) -> None:
        if self.promises.erased:
            return
        who = place[0]
        self._open(place)
        state = self.pair.state(self.promises.holder(who))
        self.promises.states[who] = state
        match session_view.present(state, origin=ORIGIN).screen:
            case screens.Step(ref=ref):
                plan = state.facts.round(self.layout.steps[ref].round)
                assert plan is not None
                for step in rules.open_steps(state.facts, plan):
                    self._answer(place, step, pick)
            case screens.Preview(round=round_id):
                for spec in self.layout.of_round(round_id):
                    if (
                        spec.main.id not in state.own[spec.id].body.share
                        and not state.own[spec.id].body.passed
                    ):
                        base = self.revision(who, spec.id)
                        self.say(place, "answer", step=spec.id, base=base, share={spec.main.id: True})
                self.say_word(place, "preview")
            case screens.Reveal(next_word=word):
                self.say_word(place, word)
            case screens.CardsDone(fold=fold):
                asked = fold is not None and fold.card is None and not fold.mine
                self.say_word(place, "tender" if asked else "more" if more else "enough")
            case screens.Takeaway():
                line = {LINE: self.promises.token(who, TAKEAWAY_STEP)}
                self.say(place, "answer", step=TAKEAWAY_STEP, base=0, parts=line, share={LINE: more})

    def _answer(self, place: Place, step: str, pick: str) -> None:
        part = self.layout.steps[step].main.id
        fields = {part: pick} if pick != "na" else self.words(place[0], step, part)
        base = self.revision(place[0], step)
        self.say(place, "answer", step=step, base=base, parts=fields, share={part: True})
