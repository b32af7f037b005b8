"""What was promised to two people over their sockets, and whether it is so now. Looked at after each deed.

    promises = Promises(pair)
    promises.took("alex", frame, reply)     # an ack: what it says has to be stored
    promises.look(tabs)                     # AssertionError where one of them is broken

| promise | held by |
|---|---|
| I1 what was acknowledged is stored, as it was sent | `took`, `_all_of_it_is_stored` |
| I2 no byte of the other's before both have released, and never what was kept | `_nothing_of_the_others` |
| I3 what comes true does so once, and a reveal when both have released | `_it_comes_true_once` |
| I4 versions never fall | `_it_comes_true_once`, and each tab as it hears |
| I5 a tab at rest shows what a fresh look shows | `at_rest.py` |
| I8 after an erase nothing opens | `_nothing_is_left` |

Resends (I6) and links (I7) are deeds of their own: `machine.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from couples.access import Holder
from couples.infrastructure.refusals import NotHere
from couples.models import Couple, Invite, Lease, Seat
from exercises.queries.session_state import OwnAnswer, SessionState
from exercises.rules import TAKEAWAY_STEP
from tests.chaos.four_tabs import FourTabs, Frame
from tests.chaos.history import tokens_in
from tests.support.couples.paired import Pair

OTHER = {"alex": "sam", "sam": "alex"}
Stored = Mapping[str, list[Any]]
LINE = "line"  # of what is taken along


@dataclass
class Promises:
    """stored: every row of the session, as of the last look. states: what each of the two may know then."""

    pair: Pair
    stored: Stored = field(default_factory=dict)
    states: dict[str, SessionState] = field(default_factory=dict)
    erased: bool = False
    seen: int = 0  # tokens that came to the other, as they may
    _own: dict[str, dict[str, OwnAnswer]] = field(default_factory=dict)
    _written: dict[str, tuple[str, str]] = field(default_factory=dict)  # by token: by whom, at which step
    _shown: set[tuple[str, str]] = field(default_factory=set)  # later than in a preview: by whom, which step
    _numbers: Any = field(default_factory=lambda: count(1))

    def begin(self) -> None:
        """What is stored by now is what the two have been told of."""
        self._read()
        self._own = {who: dict(state.own) for who, state in self.states.items()}

    def holder(self, who: str) -> Holder:
        return self.pair.alex if who == "alex" else self.pair.sam

    def token(self, who: str, step: str) -> str:
        """A text of this person's for this step that stands nowhere else."""
        token = f"zq{next(self._numbers):012x}zq"
        self._written[token] = (who, step)
        return token

    # ---- I1 -------------------------------------------------------------------------------------------

    def took(self, who: str, frame: Frame, reply: Mapping[str, Any]) -> None:
        """The server has acknowledged this: it is stored as it was sent, under that revision."""
        if "step" not in frame:
            seat = self.states[who].me
            said = (seat, frame["round"], frame["what"]) in self._said(self.pair.stored())
            assert said is frame["on"], f"{who}'s {frame['what']} was acknowledged: {said} is stored"
            return
        step = frame["step"]
        own = self.pair.state(self.holder(who)).own.get(step)
        assert own is not None, f"{step}: nothing is stored, {reply} was said"
        assert own.revision == reply["revision"], f"{step}: {own.revision} is stored, {reply} was said"
        before = self._own[who].get(step)
        stood = before.revision if before is not None else 0
        based = own.revision == stood + 1 and frame.get("base", stood) == stood
        assert based or own.revision == stood, f"{step}: {stood} stood there, and {frame} has taken its place"
        match frame["type"]:
            case "draft":
                assert own.body.draft == frame["parts"]
            case "pass":
                assert own.is_in and own.body.passed
            case "answer" if "parts" not in frame and self._is_later(who, step):
                # Later something can be shown, for good; not to show it changes nothing.
                self._shown |= {(who, step)} if any(frame["share"].values()) else set()
            case "answer":
                assert own.is_in
                assert _holds(own, frame), f"{step}: {own.body} is stored of {frame}"
        self._own[who][step] = own

    def _is_later(self, who: str, step: str) -> bool:
        """Whether what is decided of this step now is no part of a preview any more."""
        if step == TAKEAWAY_STEP:
            return True
        revealed = (self.states[who].layout.steps[step].round, "reveal")
        return any(row[2:4] == revealed for row in self.pair.stored()["milestones"])

    def _all_of_it_is_stored(self) -> None:
        for who, state in self.states.items():
            if state.ended is None:
                assert state.own == self._own[who], f"{who} has {state.own}, told of was {self._own[who]}"
            else:
                assert state.own.items() <= self._own[who].items(), "after the end there is something new"
                self._own[who] = dict(state.own)

    def erase(self, tabs: FourTabs) -> None:
        """All of it has just been erased. What was heard until now was sent before."""
        self._nothing_of_the_others(tabs)
        self.erased = True

    # ---- after each deed ------------------------------------------------------------------------------

    def look(self, tabs: FourTabs) -> None:
        before = self.stored
        if self.erased:
            self._nothing_is_left(tabs)
        else:
            self._read()
            self._it_comes_true_once(before)
            self._all_of_it_is_stored()
        self._nothing_of_the_others(tabs)

    def _read(self) -> None:
        self.stored = self.pair.stored()
        self.states = {who: self.pair.state(self.holder(who)) for who in OTHER}

    # ---- I2 -------------------------------------------------------------------------------------------

    def _nothing_of_the_others(self, tabs: FourTabs) -> None:
        for who, frames in tabs.heard.items():
            for token in tokens_in("\n".join(frames)):
                by, step = self._written[token]
                if by == OTHER[who]:
                    fate = "all is erased" if self.erased else self._why_not(by, step, token)
                    assert fate == "", f"{who} was sent what {by} wrote at {step}: {fate}"
                    self.seen += 1
            frames.clear()

    def _why_not(self, by: str, step: str, token: str) -> str:
        """Why the other may not have this; "" where they may. Asked of rows, and of no rule of the app's."""
        state = self.states[by]
        if step == TAKEAWAY_STEP:
            round_id, what, part = "", "takeaway", LINE
        else:
            round_id, what, part = state.layout.steps[step].round, "preview", state.layout.steps[step].main.id
            if not any(row[2:4] == (round_id, "reveal") for row in self.stored["milestones"]):
                return "nothing is revealed"
        if sum(said[1:] == (round_id, what) for said in self._said(self.stored)) < 2:
            return "the two have not released"
        own = state.own.get(step)
        if own is None or own.body.passed or token not in str(own.body.parts.get(part)):
            return "it is no answer"
        kept = own.body.share.get(part, step != TAKEAWAY_STEP) is False
        return "it was kept" if kept and (by, step) not in self._shown else ""

    def _said(self, stored: Stored) -> set[tuple[int, str, str]]:
        """Whose seat (by position), of which round, which word."""
        positions = {state.seat.pk: state.me for state in self.states.values()}
        return {(positions[row[2]], row[3], row[4]) for row in stored["signals"]}

    # ---- I3, I4 ---------------------------------------------------------------------------------------

    def _it_comes_true_once(self, before: Stored) -> None:
        rows = [row[2:5] for row in self.stored["milestones"]]
        assert len({row[:2] for row in rows}) == len(rows), f"something came true twice: {rows}"
        gone = {row[2:5] for row in before["milestones"]} - set(rows)
        assert not gone, f"what had come true is no longer so, or not at that instant: {gone}"
        for round_id in {row[0] for row in rows if row[1] == "reveal"}:
            released = {seat for seat, *rest in self._said(self.stored) if rest == [round_id, "preview"]}
            assert len(released) == 2, f"{round_id} is revealed, and released by {released}"

    # ---- I8 -------------------------------------------------------------------------------------------

    def _nothing_is_left(self, tabs: FourTabs) -> None:
        assert not tabs.tabs, f"still open after the erase: {list(tabs.tabs)}"
        for who in OTHER:
            with pytest.raises(NotHere):
                self.pair.state(self.holder(who))
        assert not any(self.pair.stored().values())
        code = self.pair.couple_code
        assert not Couple.objects.filter(code=code).exists()
        for rows in (Seat.objects, Invite.objects):
            assert not rows.filter(couple__code=code).exists()
        lookups = [*self.pair.alex.lookups, *self.pair.sam.lookups]
        assert not Lease.objects.filter(seat__token_lookup__in=lookups).exists()


def _holds(own: OwnAnswer, frame: Frame) -> bool:
    """Whether this answer says what the frame said."""
    decided = all(own.body.share.get(part, on) is on for part, on in frame["share"].items())
    given = frame.get("parts")
    if given is None:
        return decided
    if LINE in given:
        return decided and given[LINE] == own.body.parts.get(LINE)
    part = next(iter(given))
    stored, words = own.body.parts.get(part, {}), given.get(f"{part}.words")
    return decided and stored.get("pick") == given[part] and words in (None, stored.get("words"))
